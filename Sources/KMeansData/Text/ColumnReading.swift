/// How the cells of one column become numbers.
struct ColumnReading {
  /// A value that stands for a missing one.
  struct Missing {
    /// Its text.
    let text: String
    /// Its value where it is a number.
    let number: Double?

    /// A marker as it was given.
    init(_ marker: MissingMarker) {
      text = marker.value
      let value = Array(marker.value.utf8).withUnsafeBufferPointer { CellValue($0) }
      if case .number(let value) = value { number = value } else { number = nil }
    }
  }

  /// What marks mean.
  var style = NumberStyle.plain
  /// Values that stand for missing ones.
  var missing: [Missing] = []
  /// Whether numbers may have currencies, percent signs and thousands.
  var isDecorated = false
  /// Whether brackets and a minus at the end make numbers negative.
  var readsAccounting = false
  /// A cell with a percent sign, of which all cells then have one.
  var percentage: CSVCell?
  /// The words for 0 and 1 where such words are read.
  var booleans: BooleanWords?

  /// The rule by which dates are read; nil for numbers.
  var dates: DateRule?
  /// Whether values are categories.
  var isCategory = false

  /// Whether a plain number means something else here than where it stands alone.
  var isSpecial: Bool {
    style.decimal == .comma || percentage != nil || dates != nil || isCategory
      || missing.contains { $0.number != nil }
  }

  /// Whether a cell has one of the values that stand for missing ones, a number in any spelling.
  func isMissing(_ cell: CSVCell, _ value: CellValue) -> Bool {
    if missing.isEmpty { return false }
    let isPlain = style == .plain && value.isNumeric
    if isPlain, isMissing(value) { return true }
    let text = cell.text
    if missing.contains(where: { $0.text == text }) { return true }
    guard !isPlain, value != .missing, missing.contains(where: { $0.number != nil }) else {
      return false
    }
    return isMissing(Numeral(text).flatMap(style.value) ?? value)
  }

  /// Whether a value is one of the numbers that stand for missing ones.
  func isMissing(_ value: CellValue?) -> Bool {
    guard case .number(let number)? = value else { return false }
    return missing.contains { $0.number == number }
  }

  /// The value of a cell; text for what is no number in this column.
  func value(_ cell: CSVCell) -> CellValue {
    let plain = cell.value
    if isMissing(cell, plain) { return .missing }
    if let dates { return dates.value(cell, plain) }
    if let booleans {
      if plain == .missing { return plain }
      return booleans.value(cell.text).map { .number($0) } ?? plain
    }
    switch plain {
    case .missing, .notFinite, .integerTooLarge: return plain
    case .number(let value):
      if percentage != nil, value != 0 { return .text }
      if style.decimal == .point { return plain }
    case .text:
      if !isDecorated, style.decimal == .point { return plain }
    }
    guard let numeral = Numeral(cell.text), readsAccounting || !numeral.isAccounting else {
      return .text
    }
    if percentage != nil, !numeral.isPercent, plain != .number(0) { return .text }
    return style.value(numeral) ?? .text
  }
}
