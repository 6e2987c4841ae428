import Testing

@testable import KMeansData

/// What the ways out of missing cells keep.
@Suite struct MissingWaysTests {
  /// 20 rows of four columns; `missing` says which cells have no value.
  private func table(_ missing: (_ row: Int, _ column: Int) -> Bool) throws -> DataTable {
    let rows = (0..<20).map { row in
      (0..<4).map { missing(row, $0) ? "" : "\(row + $0)" }.joined(separator: ",") + "\n"
    }
    return try csv("a,b,\"wind gust\",d\n" + rows.joined())
  }

  private func text(_ table: DataTable) -> String {
    message { () throws(DataError) in try table.resolvingMissing(.error) { values, _ in values[0] }
    }
  }

  @Test func oneColumnHasMost() throws {
    let found = try table { $1 == 2 && $0 % 4 != 0 || $1 == 0 && $0 == 4 }
    #expect(
      MissingWays(found)
        == MissingWays(
          rows: 20, completeRows: 4, columns: ["wind gust"], cellsInColumns: 15,
          rowsWithoutColumns: 19))
    #expect(
      text(found).hasSuffix(
        "15 of 16 holes are in \"wind gust\": --exclude 'wind gust' keeps 19 of 20 rows with "
          + "--missing drop, --missing drop alone 4, --missing mean keeps all and puts the "
          + "columns' means in"))
    let excluded = try csv(
      "a,b\n1,\n2,3\n", options: try ReadingOptions(excluded: ["b"]))
    #expect(excluded.missing.count == 0)
  }

  @Test func twoColumnsHaveMost() throws {
    let found = try table { $1 == 1 && $0 < 10 || $1 == 3 && $0 >= 8 }
    let ways = MissingWays(found)
    #expect(ways.columns == ["d", "b"] && ways.completeRows == 0)
    #expect(ways.rowsWithoutColumns == 20 && ways.cellsInColumns == 22)
    #expect(
      text(found).contains("all 22 holes are in \"d\", \"b\": --exclude d,b keeps all 20 rows"))
  }

  @Test func fewHolesAreNoReasonToLoseAColumn() throws {
    let found = try table { $0 == 3 && $1 == 1 }
    #expect(MissingWays(found).columns == [])
    #expect(
      text(found).hasSuffix(
        "; --missing drop keeps 19 of 20 rows, --missing mean keeps all and puts the columns' "
          + "means in"
      ))
  }

  @Test func theOnlyColumnIsNotAdvisedAway() throws {
    let found = try csv("a\n1\n\"\"\n\"\"\n4\n")
    #expect(MissingWays(found).columns == [])
  }
}
