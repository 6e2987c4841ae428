/// The numbers in columns that were taken for text by their first values, which are to be few.
struct WordColumns {
  private var empty: [Int]
  private var numbers: [Int]
  private var first: [Int: CSVCell] = [:]

  /// Counts for columns of a file; none where `count` is 0.
  init(count: Int) {
    empty = Array(repeating: 0, count: count)
    numbers = empty
  }

  /// Looks at a cell, most of which are words.
  @inline(__always)
  mutating func add(_ cell: CSVCell, _ column: Int) {
    if let byte = cell.content.first, byte > Ascii.nine { return }
    addOther(cell, column)
  }

  @inline(never)
  private mutating func addOther(_ cell: CSVCell, _ column: Int) {
    if cell.content.isEmpty {
      empty[column] += 1
      return
    }
    guard DecimalLiteral(cell.trimmed) != nil else { return }
    if numbers[column] == 0 { first[column] = cell }
    numbers[column] += 1
  }

  /// The first column that holds numbers after all, and the first of these.
  ///
  /// - Parameter rows: how many rows there were.
  /// - Returns: the column and the cell; nil where all hold words.
  /// - Complexity: O(columns).
  func firstOfNumbers(rows: Int) -> (column: Int, cell: CSVCell)? {
    first.keys.sorted().first { numbers[$0] * 20 > rows - empty[$0] }.flatMap { column in
      first[column].map { (column, $0) }
    }
  }
}
