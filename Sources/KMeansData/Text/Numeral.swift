/// A number as people write it: with marks between digits, a currency, a percent sign.
///
/// What its marks mean depends on the file: `value(_:)` tells the value for given marks.
struct Numeral: Equatable {
  /// Whether the number is below 0.
  private(set) var isNegative = false
  /// Whether it is negative as accountants write: in brackets, or with a minus at its end.
  private(set) var isAccounting = false
  /// Whether a percent sign follows.
  private(set) var isPercent = false
  /// The sign or the letters of a currency; nil without one.
  private(set) var currency: String?
  /// The digits before the first mark, between marks, and behind the last; ASCII.
  private var groups: [String] = [""]
  /// The marks between the groups.
  private var marks: [ThousandsMark] = []
  /// The exponent with its letter; empty without one.
  private var exponent = ""

  /// Takes a cell apart; nil for what is no number in any reading.
  ///
  /// - Parameter cell: the text without quotes; a text of more than 60 bytes is no number.
  /// - Complexity: O(bytes).
  init?(_ cell: String) {
    guard cell.utf8.count <= 60, cell.utf8.contains(where: { $0 &- Ascii.zero < 10 }) else {
      return nil
    }
    var rest = cell.unicodeScalars[...]
    Self.trim(&rest)
    guard takeAffixes(&rest), let first = rest.first, Self.isDigit(first) || first == "." else {
      return nil
    }
    guard takeDigits(&rest), takeExponent(&rest), rest.isEmpty else { return nil }
    guard groups.contains(where: { !$0.isEmpty }), isReadable else { return nil }
  }

  /// Whether there is any sign besides digits, a point and an exponent.
  var isDecorated: Bool { isPercent || currency != nil || marks.contains { $0 != .point } }

  /// Whether some reading makes it a number.
  private var isReadable: Bool { value(.point) != nil || value(.comma) != nil }

  /// Whether both marks make it a number, and another one each: 1,234 and 1.234.
  var isAmbiguous: Bool {
    guard let point = value(.point), let comma = value(.comma) else { return false }
    return point != comma
  }

  /// The mark that makes it a number where the other does not; nil where both do.
  var provenMark: DecimalMark? {
    switch (value(.point) != nil, value(.comma) != nil) {
    case (true, false): .point
    case (false, true): .comma
    default: nil
    }
  }

  /// Whether a point, or a comma, is among the marks.
  func has(_ mark: ThousandsMark) -> Bool { marks.contains(mark) }

  /// What groups its digits if a mark is decimal; nil where nothing does.
  func thousands(_ decimal: DecimalMark) -> ThousandsMark? {
    marks.first { $0.rawValue != decimal.rawValue }
  }

  /// The value under a decimal mark, correctly rounded; nil where it is no number then.
  ///
  /// - Parameters:
  ///   - decimal: what stands before the fraction.
  ///   - thousands: what may group digits; nil for any mark but the decimal.
  /// - Returns: the value, a percentage as hundredths.
  func value(_ decimal: DecimalMark, thousands: ThousandsMark? = nil) -> CellValue? {
    var whole = groups
    var fraction: String?
    var grouping = marks[...]
    if let last = marks.last, last.rawValue == decimal.rawValue {
      fraction = whole.removeLast()
      grouping = grouping.dropLast()
      // A comma at the end separates; it is no mark.
      if decimal == .comma, fraction == "" { return nil }
    }
    if let mark = grouping.first {
      guard grouping.allSatisfy({ $0 == mark }), mark.rawValue != decimal.rawValue,
        thousands == nil || thousands == mark, exponent.isEmpty, Self.areThousands(whole, mark)
      else { return nil }
    }
    var text = (isNegative ? "-" : "") + whole.joined()
    if let fraction { text += "." + fraction }
    text += isPercent ? hundredth(hasFraction: fraction != nil) : exponent
    return text.utf8.withContiguousStorageIfAvailable { CellValue($0) }.flatMap {
      $0.isNumeric ? $0 : nil
    }
  }

  /// The number in its fewest digits, with its currency or percent sign, so that 1,5 and 1,50 are
  /// one text; nil where it is none in a style.
  func spelled(_ style: NumberStyle) -> String? {
    var bare = self
    (bare.isPercent, bare.currency) = (false, nil)
    guard !isAccounting, case .number(let value)? = style.value(bare) else { return nil }
    return (currency ?? "") + CategoryCodes.text(value) + (isPercent ? "%" : "")
  }

