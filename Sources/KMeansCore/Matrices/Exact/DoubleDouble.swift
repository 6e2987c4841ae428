/// An unevaluated sum of two `Double`s, about 106 bits of precision, for the history of J.
///
/// The operations are the usual error-free transformations (T. J. Dekker, 1971; the fused product
/// of T. Ogita, S. M. Rump and S. Oishi, 2005); each loses at most about 2^-102 of its result.
/// They are the same on every machine: only +, −, × and the correctly rounded fused multiply-add.
package struct DoubleDouble: Sendable, Equatable {
  package var high: Double
  package var low: Double

  package init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// An exact number, to 106 bits: its nearest `Double` and the nearest to what that left.
  package init(_ exact: Dyadic) {
    high = exact.rounded
    low = high.isFinite ? (exact - Dyadic(high)).rounded : 0
  }

  static prefix func - (value: DoubleDouble) -> DoubleDouble {
    DoubleDouble(-value.high, -value.low)
  }

  package static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let sum = a.high + b.high
    let part = sum - a.high
    let error = (a.high - (sum - part)) + (b.high - part) + (a.low + b.low)
    return normalized(sum, error)
  }

  package static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  package static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let product = a.high * b
    let error = (-product).addingProduct(a.high, b) + a.low * b
    return normalized(product, error)
  }

  private static func normalized(_ high: Double, _ low: Double) -> DoubleDouble {
    let sum = high + low
    return DoubleDouble(sum, low - (sum - high))
  }
}
