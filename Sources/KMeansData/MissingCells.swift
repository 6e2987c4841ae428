/// The cells of the features that hold no value, and are NaN in the matrix.
public struct MissingCells: Equatable, Sendable {
  /// A cell by its row and column.
  public struct Cell: Equatable, Sendable {
    /// The row, from 0 among the rows of the table.
    public let row: Int
    /// The feature, from 0; of a column of categories the first of its features.
    public let column: Int
    /// Where the cell is in the file.
    public let place: RowPlace
  }

  /// The number of missing cells; one for a column of categories, however many features it has.
  public private(set) var count = 0
  /// The rows that have a missing cell, from 0, ascending.
  public private(set) var rows: [Int] = []
  /// The first missing cell in the order of the file.
  public private(set) var first: Cell?

  /// No missing cell: every value is finite.
  public static let none = MissingCells()

  /// Notes a cell; rows must come in ascending order.
  mutating func add(row: Int, column: Int, place: RowPlace) {
    if first == nil { first = Cell(row: row, column: column, place: place) }
    if rows.last != row { rows.append(row) }
    count += 1
  }

  /// The same cells and further ones, of features that got other numbers.
  ///
  /// - Parameters:
  ///   - cells: rows, ascending, with features by their old numbers.
  ///   - place: where a row is in the file.
  ///   - feature: the new number of a feature.
  /// - Returns: all of them.
  /// - Complexity: O(rows).
  func adding(
    _ cells: [(row: Int, feature: Int)], place: (Int) -> RowPlace, feature: (Int) -> Int
  ) -> MissingCells {
    var all = self
    all.first = first.map {
      Cell(row: $0.row, column: feature($0.column), place: $0.place)
    }
    guard let (row, old) = cells.first else { return all }
    let column = feature(old)
    if all.first.map({ (row, column) < ($0.row, $0.column) }) ?? true {
      all.first = Cell(row: row, column: column, place: place(row))
    }
    all.count += cells.count
    all.rows = Set(rows).union(cells.map(\.row)).sorted()
    return all
  }
}
