/// Correctly rounded decimal numbers without strings and without long arithmetic, for the numbers
/// that files hold: at most 19 significant digits and a power of ten in ±27. For others the result
/// is nil.
///
/// Two methods give the same bits. Clinger's ("How to read floating point numbers accurately", PLDI
/// 1990, doi:10.1145/93542.93557): digits ≤ 2⁵³ and a power ≤ 10²² are both doubles, so one rounded
/// multiplication or division of them is the rounded result. Otherwise the digits, at most 64 bits,
/// are multiplied or divided by 5ⁿ < 2⁶³ in 128 bits; a quotient or product of 64 bits with a last
/// bit that says whether anything nonzero follows rounds as the exact value does, because 64 bits
/// are more than the two beyond 53 that rounding looks at.
struct DecimalPowers: Sendable {
  /// One table for the process, allocated once and never freed.
  static let shared = DecimalPowers()

  /// Written in `init` only.
  nonisolated(unsafe) private let tens: UnsafePointer<Double>
  /// 5ⁿ shifted left until its highest bit is set; written in `init` only.
  nonisolated(unsafe) private let fives: UnsafePointer<UInt64>

  /// 2¹²⁷ divided by the shifted 5ⁿ, rounded down, for n ≥ 1; written in `init` only.
  nonisolated(unsafe) private let reciprocals: UnsafePointer<UInt64>
  /// 10ⁿ for n ≤ 8; written in `init` only.
  nonisolated(unsafe) let wholeTens: UnsafePointer<UInt64>

  private static let largestExactTen = 22
  private static let largestFive = 27

  private init() {
    let tens = UnsafeMutablePointer<Double>.allocate(capacity: Self.largestExactTen + 1)
    let fives = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.largestFive + 1)
    let reciprocals = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.largestFive + 1)
    var ten = 1.0
    for n in 0...Self.largestExactTen {
      (tens + n).initialize(to: ten)
      ten *= 10
    }
    var five: UInt64 = 1
    for n in 0...Self.largestFive {
      let normal = five << UInt64(five.leadingZeroBitCount)
      (fives + n).initialize(to: normal)
      (reciprocals + n).initialize(to: n == 0 ? 0 : normal.dividingFullWidth((1 << 63, 0)).quotient)
      if n < Self.largestFive { five *= 5 }
    }
    let wholeTens = UnsafeMutablePointer<UInt64>.allocate(capacity: 9)
    var wholeTen: UInt64 = 1
    for n in 0...8 {
      (wholeTens + n).initialize(to: wholeTen)
      wholeTen *= 10
    }
    self.tens = UnsafePointer(tens)
    self.fives = UnsafePointer(fives)
    self.reciprocals = UnsafePointer(reciprocals)
    self.wholeTens = UnsafePointer(wholeTens)
  }

  /// digits · 10^exponent, rounded once to nearest, ties to even; nil when it takes more than this.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func scale(_ digits: UInt64, exponent: Int) -> Double? {
    if digits <= 1 << 53 {
      // Both operands are exact, so the one rounding is the right one.
      if exponent == 0 { return Double(Int64(bitPattern: digits)) }
      if exponent < 0, exponent >= -Self.largestExactTen {
        return Double(Int64(bitPattern: digits)) / tens[-exponent]
      }
      if exponent > 0, exponent <= Self.largestExactTen {
        return Double(Int64(bitPattern: digits)) * tens[exponent]
      }
      if digits == 0 { return 0 }
    }
    return scaleWide(digits, exponent: exponent)
  }

  /// The second method; `digits` > 0.
  @inline(__always)
  private func scaleWide(_ digits: UInt64, exponent: Int) -> Double? {
    guard exponent.magnitude <= Self.largestFive else { return nil }
    let digitShift = digits.leadingZeroBitCount
    let normal = digits << UInt64(digitShift)
    let n = Int(exponent.magnitude)
    // 5ⁿ has ⌊n·log₂5⌋ + 1 bits; 152170/2¹⁶ is log₂5 closely enough for n ≤ 27.
    let fiveShift = 63 - (n * 152170) >> 16
    // |value| is in 10⁻²⁷ … 10⁴⁷, so neither conversion nor scaling leaves the normal range.
    if exponent >= 0 {
      let (high, low) = normal.multipliedFullWidth(by: fives[n])
      let power = exponent - digitShift - fiveShift + 64
      return Double(high | (low == 0 ? 0 : 1)) * Self.two(to: power)
    }
    // Both factors are cut off by less than their last bit, so the quotient is in low ..< low + 2.
    // Rounding is monotone: when both ends round alike, so does the quotient. Else divide exactly.
    let low = normal.multipliedFullWidth(by: reciprocals[n]).high
    let power = exponent - digitShift + fiveShift - 63
    let value = Double(low)
    if value == Double(low &+ 2) { return value * Self.two(to: power) }
    return Self.quotient(normal, fives[n]) * Self.two(to: power)
  }

  /// first · 2⁶³ / second, rounded once, for two numbers whose highest bit is set.
  @inline(never)
  private static func quotient(_ first: UInt64, _ second: UInt64) -> Double {
    // The ratio is in (1/2, 2); the dividend's high word must stay below the divisor, and the
    // quotient takes all 64 bits.
    let isLarge = first >= second
    let dividend = isLarge ? (first >> 1, first << 63) : (first, 0)
    let (quotient, remainder) = second.dividingFullWidth(dividend)
    let bits = quotient | (remainder == 0 ? 0 : 1)
    return Double(bits) * (isLarge ? 1 : 0.5)
  }

  /// 2^power, exactly.
  @inline(__always)
  private static func two(to power: Int) -> Double {
    Double(bitPattern: UInt64(power + 1023) << 52)
  }
}
