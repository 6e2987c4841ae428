/// A cell of the first row, or one that is compared with it.
struct FirstCell {
  /// The value of a number, however it is written; nil for anything else.
  let number: Double?
  /// Whether it is a word.
  let isText: Bool
  /// Whether nothing stands in it.
  let isEmpty: Bool
  /// Whether it stands in quotes.
  let isQuoted: Bool
  /// Whether it has digits and a sign only, if it is a number.
  let isWhole: Bool
  private let cell: CSVCell

  /// Looks at a cell.
  init(_ cell: CSVCell) {
    self.cell = cell
    let value = cell.value
    number = Self.number(cell, value)
    isText = value == .text && number == nil
    isEmpty = cell.content.isEmpty
    isQuoted = cell.isQuoted
    isWhole = !cell.content.contains { $0 == Ascii.point || $0 == Ascii.comma || $0 > Ascii.nine }
  }

  /// Whether it is a date, which names no column.
  var isDate: Bool { isText && DateText(cell.trimmed) != nil }

  /// The text without quotes.
  var text: String { cell.text }

  /// The value of a number however it is written; for numbers that can be read in two ways, one.
  private static func number(_ cell: CSVCell, _ value: CellValue) -> Double? {
    switch value {
    case .number(let number): return number
    case .notFinite, .integerTooLarge: return 0x1p60
    case .missing: return nil
    case .text:
      guard let numeral = Numeral(cell.text),
        case .number(let number)? = numeral.value(.point) ?? numeral.value(.comma)
      else { return nil }
      return number
    }
  }
}
