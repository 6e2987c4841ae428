/// The cells of the features that hold no value, and are NaN in the matrix.
public struct MissingCells: Equatable, Sendable {
  /// A cell by its row and column.
  public struct Cell: Equatable, Sendable {
    /// The row, from 0 among the rows of the table.
    public let row: Int
    /// The feature, from 0.
    public let column: Int
    /// Where the cell is in the file.
    public let place: RowPlace
  }

  /// The number of missing cells.
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
}
