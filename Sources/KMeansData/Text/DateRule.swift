/// How dates become numbers.
public struct DateRule: Sendable, Equatable, Codable {
  /// The column, by its name or position from 1; nil for all columns that are plainly dates.
  public var column: String?
  /// What the numbers count, from 1970-01-01.
  public let unit: DateUnit
  /// What comes first where that is not to be told from the column.
  public var order: DayOrder?

  /// A rule.
  public init(column: String? = nil, unit: DateUnit, order: DayOrder? = nil) {
    self.column = column
    self.unit = unit
    self.order = order
  }

  /// The rule for a cell, as a date in the unit.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - value: what it is without the rule.
  /// - Returns: text for what is no date in the rule's order.
  func value(_ cell: CSVCell, _ value: CellValue) -> CellValue {
    if value == .missing || DateText.isZero(cell.trimmed) { return .missing }
    let date = DateText(cell.trimmed, isAsked: true)
    return date?.value(unit, order).map { .number($0) } ?? .text
  }
}
