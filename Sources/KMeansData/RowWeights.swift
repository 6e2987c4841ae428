/// The weights of rows: those of a column, or those that Weka writes in braces behind some rows.
struct RowWeights {
  /// One a row, where there are any.
  private(set) var values: [Double] = []
  /// The first weight in braces.
  private(set) var first: CellReference?

  /// The weights of all rows; nil where there are none.
  ///
  /// - Parameters:
  ///   - rows: how many rows there are; one without a weight in braces weighs 1.
  ///   - hasColumn: whether a column has the weights.
  /// - Returns: one weight a row, or nil.
  func all(rows: Int, hasColumn: Bool) -> [Double]? {
    if hasColumn { return values }
    if first == nil { return nil }
    return values + Array(repeating: 1, count: rows - values.count)
  }

  /// Takes the weight of the next row.
  ///
  /// - Parameters:
  ///   - value: what the cell is.
  ///   - reference: the cell, for errors.
  /// - Throws: `DataError` of a cell that is no weight.
  mutating func add(
    _ value: CellValue, _ reference: () -> CellReference
  ) throws(DataError) {
    switch value {
    case .number(let value) where value >= 0: values.append(value)
    case .number: throw .negativeWeight(reference())
    case .missing: throw .missingWeight(reference())
    case .text: throw .notANumber(reference())
    case .notFinite: throw .notFinite(reference())
    case .integerTooLarge: throw .integerTooLarge(reference())
    }
  }

  /// Whether a cell is a weight in braces, or should be one.
  static func isInBraces(_ cell: CSVCell) -> Bool {
    let content = cell.trimmed
    return content.first == UInt8(ascii: "{") && content.last == UInt8(ascii: "}")
  }

  /// Takes a weight in braces.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - row: its row, from 0.
  ///   - reference: the cell, for errors.
  /// - Throws: `DataError` of a cell that is no weight.
  mutating func add(
    inBraces cell: CSVCell, row: Int, _ reference: () -> CellReference
  ) throws(DataError) {
    while values.count < row { values.append(1) }
    let inner = UnsafeBufferPointer(rebasing: cell.trimmed.dropFirst().dropLast())
    try add(CellValue(inner), reference)
    if first == nil { first = reference() }
  }
}
