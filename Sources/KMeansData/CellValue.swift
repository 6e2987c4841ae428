/// What the text of one cell is.
enum CellValue: Equatable {
  /// A finite number.
  case number(Double)
  /// No value: empty, or one of the usual markers.
  case missing
  /// A whole number, written without point and exponent, beyond ±2⁵³.
  case integerTooLarge
  /// An infinity by name, or a number beyond the range of Double.
  case notFinite
  /// Anything else.
  case text

  /// Classifies a cell.
  ///
  /// - Parameter bytes: the text without quotes and surrounding spaces.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else {
      self = .missing
      return
    }
    // Most cells that come here are words; what begins like a number is parsed first.
    if first <= Ascii.nine, let value = Self.number(bytes) {
      self = value
      return
    }
    if MissingMarkers.contain(bytes) {
      self = .missing
      return
    }
    let isLong = bytes.count > Self.longestInfinity
    let text = isLong ? "" : String(decoding: bytes, as: UTF8.self).lowercased()
    self = Self.infinities.contains(text) ? .notFinite : .text
  }

  /// Whether the cell says how large something is, even if it cannot be used.
  var isNumeric: Bool { self != .text && self != .missing }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> CellValue? {
    guard let start = bytes.baseAddress, let literal = DecimalLiteral(bytes) else { return nil }
    let value =
      DecimalPowers.shared.parse(start, end: start + bytes.count)?.value
      // The grammar was checked, so this rounds correctly whatever the locale; it cannot fail.
      ?? Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    guard value.isFinite else { return .notFinite }
    // 2⁵³ itself may have been 2⁵³ + 1 before rounding, so the digits decide.
    if literal.isInteger, value.magnitude >= 0x1p53, !literal.isAtMost2To53(bytes) {
      return .integerTooLarge
    }
    return .number(value)
  }

  private static let infinities: Set<String> = [
    "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity",
  ]

  private static let longestInfinity = 9
}
