/// Which columns hold numbers, judged by the first values of each.
///
/// A column holds numbers when at least 90% of its first 100 values are numbers. A stray word in a
/// column of prices must be an error that names it, and must not quietly drop the prices.
struct CSVSample {
  /// What was seen of one column.
  struct Column {
    /// Values seen that are numbers, usable or not.
    fileprivate(set) var numbers = 0
    /// Values seen that are not missing.
    fileprivate(set) var values = 0
    /// The first value that is no number.
    fileprivate(set) var offender: CSVCell?

    /// Whether the column has numbers to read.
    var holdsNumbers: Bool { values > 0 && numbers * 10 >= values * 9 }
  }

  /// One entry a column of the file.
  private(set) var columns: [Column]
  /// The rows looked at.
  private(set) var rows = 0
  /// The bytes that those rows take.
  private(set) var bytes = 0

  private static let enoughValues = 100

  /// Looks at rows until every column that matters has shown enough values.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - relevant: the columns whose kind is in question; only these keep the search going.
  /// - Throws: `DataError` of ragged rows and of quotes.
  /// - Complexity: O(bytes looked at): a few rows, or all when a relevant column is nearly empty.
  init(_ text: CSVText, relevant: [Int]) throws(DataError) {
    columns = Array(repeating: Column(), count: text.names.count)
    var undecided = Set(relevant)
    var cursor = text.cursor(at: text.firstRow)
    while !undecided.isEmpty, cursor.moveToRow() {
      let rowStart = cursor.offset
      var index = 0
      repeat {
        let cell: CSVCell
        do { cell = try cursor.nextCell() } catch { throw text.error(error) }
        if index < columns.count, undecided.contains(index) {
          add(cell, to: index)
          if columns[index].values == Self.enoughValues { undecided.remove(index) }
        }
        index += 1
      } while !cursor.isRowEnd
      guard index == columns.count else {
        throw text.ragged(rowAt: rowStart, found: index)
      }
      rows += 1
      bytes += cursor.offset - rowStart
    }
  }

  private mutating func add(_ cell: CSVCell, to index: Int) {
    let value = cell.value
    if value == .missing { return }
    columns[index].values += 1
    if value.isNumeric {
      columns[index].numbers += 1
    } else if columns[index].offender == nil {
      columns[index].offender = cell
    }
  }
}

extension CSVText {
  /// The error for a row of `found` cells that begins at an offset.
  func ragged(rowAt offset: Int, found: Int) -> DataError {
    .ragged(source: source, line: line(at: offset), found: found, expected: names.count)
  }
}