  /// The exponent of a hundredth of the number.
  private func hundredth(hasFraction: Bool) -> String {
    "e\((Int(exponent.dropFirst()) ?? 0) - 2)"
  }

  /// Whether groups of digits are those of thousands: one to three digits, then threes; with commas
  /// also twos before the last three, as in India.
  private static func areThousands(_ groups: [String], _ mark: ThousandsMark) -> Bool {
    guard let first = groups.first, let last = groups.last, groups.count > 1,
      (1...3).contains(first.count), first.first != "0", last.count == 3
    else { return false }
    let inner = groups.dropFirst().dropLast().map(\.count)
    return inner.allSatisfy { $0 == 3 }
      || mark == .comma && first.count < 3 && inner.allSatisfy { $0 == 2 }
  }

  // Taking the text apart.

  /// Signs, currencies and the percent sign, which stand before and behind the digits.
  private mutating func takeAffixes(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    var signs = takeAccounting(&rest) ? 1 : 0
    for _ in 0..<2 {
      if let first = rest.first, first == "-" || first == "+" || first == "\u{2212}" {
        isNegative = isNegative || first != "+"
        signs += 1
        rest = rest.dropFirst()
      }
      takeCurrency(&rest, atEnd: false)
    }
    if rest.last == "%" {
      isPercent = true
      rest = rest.dropLast()
      Self.trim(&rest)
    }
    takeCurrency(&rest, atEnd: true)
    return signs < 2 && !(isPercent && currency != nil)
  }

  /// Brackets, or a minus behind the last digit: (1,200), 99.50-. Without a currency the number has
  /// a mark between its digits, for (3) may be a note and 2- a grade.
  private mutating func takeAccounting(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    let hasCurrency = rest.contains(where: Self.isCurrency)
    let isBracketed = rest.first == "(" && rest.last == ")"
    let before = rest.dropLast().last
    let isTrailed =
      (rest.last == "-" || rest.last == "\u{2212}") && before.map(Self.isDigit) ?? false
    guard isBracketed || isTrailed,
      hasCurrency || rest.contains(where: { Self.mark($0).map { $0 != .space } ?? false })
    else { return false }
    rest = isBracketed ? rest.dropFirst().dropLast() : rest.dropLast()
    isNegative = true
    isAccounting = !(isBracketed && hasCurrency)
    Self.trim(&rest)
    return true
  }

  private mutating func takeCurrency(_ rest: inout Substring.UnicodeScalarView, atEnd: Bool) {
    guard currency == nil else { return }
    let text = String(rest)
    for code in Self.currencies where atEnd ? text.hasSuffix(code) : text.hasPrefix(code) {
      let count = code.unicodeScalars.count
      rest = atEnd ? rest.dropLast(count) : rest.dropFirst(count)
      currency = code
      return Self.trim(&rest)
    }
    guard let sign = atEnd ? rest.last : rest.first, Self.isCurrency(sign) else { return }
    currency = String(sign)
    rest = atEnd ? rest.dropLast() : rest.dropFirst()
    Self.trim(&rest)
  }

  private mutating func takeDigits(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    while let scalar = rest.first {
      if Self.isDigit(scalar) {
        groups[groups.count - 1].unicodeScalars.append(scalar)
      } else if let mark = Self.mark(scalar) {
        marks.append(mark)
        groups.append("")
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    return marks.count < 12
  }

  private mutating func takeExponent(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    guard let letter = rest.first, letter == "e" || letter == "E" else { return true }
    let digits = rest.dropFirst().drop { $0 == "+" || $0 == "-" }
    guard (1...4).contains(digits.count), digits.allSatisfy(Self.isDigit) else { return false }
    exponent = "e" + String(rest.dropFirst())
    rest = rest[rest.endIndex...]
    return true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isCurrency(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || !scalar.isASCII && scalar.properties.generalCategory == .currencySymbol
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
  }

  private static func trim(_ rest: inout Substring.UnicodeScalarView) {
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
  }

  private static func mark(_ scalar: Unicode.Scalar) -> ThousandsMark? {
    switch scalar {
    case ".": .point
    case ",": .comma
    case "'", "\u{2019}": .apostrophe
    default: isBlank(scalar) ? .space : nil
    }
  }

  /// The letters by which money is told; signs are told by Unicode.
  private static let currencies = [
    "R$", "A$", "C$", "US$", "kr", "zł", "Kč", "Fr.", "USD", "EUR", "GBP", "CHF", "JPY", "CNY",
    "INR", "BRL", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK",
  ]
}
