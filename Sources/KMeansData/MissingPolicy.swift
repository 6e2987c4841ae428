import KMeansCore

/// What to do about missing cells.
public enum MissingPolicy: String, Sendable, CaseIterable {
  /// Refuse the file, and say which rows are to blame.
  case error
  /// Leave the rows out that miss a cell.
  case drop
  /// Put the mean of the column's present values in.
  case mean
}

/// A table without missing cells, and how its rows relate to those of the file.
public struct CompleteTable: Sendable {
  /// The table; all of its values are finite.
  public let table: DataTable
  /// The rows of the file that the table kept, from 0, ascending; nil when it kept all.
  public let keptRows: [Int]?
  /// The number of rows of the file.
  public let rowsInFile: Int
  /// What was put in for missing cells, one value a feature; nil when nothing was.
  public let imputed: [Double]?

  /// One label a row of the file, of a picture one a pixel, from one label a row of the table: −1
  /// for rows left out.
  ///
  /// - Precondition: as many labels as the table has points.
  /// - Complexity: O(rows of the file).
  public func labelsByRowOfFile(_ labels: [Int32]) -> [Int32] {
    precondition(labels.count == table.points.count, "one label a point")
    guard let keptRows else { return table.labelsByRow(labels) }
    var spread = Array(repeating: Int32(-1), count: rowsInFile)
    for (label, row) in zip(labels, keptRows) { spread[row] = label }
    return table.labelsByRow(spread)
  }

  /// The same without some of its points.
  ///
  /// - Parameter points: points of the table, from 0, ascending.
  /// - Returns: the rest, with its rows of the file.
  /// - Complexity: O(N·d).
  package func leavingOut(_ points: [Int]) -> CompleteTable {
    let left = Set(points)
    let kept = (0..<table.points.count).filter { !left.contains($0) }
    return CompleteTable(
      table: table.keeping(kept, points: table.points.choosing(kept)),
      keptRows: kept.map { keptRows?[$0] ?? $0 }, rowsInFile: rowsInFile, imputed: imputed)
  }
}

extension DataTable {
  /// The table without missing cells.
  ///
  /// - Parameters:
  ///   - policy: what to do about them.
  ///   - columnMean: the mean of present values, at least one, by their weights, where there are
  ///     any; the caller knows the exact one.
  /// - Returns: the table, with the rows that are left.
  /// - Throws: `DataError.missingCells` under `.error`, `.noCompleteRow` under `.drop`,
  ///   `.emptyColumn` under `.mean` for a column with nothing to average.
  /// - Complexity: O(1) when nothing is missing, else O(N·d).
  public func resolvingMissing(
    _ policy: MissingPolicy, columnMean: ([Double], [Double]?) -> Double
  ) throws(DataError) -> CompleteTable {
    guard missing.count > 0 else { return complete }
    switch policy {
    case .error: throw missingError
    case .drop: return try droppingRows()
    case .mean: return imputing(try means(columnMean))
    }
  }

  /// The table with given values, such as a model's means, put in for missing cells.
  ///
  /// - Parameter means: one value a feature.
  /// - Returns: the table, with all of its rows.
  /// - Precondition: d means.
  /// - Complexity: O(1) when nothing is missing, else O(N·d).
  public func imputing(_ means: [Double]) -> CompleteTable {
    precondition(means.count == points.dimensions, "one mean a feature")
    guard missing.count > 0 else { return complete }
    let filled = PointMatrix(FilledPoints(points, replacements: means))
    return CompleteTable(
      table: keeping(nil, points: filled), keptRows: nil, rowsInFile: points.count, imputed: means)
  }

  private var complete: CompleteTable {
    CompleteTable(table: self, keptRows: nil, rowsInFile: points.count, imputed: nil)
  }

  private var missingError: DataError {
    guard let first = missing.first else { return .noRows(source: source) }
    return .missingCells(
      count: missing.count, rows: missing.rows.count,
      first: CellReference(
        source: source, place: first.place,
        column: record.source(of: first.column, named: columns[first.column]), value: ""),
      places: places(ofRows: missing.rows.prefix(5)), ways: MissingWays(self))
  }

  private func droppingRows() throws(DataError) -> CompleteTable {
    let dropped = Set(missing.rows)
    let kept = (0..<points.count).filter { !dropped.contains($0) }
    guard !kept.isEmpty else {
      throw .noCompleteRow(source: source, rows: points.count, ways: MissingWays(self))
    }
    let left = PointMatrix(SelectedPoints(points, kept))
    return CompleteTable(
      table: keeping(kept, points: left), keptRows: kept, rowsInFile: points.count, imputed: nil)
  }

  private func means(
    _ columnMean: ([Double], [Double]?) -> Double
  ) throws(DataError) -> [Double] {
    var means: [Double] = []
    for column in columns.indices {
      let present = (0..<points.count).filter { !points[column, $0].isNaN }
      guard !present.isEmpty else {
        throw .emptyColumn(source: source, name: columns[column])
      }
      let weights = weights.map { weights in present.map { weights[$0] } }
      // Where no row counts that has a value, all count alike.
      let areUseless = weights?.allSatisfy { $0 == 0 } ?? true
      means.append(
        columnMean(present.map { points[column, $0] }, areUseless ? nil : weights))
    }
    return means
  }
}
