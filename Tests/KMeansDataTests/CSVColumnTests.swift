import Testing

@testable import KMeansData

/// Which columns become features, and what is said about the others.
@Suite struct CSVColumnTests {
  private let text = "id,price,area,kind,w\nx1,10,100,big,1\nx2,20,200,small,0\n"

  @Test func textColumnsAreLeftOutWithANotice() throws {
    let table = try csv(text)
    #expect(table.columns == ["price", "area", "w"])
    #expect(
      table.leftOut.map(\.description) == [
        "column \"id\" left out: \"x1\" (line 2) is not a number",
        "column \"kind\" left out: \"big\" (line 2) is not a number",
      ])
  }

  @Test func chosenColumnsComeInTheOrderAskedFor() throws {
    let table = try csv(text, options: ReadingOptions(columns: ["area", "2"]))
    #expect(table.columns == ["area", "price"])
    #expect(rows(table.points) == [[100, 10], [200, 20]])
    #expect(table.leftOut.isEmpty)
  }

  @Test func excludedColumnsAreNotMentioned() throws {
    let table = try csv(text, options: ReadingOptions(excluded: ["kind", "w", "id"]))
    #expect(table.columns == ["price", "area"])
    #expect(table.leftOut.isEmpty)
  }

  @Test func weightsAndIdentifiersAreNoFeatures() throws {
    let table = try csv(text, options: ReadingOptions(id: "id", weights: "w"))
    #expect(table.columns == ["price", "area"])
    #expect(table.ids == ["x1", "x2"])
    #expect(table.weights == [1, 0])
  }

  @Test func aHeaderThatIsANumberGoesBeforeAPosition() throws {
    let table = try csv("x,1\n5,6\n", options: ReadingOptions(columns: ["1"]))
    #expect(rows(table.points) == [[6]])
  }

  @Test func aMostlyNumericColumnIsOneOfNumbers() {
    let cells = (1...99).map { "\($0)" } + ["many"]
    #expect(
      message { () throws(DataError) in try csv("n\n" + cells.joined(separator: "\n")) }
        == "t.csv, line 101, column \"n\": \"many\" is not a number; "
        + "correct it, or leave the column out with --exclude n")
  }

  @Test func aColumnWithoutValuesIsLeftOut() throws {
    let table = try csv("a,b\n1,\n2,NA\n")
    #expect(table.columns == ["a"])
    #expect(table.leftOut.map(\.description) == ["column \"b\" left out: it has no value"])
    #expect(table.missing == .none)
  }

  @Test func booleansAreText() throws {
    let text = "a,b\n1,True\n2,False\n"
    let table = try csv(text)
    #expect(table.columns == ["a"])
    #expect(table.hints == [.booleans(column: "b", zero: "false", one: "true")])
    #expect(
      table.leftOut.map(\.description) == [
        "column \"b\" left out: it holds \"false\" and \"true\"; --booleans reads them as 0 and 1"
      ])
    let read = try csv(text, options: ReadingOptions(text: TextOptions(readsBooleans: true)))
    #expect(rows(read.points) == [[1, 1], [2, 0]])
    #expect(rows(try csv(text, options: ReadingOptions(columns: ["b"])).points) == [[1], [0]])
  }

  @Test func aNameTwiceMattersOnlyWhenAskedFor() throws {
    #expect(try csv("a,a,b\n1,2,3\n").columns == ["a", "a", "b"])
    #expect(
      message { () throws(DataError) in
        try csv("a,a,b\n1,2,3\n", options: ReadingOptions(columns: ["a"]))
      } == "t.csv has 2 columns \"a\"; name one by its position: 1 or 2")
  }

  /// The message for options applied to `text`.
  private func complaint(
    columns: [String]? = nil, excluded: [String] = [], id: String? = nil, weights: String? = nil
  ) -> String {
    message { () throws(DataError) in
      try csv(
        text,
        options: ReadingOptions(columns: columns, excluded: excluded, id: id, weights: weights))
    }
  }

  @Test func wrongNames() {
    let names = "it has \"id\", \"price\", \"area\", \"kind\", \"w\""
    #expect(
      complaint(columns: ["pirce"])
        == "t.csv has no column \"pirce\"; did you mean \"price\"? \(names)")
    #expect(
      complaint(excluded: ["Area"])
        == "t.csv has no column \"Area\"; did you mean \"area\"? \(names)")
    #expect(complaint(id: "zipcode") == "t.csv has no column \"zipcode\"; \(names)")
    #expect(complaint(weights: "6") == "t.csv has no column \"6\"; \(names)")
    #expect(complaint(columns: ["0"]) == "t.csv has no column \"0\"; \(names)")
  }

  @Test func contradictions() {
    #expect(
      complaint(columns: ["area"], excluded: ["w"])
        == "--columns and --exclude cannot be used together; give one of them")
    #expect(
      complaint(columns: ["area", "3"]) == "t.csv: column \"area\" is named twice; name it once")
    #expect(
      complaint(id: "w", weights: "w")
        == "t.csv: column \"w\" is named by --id and by --weights; name it by one of them")
    #expect(
      complaint(columns: ["kind"])
        == "t.csv, line 2, column \"kind\": \"big\" is not a number; "
        + "--one-hot kind takes words as categories, or leave the column out with --exclude kind")
    #expect(
      complaint(columns: [], id: "id") == "t.csv has no column of numbers to cluster")
  }

  @Test func nothingToCluster() {
    #expect(
      message { () throws(DataError) in try csv("a;b\nx;u\ny;v\n") }
        == "t.csv has no column of numbers to cluster; "
        + "column \"a\" left out: \"x\" (line 2) is not a number")
    #expect(
      message { () throws(DataError) in
        try csv("a,b\n1,\n", options: ReadingOptions(columns: ["b"]))
      } == "t.csv: column \"b\" has no value; leave it out with --exclude b")
  }
}
