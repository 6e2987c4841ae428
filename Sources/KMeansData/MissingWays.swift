import KMeansCore

/// What the ways out of missing cells leave of a table: rows with all cells, and rows that are
/// whole once the columns with most holes are left out.
public struct MissingWays: Equatable, Sendable {
  /// The rows of the table.
  public let rows: Int
  /// The rows without a missing cell, which --missing drop keeps.
  public let completeRows: Int
  /// The columns whose leaving out helps most, those with most holes first; empty where it helps
  /// little.
  public let columns: [String]
  /// The missing cells in these columns.
  public let cellsInColumns: Int
  /// The rows without a missing cell in the other columns.
  public let rowsWithoutColumns: Int

  /// The most columns that are advised to be left out.
  private static let mostColumns = 3

  /// Ways that are known.
  public init(
    rows: Int, completeRows: Int, columns: [String] = [], cellsInColumns: Int = 0,
    rowsWithoutColumns: Int = 0
  ) {
    self.rows = rows
    self.completeRows = completeRows
    self.columns = columns
    self.cellsInColumns = cellsInColumns
    self.rowsWithoutColumns = rowsWithoutColumns
  }

  /// The ways out of the missing cells of a table: the fewest columns, those with most holes first,
  /// without which nine rows of ten are whole, or else the one with most.
  ///
  /// - Complexity: O(m·d) for m rows with a missing cell.
  public init(_ table: DataTable) {
    let sources = table.record.sources(of: table.columns)
    let (d, missing) = (sources.count, table.missing.rows)
    rows = table.points.count
    completeRows = rows - missing.count
    let holes = missing.map { row in (0..<d).filter { table.points[sources[$0].feature, row].isNaN }
    }
    var counts = [Int](repeating: 0, count: d)
    for features in holes { for feature in features { counts[feature] += 1 } }
    let worst = (0..<d).filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var found: (columns: [Int], kept: Int) = ([], completeRows)
    for number in 1...Self.mostColumns where number < d && number <= worst.count {
      let columns = Set(worst.prefix(number))
      let whole = completeRows + holes.count { $0.allSatisfy(columns.contains) }
      if found.columns.isEmpty || 10 * whole >= 9 * rows {
        found = (Array(worst.prefix(number)), whole)
      }
      if 10 * whole >= 9 * rows { break }
    }
    // A column is a high price for few rows.
    let isWorth = 10 * (found.kept - completeRows) >= rows
    let columns = isWorth ? found.columns : []
    self.columns = columns.map { sources[$0].name }
    cellsInColumns = columns.reduce(0) { $0 + counts[$1] }
    rowsWithoutColumns = isWorth ? found.kept : 0
  }

  /// The advice, which begins with an option: "--missing drop keeps 4,980 rows, …".
  ///
  /// - Parameters:
  ///   - cells: how many cells are missing.
  ///   - use: what the file is read for.
  /// - Returns: words without a stop at their end.
  public func advice(cells: Int, of use: DataUse = .data) -> String {
    let drop =
      completeRows == 0
      ? "--missing drop keeps no row"
      : "--missing drop keeps \(grouped(completeRows)) of \(grouped(rows)) rows"
    let mean = "--missing mean keeps all and puts the columns' means in"
    if columns.isEmpty { return completeRows == 0 ? mean : "\(drop), \(mean)" }
    let names = columns.map(quoted).joined(separator: ", ")
    let holes =
      cells == 1
      ? "the only hole is"
      : cellsInColumns == cells
        ? "all \(grouped(cells)) holes are"
        : "\(grouped(cellsInColumns)) of \(grouped(cells)) holes "
          + (cellsInColumns == 1 ? "is" : "are")
    let kept =
      rowsWithoutColumns == rows
      ? "all \(grouped(rows)) rows"
      : "\(grouped(rowsWithoutColumns)) of \(grouped(rows)) rows with --missing drop"
    return "\(holes) in \(names): \(use.without(columns)) keeps \(kept), "
      + (completeRows == 0 ? "" : "--missing drop alone \(grouped(completeRows)), ") + mean
  }
}

/// A count, with commas between thousands.
func grouped(_ count: Int) -> String {
  let digits = Array(String(count))
  return digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }.joined()
}

/// The option that leaves columns out, as a shell reads it.
func excluding(_ columns: [String]) -> String {
  option("--exclude", columns.joined(separator: ","))
}

/// An option with its value, as a shell reads it.
func option(_ name: String, _ value: String) -> String {
  let isPlain = value.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-.,=:/".unicodeScalars.contains($0)
  }
  return "\(name) " + (isPlain ? value : "'\(value)'")
}
