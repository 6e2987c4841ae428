import KMeansCore
import Testing

@testable import KMeansData

/// Columns of categories, whose values become features.
@Suite struct CategoryTests {
  private static let people =
    "sex,age,class,town\nmale,1,3,Bonn\nfemale,2,1,Köln\n,3,2,Bonn\nmale,4,1.0,Köln\n"

  private func options(
    _ rule: CategoryRule = .drop, oneHot: [String] = [], columns: [String]? = nil,
    excluded: [String] = []
  ) throws -> ReadingOptions {
    var text = TextOptions.guessed
    (text.categories, text.oneHot) = (rule, oneHot)
    return try ReadingOptions(columns: columns, excluded: excluded, text: text)
  }

  private func complaint(_ text: String, _ options: ReadingOptions) -> String {
    message { () throws(DataError) in try csv(text, options: options) }
  }

  @Test func wordsBecomeFeaturesInTheirPlace() throws {
    let table = try csv(Self.people, options: options(.onehot))
    #expect(
      table.columns == ["sex=female", "sex=male", "age", "class", "town=Bonn", "town=Köln"])
    #expect(table.points.point(0) == [0, 1, 1, 3, 1, 0])
    #expect(table.points.point(1) == [1, 0, 2, 1, 0, 1])
    #expect(table.points[0, 2].isNaN && table.points[1, 2].isNaN)
    #expect(
      table.categories == [
        CategoryColumn(column: "sex", first: 0, values: ["female", "male"]),
        CategoryColumn(column: "town", first: 4, values: ["Bonn", "Köln"]),
      ])
    #expect(
      "\(table.notes)".contains("\"sex\" (2 values), \"town\" (2 values)"))
  }

  /// A blank cell is one hole, however many features its column has.
  @Test func aBlankCellIsOneMissingValue() throws {
    let table = try csv(Self.people, options: options(.onehot))
    #expect(table.missing.count == 1 && table.missing.rows == [2])
    #expect(table.missing.first == .init(row: 2, column: 0, place: .line(4)))
    let text = message { () throws(DataError) in
      try table.resolvingMissing(.error) { values, _ in values[0] }
    }
    #expect(text.contains("column \"sex\" (line 4)") && text.contains("--exclude sex keeps all 4"))
    let shares = try table.resolvingMissing(.mean) { values, _ in
      values.reduce(0, +) / Double(values.count)
    }
    #expect(shares.table.points.point(2) == [1.0 / 3, 2.0 / 3, 3, 2, 1, 0])
    let dropped = try table.resolvingMissing(.drop) { values, _ in values[0] }
    #expect(dropped.table.points.count == 3)
    // Holes of numbers and of categories come in the order of the file.
    let both = try csv("a,g,b\n1,x,\n2,,5\n,x,1\n4,y,2\n4,y,2\n", options: options(.onehot))
    #expect(both.columns == ["a", "g=x", "g=y", "b"])
    #expect(both.missing.count == 3 && both.missing.rows == [0, 1, 2])
    #expect(both.missing.first == .init(row: 0, column: 3, place: .line(2)))
  }

  @Test func namedColumnsMayHoldNumbers() throws {
    let table = try csv(Self.people, options: options(oneHot: ["class"]))
    // 1 and 1.0 are one value; words that were not named take no part.
    #expect(table.columns == ["age", "class=1", "class=2", "class=3"])
    #expect(
      rows(table.points).map { $0[1...] } == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]])
    let zip = try csv("z,x\n01,1\n1,2\n01,3\n", options: options(oneHot: ["1"]))
    #expect(zip.columns == ["z=01", "z=1", "x"])
    let chosen = try csv(
      Self.people, options: options(oneHot: ["sex"], columns: ["age"]))
    #expect(chosen.columns == ["age", "sex=female", "sex=male"])
    let padded = try csv("g,x\n\"a \",1\na,2\n\" a\",3\nb,1\n", options: options(.onehot))
    #expect(padded.columns == ["g=a", "g=b", "x"])
  }

  @Test func columnsThatClashAreErrors() throws {
    #expect(
      complaint(Self.people, try options(oneHot: ["sex"], excluded: ["sex"]))
        .contains("named by --one-hot and by --exclude"))
    #expect(complaint(Self.people, try options(oneHot: ["sec"])).contains("did you mean"))
    #expect(
      complaint("a,b\n,1\n,2\n", try options(oneHot: ["a"])).contains("column \"a\" has no value"))
  }

  /// Identifiers and free text are no categories.
  @Test func manyValuesAreLeftOut() throws {
    let names = (0..<60).map { "name \($0),g\($0 % 3),\($0)\n" }.joined()
    let table = try csv("name,g,x\n" + names, options: options(.onehot))
    #expect(table.columns == ["g=g0", "g=g1", "g=g2", "x"])
    #expect(
      table.leftOut.map(\.description) == [
        "column \"name\" left out: more than 50 different values are too many for a category; "
          + "--one-hot name takes it all the same"
      ])
    let few = try csv("name,x\na,1\nb,2\nc,3\na,4\n", options: options(.onehot))
    #expect(few.columns == ["x"])
    #expect(few.leftOut[0].description.contains("3 different values in 4 rows are too many"))
    #expect(
      try csv("name,x\na,1\nb,2\na,4\n", options: options(oneHot: ["name"])).columns.count == 3)
    let all = "name,x\n" + (0..<1200).map { "n\($0 % 1100),\($0)\n" }.joined()
    #expect(
      complaint(all, try options(oneHot: ["name"]))
        == "t.csv: column \"name\" has more than 1,000 different values, too many for categories; "
        + "leave it out")
    let own = "name,x\n" + (0..<30).map { "n\($0),\($0)\n" }.joined()
    #expect(
      complaint(own, try options(oneHot: ["name"])).contains("30 different values in 30 rows"))
    #expect(
      complaint(own, try options(.onehot, columns: ["name", "x"]))
        .contains("or take it with --one-hot name"))
    #expect(complaint("a\nx\ny\n", try options(.onehot)).contains("no column of numbers"))
  }

  @Test func datesAndBooleansHaveTheirOwnOptions() throws {
    let text = "day,ok,x\n2024-01-01,yes,1\n2024-01-01,no,2\n2024-01-01,yes,3\n2024-01-01,no,4\n"
    var all = TextOptions.guessed
    all.categories = .onehot
    #expect(try csv(text, options: ReadingOptions(text: all)).columns == ["ok=no", "ok=yes", "x"])
    all.readsBooleans = true
    all.dates = [DateRule(unit: .days)]
    #expect(try csv(text, options: ReadingOptions(text: all)).columns == ["day", "ok", "x"])
  }

  /// As a model knows them.
  @Test func knownValuesKeepTheirOrder() throws {
    let fitted = try csv(Self.people, options: options(.onehot))
    let text = TextOptions.guessed.reading(as: fitted.record)
    let columns = ["sex", "age", "class", "town"]
    let table = try csv(
      "town,class,age,sex\nUlm,1,5,diverse\nBonn,2,6,male\nUlm,2,6,male\n",
      options: try ReadingOptions(columns: columns, text: text))
    #expect(table.columns == fitted.columns)
    #expect(
      rows(table.points) == [[0, 0, 5, 1, 0, 0], [0, 1, 6, 2, 1, 0], [0, 1, 6, 2, 0, 0]])
    #expect(
      table.notes.map(\.description) == [
        "column \"sex\": the model does not know \"diverse\" (1 row); such a row counts as none of "
          + "its categories",
        "column \"town\": the model does not know \"Ulm\" (2 rows); such a row counts as none of "
          + "its categories",
      ])
  }

  @Test func binaryColumnsCanBeCategories() throws {
    let names = try table(
      Self.npy([1, 10, 3, 20, 1, 30], columns: 2), .npy, options: options(oneHot: ["1"]))
    #expect(names.columns == ["column1=1", "column1=3", "column2"])
    #expect(rows(names.points) == [[1, 0, 10], [0, 1, 20], [1, 0, 30]])
  }

  private static func npy(_ values: [Double], columns: Int) -> [UInt8] {
    var header =
      "{'descr': '<f8', 'fortran_order': False, 'shape': (\(values.count / columns), \(columns)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let bytes = values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + bytes
  }

  @Test func infoPointsAtThem() throws {
    let table = try csv("g,h,x\na,p,1\nb,q,2\na,r,3\nb,s,4\n")
    #expect(
      table.hints.map(\.description) == [
        "column \"g\" holds few different words; --categories onehot lets it take part, with a "
          + "column for each"
      ])
  }
}
