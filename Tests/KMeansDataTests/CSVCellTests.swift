import Testing

import KMeansCore
@testable import KMeansData

/// Cells that are missing or wrong, and weights.
@Suite struct CSVCellTests {
  @Test(arguments: [
    (
      "p\n1\ninf\n",
      "t.csv, line 3, column \"p\": \"inf\" is not finite; "
        + "correct it, or leave the column out with --exclude p"
    ),
    (
      "p\n1\n-1e999\n",
      "t.csv, line 3, column \"p\": \"-1e999\" is not finite; "
        + "correct it, or leave the column out with --exclude p"
    ),
    (
      "p\n1\n9007199254740993\n",
      "t.csv, line 3, column \"p\": the whole number \"9007199254740993\" is beyond 2⁵³, where "
        + "doubles skip numbers; if it is an identifier use --id p, "
        + "else write it with a decimal point"
    ),
  ])
  func numbersOutOfRange(text: String, expected: String) {
    #expect(message { () throws(DataError) in try csv(text) } == expected)
  }

  @Test(arguments: [
    ("x,-1", "t.csv, line 3, column \"w\": the weight \"-1\" is negative; weights are 0 or more"),
    (
      "x,NA",
      "t.csv, line 3, column \"w\": the weight is missing; write 0 for a row that shall not count"
    ),
    (
      "x,heavy",
      "t.csv, line 3, column \"w\": \"heavy\" is not a number; "
        + "correct it, or leave the column out with --exclude w"
    ),
    (
      "x,inf",
      "t.csv, line 3, column \"w\": \"inf\" is not finite; "
        + "correct it, or leave the column out with --exclude w"
    ),
  ])
  func wrongWeights(row: String, expected: String) {
    #expect(
      message { () throws(DataError) in
        try csv(
          "id,w,a\ny,1,1\n\(row),2\n", options: ReadingOptions(id: "id", weights: "w"))
      } == expected)
  }

  @Test func missingCellsAreNaNAndCounted() throws {
    let table = try csv("a,b\n1,2\n,NA\n\n3,?\n4,5\n")
    #expect(table.missing.count == 3)
    #expect(table.missing.rows == [1, 2])
    #expect(table.missing.first == .init(row: 1, column: 0, place: .line(3)))
    #expect(table.points[0, 1].isNaN && table.points[1, 1].isNaN && table.points[1, 2].isNaN)
    #expect(table.points[0, 2] == 3)
  }

  @Test func longAndUglyTextStaysOneShortLine() {
    let long = String(repeating: "x", count: 99)
    let text = "p\n" + String(repeating: "1\n", count: 99) + "\"a\nb\(long)\"\n"
    #expect(
      message { () throws(DataError) in try csv(text) }
        == "t.csv, line 101, column \"p\": \"a\\nb" + String(repeating: "x", count: 57)
        + "…\" is not a number; correct it, or leave the column out with --exclude p")
  }

  /// A table whose rows 1 and 3 (from 0) miss cells.
  private func holed() throws -> DataTable {
    try csv(
      "id,a,b,w\np,1,10,1\nq,,20,2\nr,3,30,3\ns,4,,4\nt,7,60,5\n",
      options: ReadingOptions(id: "id", weights: "w"))
  }

  private static let mean = "--missing mean keeps all and puts the columns' means in"

  private func mean(_ values: [Double], weights: [Double]?) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test func missingIsAnErrorThatNamesLines() throws {
    let table = try holed()
    #expect(
      message { () throws(DataError) in try table.resolvingMissing(.error, columnMean: mean) }
        == "t.csv: 2 missing cells in 2 rows, the first in line 3, column \"a\" (lines 3, 5); "
        + "1 of 2 holes is in \"a\": --exclude a keeps 4 of 5 rows with --missing drop, "
        + "--missing drop alone 3, \(Self.mean)")
    let many = try csv("a,b\n0,0\n" + String(repeating: "1,\n", count: 7))
    #expect(
      message { () throws(DataError) in try many.resolvingMissing(.error, columnMean: mean) }
        == "t.csv: 7 missing cells in 7 rows, the first in line 3, column \"b\" "
        + "(lines 3, 4, 5, 6, 7, …); all 7 holes are in \"b\": --exclude b keeps all 8 rows, "
        + "--missing drop alone 1, \(Self.mean)")
    let one = try csv("a,b\n0,0\n,1\n")
    #expect(
      message { () throws(DataError) in try one.resolvingMissing(.error, columnMean: mean) }
        == "t.csv: 1 missing cell in 1 row, the first in line 3, column \"a\" (line 3); "
        + "the only hole is in \"a\": --exclude a keeps all 2 rows, --missing drop alone 1, "
        + Self.mean)
  }

  @Test func droppingLeavesRowsOut() throws {
    let complete = try holed().resolvingMissing(.drop, columnMean: mean)
    #expect(rows(complete.table.points) == [[1, 10], [3, 30], [7, 60]])
    #expect(complete.table.ids == ["p", "r", "t"])
    #expect(complete.table.weights == [1, 3, 5])
    #expect(complete.table.missing == .none)
    #expect(complete.keptRows == [0, 2, 4])
    #expect(complete.labelsByRowOfFile([5, 6, 7]) == [5, -1, 6, -1, 7])
  }

  @Test func imputingPutsMeansIn() throws {
    let table = try holed()
    let complete = try table.resolvingMissing(.mean, columnMean: mean)
    #expect(rows(complete.table.points) == [[1, 10], [3.75, 20], [3, 30], [4, 30], [7, 60]])
    #expect(complete.imputed == [3.75, 30])
    #expect(complete.keptRows == nil)
    #expect(complete.labelsByRowOfFile([0, 1, 2, 3, 4]) == [0, 1, 2, 3, 4])
    #expect(rows(table.imputing([8, 9]).table.points)[1] == [8, 20])
  }

  @Test func nothingIsLeft() throws {
    let table = try csv("a,b\n1,\n,2\n")
    #expect(
      message { () throws(DataError) in try table.resolvingMissing(.drop, columnMean: mean) }
        == "t.csv: each of the 2 rows misses a cell, so none is left; "
        + "--exclude a keeps 1 row, and --missing mean keeps all")
  }

  @Test func completeTablesStayAsTheyAre() throws {
    for policy in MissingPolicy.allCases {
      let complete = try csv("a\n1\n").resolvingMissing(policy, columnMean: mean)
      #expect(complete.keptRows == nil && complete.imputed == nil)
      #expect(complete.rowsInFile == 1)
    }
  }
}
