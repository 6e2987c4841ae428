/// A sum of any number of `Double`s, or of products of up to three, without any rounding.
///
/// A long fixed-point number whose digits of 32 bits lie in 64-bit words, so that a carry need be
/// passed on only once in 2^30 additions: the small superaccumulator of R. M. Neal, "Fast exact
/// summation using small and large superaccumulators", 2015, arXiv:1505.05571, made wide enough for
/// w·x². Being exact, the sum depends on no order, and partial sums merge.
///
/// - Complexity: O(1) an addition, about 1.3 kB of memory.
package struct ExactSum: Sendable {
  /// 2^-3222 = (2^-1074)³ is the least bit that a product of three `Double`s can have.
  private static let lowestExponent = -3232
  /// Checked data and weights lie below 2^480, so w·x² and w·δ below 2^1480; but unchecked ones may
  /// come too, and a product of any two `Double`s lies below 2^2048. 2^100 terms fit.
  private static let digitCount = (2148 + 3232) / 32 + 1
  /// So that 128 bits from there on are within the digits.
  private static let greatestExponent = 2148 - 128

  private var digits = [Int64](repeating: 0, count: ExactSum.digitCount)
  /// Additions since the digits were last brought below 2^32.
  private var pending = 0

  package init() {}

  /// Adds a finite number.
  package mutating func add(_ value: Double) {
    let (negative, magnitude, exponent) = value.decomposed
    add(UInt128(magnitude), exponent: exponent, negative: negative)
  }

  /// Adds `first`·`second`, exactly.
  package mutating func addProduct(_ first: Double, _ second: Double) {
    let (a, b) = (first.decomposed, second.decomposed)
    let (high, low) = a.magnitude.multipliedFullWidth(by: b.magnitude)
    add(
      UInt128(high) << 64 | UInt128(low), exponent: a.exponent + b.exponent,
      negative: a.negative != b.negative)
  }

  /// Adds `weight`·`value`², exactly.
  package mutating func addSquare(of value: Double, weight: Double) {
    let (w, v) = (weight.decomposed, value.decomposed)
    let square = v.magnitude.multipliedFullWidth(by: v.magnitude)
    let exponent = 2 * v.exponent + w.exponent
    for (limb, offset) in [(square.low, 0), (square.high, 64)] {
      let product = w.magnitude.multipliedFullWidth(by: limb)
      add(
        UInt128(product.high) << 64 | UInt128(product.low), exponent: exponent + offset,
        negative: w.negative)
    }
  }

  /// Adds ± `magnitude` · 2^`exponent`.
  ///
  /// - Precondition: the lowest bit is at least 2^-3232, the highest below 2^2049. What lies higher
  ///   is left out: only values that changed after they were checked can have such products.
  package mutating func add(_ magnitude: UInt128, exponent: Int, negative: Bool) {
    if magnitude == 0 || exponent > Self.greatestExponent { return }
    if pending == 1 << 30 { normalize() }
    pending += 1
    var (index, shift) = (exponent - Self.lowestExponent).quotientAndRemainder(dividingBy: 32)
    var rest = magnitude
    // The first digit takes 32 − shift bits, each further one 32.
    var width = 32 - shift
    while rest != 0 {
      let digit = Int64(truncatingIfNeeded: rest & (1 << UInt128(width) - 1)) << Int64(shift)
      digits[index] += negative ? -digit : digit
      rest >>= UInt128(width)
      (index, shift, width) = (index + 1, 0, 32)
    }
  }

  /// Adds what another sum holds.
  package mutating func merge(_ other: ExactSum) {
    normalize()
    var other = other
    other.normalize()
    for index in digits.indices { digits[index] += other.digits[index] }
    pending = 2
  }

  /// The sum, exactly.
  package var value: Dyadic {
    var normal = self
    normal.normalize()
    var magnitude = normal.digits
    // The top digit carries the sign of all.
    let isNegative = magnitude[magnitude.count - 1] < 0
    if isNegative {
      normal.digits = magnitude.map { -$0 }
      normal.normalize()
      magnitude = normal.digits
    }
    var limbs = [UInt64](repeating: 0, count: magnitude.count / 2 + 1)
    for (index, digit) in magnitude.enumerated() {
      limbs[index / 2] |= UInt64(digit) << UInt64(32 * (index % 2))
    }
    return Dyadic(limbs: limbs, exponent: Self.lowestExponent, isNegative: isNegative)
  }

  /// Passes carries on, so that every digit but the top one lies in 0 ..< 2^32.
  private mutating func normalize() {
    var carry: Int64 = 0
    for index in digits.indices.dropLast() {
      let value = digits[index] + carry
      digits[index] = value & 0xFFFF_FFFF
      carry = value >> 32
    }
    digits[digits.count - 1] += carry
    pending = 1
  }
}
