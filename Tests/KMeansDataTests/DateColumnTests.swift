import KMeansCore
import Testing

@testable import KMeansData

/// Columns of dates that are read as numbers.
@Suite struct DateColumnTests {
  private func options(_ rules: DateRule...) -> ReadingOptions {
    var text = TextOptions.guessed
    text.dates = rules
    return ReadingOptions(text: text)
  }

  private func complaint(_ text: String, _ rules: DateRule...) -> String {
    var options = TextOptions.guessed
    options.dates = rules
    return message { () throws(DataError) in
      try csv(text, options: ReadingOptions(text: options))
    }
  }

  @Test func allThatArePlainlyDatesTakePart() throws {
    let table = try csv(
      "when,x,name\n1970-01-02,1,a\n,2,b\n1970-01-11,3,c\n", options: options(DateRule(unit: .days))
    )
    #expect(table.columns == ["when", "x"] && table.leftOut.map(\.name) == ["name"])
    #expect(table.points[0, 0] == 1 && table.points[0, 1].isNaN && table.points[0, 2] == 10)
    #expect(table.missing.count == 1 && table.missing.first?.place == .line(3))
    #expect(table.record.dates == [DateRule(column: "when", unit: .days)])
    #expect(
      "\(table.notes)".contains(
        "column \"when\": dates are read as days since 1970-01-01, \"1970-01-02\" as 1"))
  }

  @Test func aColumnHasItsOwnUnit() throws {
    let table = try csv(
      "a,b,c\n1970-01-02,1970-01-02,19700103\n1970-01-03,1970-01-02T12:00,19700104\n",
      options: options(
        DateRule(column: "b", unit: .hours), DateRule(column: "3", unit: .days)))
    #expect(table.columns == ["b", "c"])
    #expect(rows(table.points) == [[24, 2], [36, 3]])
  }

  /// The day above 12 may come late.
  @Test(arguments: [0, 5, 150])
  func aDayAboveTwelveTellsTheOrder(_ rows: Int) throws {
    let before = (0..<rows).map { "0\(1 + $0 % 9)/04/1970,\($0)\n" }.joined()
    for (last, value, order) in [("31/01/1970", 30.0, DayOrder.dmy), ("01/31/1970", 30, .mdy)] {
      let table = try csv(
        "when,x\n\(before)\(last),7\n", options: options(DateRule(unit: .days)))
      #expect(table.points[0, rows] == value)
      #expect(table.record.dates[0].order == order)
      if rows > 0 { #expect(table.points[0, 0] == (order == .dmy ? 90 : 3)) }
    }
  }

  @Test func theOrderIsAskedWhereNothingTells() {
    let text = complaint("joined on,x\n03/04/2024,1\n05/06/2024,2\n", DateRule(unit: .days))
    #expect(
      text == "t.csv, line 2, column \"joined on\": \"03/04/2024\" may be 3 April 2024 or "
        + "4 March 2024, and no date of the column tells; say which: "
        + "--dates 'joined on=days:dmy' or --dates 'joined on=days:mdy'")
    #expect(throws: Never.self) {
      try csv(
        "j,x\n03/04/2024,1\n", options: options(DateRule(column: "j", unit: .days, order: .mdy)))
    }
    // Equal in both.
    #expect(complaint("j,x\n03/03/2024,1\n04/04/2024,2\n", DateRule(unit: .days)) == "")
  }

  @Test func ordersThatMixAreNamedWithBothPlaces() {
    let many = (0..<200).map { "01/02/2024,\($0)\n" }.joined()
    for middle in ["", many] {
      let text = complaint(
        "j,x\n31/01/2024,1\n\(middle)01/30/2024,2\n", DateRule(unit: .days))
      #expect(
        text.hasPrefix(
          "t.csv, column \"j\": the day comes first in \"31/01/2024\" (line 2) and the month in "
            + "\"01/30/2024\" (line "), "\(text)")
    }
  }

  @Test func whatIsNoDateIsNamed() {
    #expect(
      complaint("j,x\n2024-01-01,1\n2024-01-02,1\nsoon,2\n", DateRule(unit: .days))
        == "t.csv, line 4, column \"j\": \"soon\" is not a date; "
        + "correct it, or leave the column out with --exclude j")
    #expect(complaint("j,x\n2024-02-30,1\n", DateRule(column: "j", unit: .days)).contains("no"))
    #expect(
      complaint("j,x\n2024-02-30,1\n", DateRule(column: "k", unit: .days))
        .contains("has no column \"k\""))
  }

  @Test func zerosOfMySQLAreMissing() throws {
    let table = try csv(
      "j,x\n2024-01-01 00:00:00,1\n0000-00-00 00:00:00,2\n2024-01-03,3\n",
      options: options(DateRule(unit: .days)))
    #expect(table.missing.count == 1)
  }

  @Test func looksAreTold() throws {
    let dates = try csv("day,x\n2026-01-31,1\n2026-02-01,2\n")
    #expect(
      "\(dates.hints[0])".contains("--dates day=days reads it as days since 1970-01-01"))
    let digits = try csv("t,x\n2007040100,1\n2007040101,2\n2007040223,4\n")
    #expect(
      ColumnHint.find(in: digits.points, columns: digits.columns).map(\.description) == [
        "column \"t\" looks like a date in digits (2007040100); --dates t=hours reads it as hours "
          + "since 1970-01-01"
      ])
    let others = try csv("t,x\n20070401,1\n20071301,2\n20070402,4\n")
    #expect(ColumnHint.find(in: others.points, columns: others.columns) == [])
  }
}
