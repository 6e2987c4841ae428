/// An exact dyadic number, ± magnitude · 2^exponent, of any size.
///
/// Every `Double` is one, and so is every sum and product of them: arithmetic here never rounds.
/// Rounding happens once, on the way out (`rounded`, `quotient`). This is the slow, obvious truth
/// for single results; sums over many points use `ExactSum` or `FixedPointGrid` and end here.
package struct Dyadic: Sendable, Equatable, Codable {
  /// The magnitude, least significant limb first, without leading zero limbs; empty for zero.
  private(set) var limbs: [UInt64]
  /// The exponent of the lowest bit.
  private(set) var exponent: Int
  private(set) var isNegative: Bool

  package static let zero = Dyadic(limbs: [], exponent: 0, isNegative: false)

  init(limbs: [UInt64], exponent: Int, isNegative: Bool) {
    var limbs = limbs
    var exponent = exponent
    while limbs.last == 0 { limbs.removeLast() }
    // Trailing zero limbs would only make later products longer.
    let zeros = limbs.prefix { $0 == 0 }.count
    limbs.removeFirst(zeros)
    exponent += 64 * zeros
    self.limbs = limbs
    self.exponent = limbs.isEmpty ? 0 : exponent
    self.isNegative = isNegative && !limbs.isEmpty
  }

  /// The exact value of a finite number.
  package init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers are dyadic")
    let (negative, magnitude, exponent) = value.decomposed
    self.init(limbs: [magnitude], exponent: exponent, isNegative: negative)
  }

  /// The exact value of an integer.
  package init(_ value: Int) {
    self.init(limbs: [UInt64(value.magnitude)], exponent: 0, isNegative: value < 0)
  }

  /// ± `magnitude` · 2^`exponent`.
  package init(magnitude: UInt128, exponent: Int, isNegative: Bool = false) {
    self.init(
      limbs: [UInt64(truncatingIfNeeded: magnitude), UInt64(magnitude >> 64)],
      exponent: exponent, isNegative: isNegative)
  }

  /// `units` · 2^`exponent`.
  init(_ units: Int128, exponent: Int) {
    self.init(magnitude: units.magnitude, exponent: exponent, isNegative: units < 0)
  }

  package var isZero: Bool { limbs.isEmpty }

  /// The number of bits of the magnitude; 0 for zero.
  private var bitWidth: Int {
    limbs.isEmpty ? 0 : limbs.count * 64 - limbs[limbs.count - 1].leadingZeroBitCount
  }

  /// The nearest `Double`, ties to even: the one rounding.
  package var rounded: Double {
    let (top, exponent, sticky) = Self.top(limbs, exponent)
    let value = KMeansCore.rounded(top, exponent: exponent, sticky: sticky)
    return isNegative ? -value : value
  }

  /// The exact quotient of two numbers, rounded once.
  ///
  /// - Precondition: `divisor` is not zero.
  /// - Complexity: O(n²) for n limbs.
  package func quotient(by divisor: Dyadic) -> Double {
    precondition(!divisor.isZero, "division by zero")
    guard !isZero else { return 0 }
    // At least 66 bits of quotient, so that the remainder is below the rounding bit.
    let shift = max(0, 66 + divisor.bitWidth - bitWidth)
    let numerator = Self.shifted(limbs, left: shift)
    let (quotient, inexact) = Self.divide(numerator, by: divisor.limbs)
    let (top, exponent, lost) = Self.top(quotient, self.exponent - shift - divisor.exponent)
    let value = KMeansCore.rounded(top, exponent: exponent, sticky: lost || inexact)
    return isNegative != divisor.isNegative ? -value : value
  }
}

extension Dyadic {
  package static prefix func - (value: Dyadic) -> Dyadic {
    Dyadic(limbs: value.limbs, exponent: value.exponent, isNegative: !value.isNegative)
  }

  package static func - (first: Dyadic, second: Dyadic) -> Dyadic { first + -second }

  package static func += (sum: inout Dyadic, term: Dyadic) { sum = sum + term }

  package static func + (first: Dyadic, second: Dyadic) -> Dyadic {
    if first.isZero { return second }
    if second.isZero { return first }
    let exponent = min(first.exponent, second.exponent)
    let a = shifted(first.limbs, left: first.exponent - exponent)
    let b = shifted(second.limbs, left: second.exponent - exponent)
    if first.isNegative == second.isNegative {
      return Dyadic(limbs: sum(a, b), exponent: exponent, isNegative: first.isNegative)
    }
    return isLess(a, b)
      ? Dyadic(limbs: difference(b, a), exponent: exponent, isNegative: second.isNegative)
      : Dyadic(limbs: difference(a, b), exponent: exponent, isNegative: first.isNegative)
  }

  package static func * (first: Dyadic, second: Dyadic) -> Dyadic {
    var product = [UInt64](repeating: 0, count: first.limbs.count + second.limbs.count)
    for (i, a) in first.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in second.limbs.enumerated() {
        let (high, low) = a.multipliedFullWidth(by: b)
        let value = UInt128(high) << 64 + UInt128(low) + UInt128(product[i + j]) + UInt128(carry)
        product[i + j] = UInt64(truncatingIfNeeded: value)
        carry = UInt64(value >> 64)
      }
      product[i + second.limbs.count] = carry
    }
    return Dyadic(
      limbs: product, exponent: first.exponent + second.exponent,
      isNegative: first.isNegative != second.isNegative)
  }
}

extension Dyadic: Comparable {
  package static func == (first: Dyadic, second: Dyadic) -> Bool { (first - second).isZero }
  package static func < (first: Dyadic, second: Dyadic) -> Bool { (first - second).isNegative }
}
