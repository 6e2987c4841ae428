import KMeansCore
import Testing

@testable import KMeansData

/// What is asked about instead of guessed, and what options decide.
@Suite struct ReadingRuleTests {
  private func complaint(_ text: String, _ options: TextOptions = .guessed) -> String {
    message { () throws(DataError) in try csv(text, options: ReadingOptions(text: options)) }
  }

  private func values(_ text: String, _ options: TextOptions = .guessed) throws -> [[Double]] {
    rows(try csv(text, options: ReadingOptions(text: options)).points)
  }

  /// A column of whole numbers with one bad cell, in tables of any length.
  @Test(arguments: [2, 3, 9, 40, 99, 500])
  func oneBadCellIsAnErrorAtAnyLength(count: Int) {
    for bad in [0, count / 2, count - 1] {
      let cells = (0..<count).map { $0 == bad ? "x,1" : "\($0 * 7 % 13),1" }
      let text = complaint("p,q\n" + cells.joined(separator: "\n") + "\n")
      #expect(
        text.hasPrefix("t.csv, line \(bad + 2), column \"p\": \"x\" is not a number"), "\(text)")
    }
  }

  @Test(arguments: [5, 60, 300])
  func aColumnOfBothKindsIsNotLeftOut(count: Int) {
    // A fifth of the values are numbers, in the first rows or in later ones.
    for first in [true, false] {
      let cells = (0..<count).map { row in
        (first ? row < count / 5 : row >= count - count / 5) ? "7,1" : "w\(row),1"
      }
      let text = complaint("p,q\n" + cells.joined(separator: "\n") + "\n")
      #expect(text.contains("column \"p\" holds text") || text.contains("not a number"), "\(text)")
      #expect(text.contains("--exclude p"))
    }
    #expect(throws: Never.self) { try csv("p,q\nw,1\nv,2\n") }
  }

  @Test func stylesThatMixAreNamedWithBothPlaces() {
    #expect(
      complaint("a;b\n1.5;1\n2,5;2\n")
        == "t.csv: \"1.5\" (line 2, column \"a\") has a decimal point and \"2,5\" (line 3, "
        + "column \"a\") a decimal comma; write them alike")
    let late = "a;b\n" + String(repeating: "1.5;1\n", count: 300) + "2,5;2\n"
    #expect(complaint(late).contains("\"2,5\" (line 302, column \"a\") a decimal comma"))
    #expect(complaint("a,b\n5%,1\n7,2\n").contains("\"5%\" is a percentage and \"7\" (line 3)"))
    #expect(complaint("a,b\n$5,1\n€7,2\n").contains("two currencies"))
  }

  @Test func numbersOfTwoMeaningsAreAskedAbout() throws {
    let text = "a;b\n1,234;1\n2,500;2\n"
    #expect(
      complaint(text)
        == "t.csv, line 2, column \"a\": \"1,234\" may have decimals or thousands; "
        + "say which mark is decimal: --decimal . or --decimal ,")
    #expect(try values(text, TextOptions(decimal: .point)) == [[1234, 1], [2500, 2]])
    #expect(try values(text, TextOptions(decimal: .comma)) == [[1.234, 1], [2.5, 2]])
    #expect(try values(text, TextOptions(thousands: .comma)) == [[1234, 1], [2500, 2]])
    #expect(complaint("a;b\n1.234;1\n900;2\n").contains("--decimal . or --decimal ,"))
    #expect(complaint("a\tb\n1.234\t1\n900\t2\n").contains("--decimal . or --decimal ,"))
    #expect(try values("a\tb\n1.234\t1\n9.125\t2\n") == [[1.234, 1], [9.125, 2]])
    #expect(try values("a,b\n1.234,1\n900,2\n") == [[1.234, 1], [900, 2]])
    // One number that has one meaning settles the others.
    #expect(try values("a;b\n1.234;0.5\n900;2\n") == [[1.234, 0.5], [900, 2]])
    #expect(try values("a;b\n1.234;0,5\n900;2\n") == [[1234, 0.5], [900, 2]])
  }

  @Test func laterRowsMayHaveThousands() throws {
    let plain = String(repeating: "500,1\n", count: 300)
    let found = try values("a,b\n" + plain + "\"1,500\",2\n$20,3\n")
    #expect(found.suffix(2) == [[1500, 2], [20, 3]])
  }

  @Test func whatWasDecidedIsSaid() throws {
    func notes(_ text: String) throws -> [String] { try csv(text).notes.map(\.description) }
    #expect(try notes("a,b\n1,2\n") == [])
    #expect(try notes("1,2\n3,4\n") == [])
    #expect(
      try notes("5.1,setosa\n4.9,setosa\n") == [
        "line 1 is read as values, for its cells are like those below; "
          + "--header yes takes it for names"
      ])
    #expect(
      try notes("0,1,2\n0.5,1.5,2.5\n7.5,1.5,2.5\n") == [
        "line 1 is taken for the names of the columns (\"0\", \"1\", \"2\"); "
          + "--header no reads it as values"
      ])
    #expect(
      try notes("a;b\n1,5;5%\n") == [
        "commas are decimal marks, as in \"1,5\" (line 2); --decimal . if not",
        "column \"b\": percentages are read as hundredths, \"5%\" as 0.05",
      ])
    #expect(
      try notes("a,b\n\"300,000\",$5\n") == [
        "column \"a\": \"300,000\" is read as 300000; --decimal and --thousands set it otherwise",
        "column \"b\": read without its currency, \"$5\" as 5",
      ])
  }

  @Test func headersAreDecidedByTheRowsBelow() throws {
    #expect(try csv("2019,2020\n12,15\n7,9\n8,11\n").columns == ["2019", "2020"])
    #expect(try csv("2019,2020\n2021,2018\n2017,2022\n").points.count == 3)
    #expect(try csv("1,2,3\n4,5,6\n7,8,9\n").points.count == 3)
    #expect(try csv("400,410,420\n0.5,0.25,0.75\n0.5,0.75,0.5\n").columns == ["400", "410", "420"])
    #expect(try csv("x,1\n5,6\n").columns == ["x", "1"])
    let unclear = complaint("0,1,2\n5,7,1\n2,2,9\n")
    #expect(
      unclear
        == "t.csv, line 1: \"0\", \"1\", \"2\" may be the names of the columns or values of the "
        + "first row; say which: --header yes or --header no")
    #expect(complaint("5.1,abc,1.4,0.2\n4.9,3,1.4,0.2\n5,3,1,0.1\n").contains("--header yes or"))
    #expect(try values("0,1,2\n5,7,1\n", TextOptions(header: .no)).count == 2)
    #expect(try values("0,1,2\n5,7,1\n", TextOptions(header: .yes)).count == 1)
    let named = TextOptions(expectedNames: ["0", "1", "2"])
    #expect(try values("0,1,2\n5,7,1\n2,2,9\n", named).count == 2)
  }

  @Test func optionsSetWhatIsGuessed() throws {
    #expect(try values("a:b\n1:2\n", TextOptions(separator: UInt8(ascii: ":"))) == [[1, 2]])
    #expect(
      try values("; note\na,b\n1,2\n; more\n3,4\n", TextOptions(comment: CommentMark(";")))
        == [[1, 2], [3, 4]])
    #expect(try values("t\n\na,b\n1,2\n", TextOptions(skippedLines: 1)) == [[1, 2]])
    #expect(complaint("a\n1\n", TextOptions(skippedLines: 9)).contains("has no rows"))
  }

  @Test func sentinelsAreMissingWhereAsked() throws {
    let text = "age,income\n30,-999\n-999,5.0\n40,-999.0\n"
    func missing(_ markers: [MissingMarker]) throws -> [Int] {
      let table = try csv(text, options: ReadingOptions(text: TextOptions(missing: markers)))
      return [table.missing.count] + table.missing.rows
    }
    #expect(try missing([]) == [0])
    #expect(try missing([MissingMarker(value: "-999")]) == [3, 0, 1, 2])
    #expect(try missing([MissingMarker(column: "income", value: "-999")]) == [2, 0, 2])
    #expect(
      complaint(text, TextOptions(missing: [MissingMarker(column: "incom", value: "1")]))
        .contains("did you mean \"income\"?"))
    let words = TextOptions(missing: [MissingMarker(value: "unknown")])
    #expect(try values("a,b\nunknown,1\n2,3\n", words)[1] == [2, 3])
  }

  @Test func columnsAreNamedInManyWays() throws {
    let text = "q_1,q_2,q_3,\"a, b\",z\n1,2,3,4,5\n"
    func columns(_ names: [String]) throws -> [String] {
      try csv(text, options: ReadingOptions(columns: names)).columns
    }
    #expect(try columns(["2-4"]) == ["q_2", "q_3", "a, b"])
    #expect(try columns(["q_2-z"]) == ["q_2", "q_3", "a, b", "z"])
    #expect(try columns(["q_*"]) == ["q_1", "q_2", "q_3"])
    #expect(try columns(["q_?", "z"]) == ["q_1", "q_2", "q_3", "z"])
    #expect(try columns(["a", "b"]) == ["a, b"])
    #expect(try csv(text, options: ReadingOptions(excluded: ["q_*", "z"])).columns == ["a, b"])
    #expect(
      message { () throws(DataError) in try csv(text, options: ReadingOptions(columns: ["x*"])) }
        .contains("has no column \"x*\""))
  }

  @Test func looksAreTold() throws {
    let codes = try csv("zip,x\n01234,1\n90210,2\n")
    #expect(
      codes.hints.count == 1 && "\(codes.hints[0])".contains("\"01234\" (line 2) begins by 0"))
    let dates = try csv("day,x\n2026-01-31,1\n2026-02-01,2\n")
    #expect("\(dates.hints)".contains("looks like a date") || dates.hints.count == 1)
    #expect(dates.leftOut[0].description.contains("looks like a date; --dates day=days"))
    for text in ["31.01.2026", "1/31/26", "2026-01-31T10:00:00", "20 Jan 2026", "Jan 20, 2026"] {
      #expect(DateText(text) != nil, "\(text)")
    }
    for text in ["1.2.3.4", "hello", "12-34", "99/99/99", "5 apples"] {
      #expect(DateText(text) == nil, "\(text)")
    }
    let table = try csv(
      "hour,lon,pay\n0,-170,10\n23,175,12\n12,10,14\n6,-20,13\n5,8,-999\n9,9,-999\n")
    #expect(
      ColumnHint.find(in: table.points, columns: table.columns) == [
        .circular(column: "hour", period: 24), .longitude(column: "lon"),
        .sentinel(column: "pay", value: -999, count: 2),
      ])
  }

  @Test func codePagesAreRead() throws {
    let bytes: [UInt8] = [0x47, 0x72, 0xF6, 0xDF, 0x65, 0x3B, 0x62, 0x0A] + Array("1;2\n".utf8)
    #expect(try table(bytes, .csv).columns == ["Größe", "b"])
  }
}
