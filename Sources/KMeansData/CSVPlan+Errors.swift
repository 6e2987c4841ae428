extension CSVPlan {
  /// The error for a cell that is no number in its column.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - column: its column, from 0.
  ///   - text: the file.
  /// - Returns: the error.
  func error(of cell: CellReference, _ column: Int, _ text: CSVText) -> DataError {
    let reading = readings[column]
    if let percentage = reading.percentage, Numeral(cell.value) != nil {
      return .mixedPercentages(text.reference(percentage, column: column), cell)
    }
    if let dates = reading.dates { return Self.error(of: cell, by: dates) }
    if let words = reading.booleans {
      return .notABoolean(cell, zero: words.zero, one: words.one)
    }
    return .notANumber(cell)
  }

  /// The error for a cell that is no date by a rule.
  private static func error(of cell: CellReference, by rule: DateRule) -> DataError {
    guard let date = DateText(cell.value, isAsked: true) else { return .notADate(cell) }
    if let order = rule.order { return .wrongDateOrder(cell, order: order) }
    return date.isUnclear
      ? .unclearDate(cell, unit: rule.unit, orders: date.orders.likely.list) : .notADate(cell)
  }
}
