/// The grammar of a number in text: sign? (digits+ point? digits* | point digits+) exponent?
struct DecimalLiteral {
  /// Whether there is neither a point nor an exponent.
  let isInteger: Bool

  /// Checks that all of `bytes` is a number; nil when it is not. Hexadecimal is not, nor are names.
  ///
  /// - Complexity: O(bytes).
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    func digits() -> Int {
      let start = at
      while at < bytes.count, bytes[at] &- Ascii.zero < 10 { at += 1 }
      return at - start
    }
    func skip(_ condition: (UInt8) -> Bool) -> Bool {
      guard at < bytes.count, condition(bytes[at]) else { return false }
      at += 1
      return true
    }
    func sign() { _ = skip { $0 == Ascii.plus || $0 == Ascii.minus } }

    sign()
    var count = digits()
    let hasPoint = skip { $0 == Ascii.point }
    if hasPoint { count += digits() }
    guard count > 0 else { return nil }
    let hasExponent = skip { $0 | 0x20 == Ascii.smallE }
    if hasExponent {
      sign()
      guard digits() > 0 else { return nil }
    }
    guard at == bytes.count else { return nil }
    isInteger = !hasPoint && !hasExponent
  }

  /// Whether a whole number is at most 2⁵³ in magnitude, by its digits.
  func isAtMost2To53(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = bytes.drop { $0 == Ascii.plus || $0 == Ascii.minus || $0 == Ascii.zero }
    if digits.count > 16 { return false }
    return digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - Ascii.zero) } <= 1 << 53
  }
}
