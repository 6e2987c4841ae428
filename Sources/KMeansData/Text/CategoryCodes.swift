/// The values of columns of categories, as numbers in the order in which they come.
struct CategoryCodes {
  /// The most values of a column that was not named, and of one that was.
  static let (most, mostNamed) = (50, 1000)
  /// The most values of which it is told that a model does not know them.
  private static let mostUnseen = 100

  /// The values of one column.
  struct Column {
    /// Whether the values are those of a model, to which none is added.
    let isKnown: Bool
    /// Whether the column was named as one of categories.
    let isNamed: Bool
    /// The number of every value.
    fileprivate(set) var codes: [String: Int]
    /// The rows that have a value.
    fileprivate(set) var rows = 0
    /// Whether there are more values than the most; then none has a number.
    fileprivate(set) var isBeyond = false
    /// How often values come that a model does not know.
    fileprivate(set) var unseen: [String: Int] = [:]
    fileprivate var cache = CategoryCache()

    /// Whether there are too many values for the rows: each is to come twice or more on average,
    /// and in a named column some value twice.
    var isTooMuch: Bool {
      if isKnown { return false }
      if isBeyond { return true }
      return isNamed ? codes.count == rows && rows > 20 : codes.count * 2 > rows + 1
    }
  }

  /// What was seen, by column of the file.
  private(set) var columns: [Int: Column] = [:]

  /// Begins for the columns of a choice.
  init(_ choice: CategoryChoice) {
    for column in choice.columns {
      let known = choice.known[column]
      let codes = (known ?? []).enumerated().map { ($1, $0) }
      columns[column] = Column(
        isKnown: known != nil, isNamed: choice.named.contains(column),
        codes: Dictionary(codes) { first, _ in first })
    }
  }

  /// Whether a column is one of categories.
  func holds(_ column: Int) -> Bool { columns[column] != nil }

  /// The number of a cell's value; NaN for a missing one, −1 for one that a model does not know.
  ///
  /// - Complexity: O(bytes).
  mutating func code(_ cell: CSVCell, _ column: Int, _ reading: ColumnReading) -> Double {
    if let code = columns[column]?.cachedCode(cell) { return code }
    let value = cell.value
    let isMissing = value == .missing || reading.isMissing(cell, value)
    let code = isMissing ? .nan : columns[column]?.code(Self.text(cell, value, reading)) ?? .nan
    // What has no number is counted by its text.
    if !(code < 0) { columns[column]?.cache.keep(code, of: cell.content) }
    return code
  }

  /// The number of a value of a binary file.
  mutating func code(_ number: Double, _ column: Int) -> Double {
    number.isNaN ? number : columns[column]?.code(Self.text(number)) ?? .nan
  }

  /// The text of a category: a number in its fewest digits, so that 1 and 1.0 are one.
  private static func text(
    _ cell: CSVCell, _ value: CellValue, _ reading: ColumnReading
  ) -> String {
    if cell.hasLeadingZero { return cell.trimmedText }
    if case .number(let number) = value, reading.style.decimal == .point { return text(number) }
    let text = cell.trimmedText
    return Numeral(text).flatMap { $0.spelled(reading.style) } ?? text
  }

  /// A number in its fewest digits.
  static func text(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 0x1p53
      ? String(Int(number)) : number.description
  }
}

extension CategoryCodes.Column {
  /// The number of a cell that came before.
  fileprivate mutating func cachedCode(_ cell: CSVCell) -> Double? {
    guard let code = cache.code(of: cell.content) else { return nil }
    if !code.isNaN { rows += 1 }
    return code
  }

  fileprivate mutating func code(_ text: String) -> Double {
    rows += 1
    if let code = codes[text] { return Double(code) }
    if isKnown {
      if unseen.count < CategoryCodes.mostUnseen || unseen[text] != nil {
        unseen[text, default: 0] += 1
      }
      return -1
    }
    if isBeyond { return -1 }
    guard codes.count < (isNamed ? CategoryCodes.mostNamed : CategoryCodes.most) else {
      isBeyond = true
      codes = [:]
      return -1
    }
    codes[text] = codes.count
    return Double(codes.count - 1)
  }
}

extension CSVCell {
  /// Whether digits follow a 0 that counts nothing: 01234.
  fileprivate var hasLeadingZero: Bool {
    let digits = trimmed.drop { $0 == Ascii.minus || $0 == Ascii.plus }
    return digits.count > 1 && digits.first == Ascii.zero
      && digits.dropFirst().first.map { $0 &- Ascii.zero < 10 } ?? false
  }

  /// The text without surrounding spaces, also where they stand in quotes.
  fileprivate var trimmedText: String {
    if content.first != Ascii.space && content.last != Ascii.space { return text }
    return CSVCell(
      content: trimmed, hasDoubledQuotes: hasDoubledQuotes, isQuoted: isQuoted, offset: offset
    ).text
  }
}
