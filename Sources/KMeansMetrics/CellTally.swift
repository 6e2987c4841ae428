import KMeansCore

/// Sums over the cells of a table, and over its rows and columns.
struct CellTally<Sum: AdditiveArithmetic & Sendable>: Sendable {
  /// By cell, in the table's order.
  private(set) var cells: [Sum]
  /// By class.
  private(set) var rows: [Sum]
  /// By cluster.
  private(set) var columns: [Sum]
  /// Of all.
  private(set) var total: Sum
  /// Whose cells they are.
  let table: ContingencyTable

  /// Sums of nothing over the cells of a table.
  init(_ table: ContingencyTable, zero: Sum) {
    self.table = table
    cells = Array(repeating: zero, count: table.cells.count)
    rows = Array(repeating: zero, count: table.classes.count)
    columns = Array(repeating: zero, count: table.clusters.count)
    total = zero
  }

  /// Adds to the cell of a class and a cluster that the table has.
  ///
  /// - Complexity: O(log classes + log clusters).
  mutating func add(_ term: Sum, _ truth: Int32, _ label: Int32) {
    let row = table.classes.partitioningIndex { $0 >= truth }
    let column = table.clusters.partitioningIndex { $0 >= label }
    guard let cell = table.place(row, column) else { return }
    cells[cell] += term
    rows[row] += term
    columns[column] += term
    total += term
  }
}
