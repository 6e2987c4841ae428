/// S/‖S‖ of an exact vector S, each value the real one rounded once, ties to even.
package struct UnitVector {
  private let values: [Dyadic]
  /// ‖S‖².
  private let square: Dyadic

  /// - Returns: nil where every value is 0, and there is no direction.
  package init?(_ values: [Dyadic]) {
    square = values.reduce(Dyadic.zero) { $0 + $1 * $1 }
    if square.isZero { return nil }
    self.values = values
  }

  /// S_l/‖S‖, rounded once: the slow truth, by comparing squares of exact numbers.
  ///
  /// - Complexity: O(1) products of exact numbers.
  package func value(_ feature: Int) -> Double {
    let value = values[feature]
    if value.isZero { return 0 }
    // S_l²/‖S‖² is within a few units of its last place; so is its root.
    var nearest = (value * value).quotient(by: square).squareRoot()
    // Below, the quotient itself may have lost bits.
    if nearest < 0x1p-500 { nearest = scaledRoot(value) }
    // Moves to a neighbour as long as one is nearer.
    while isAbove(value, middle: nearest, nearest.nextUp) { nearest = nearest.nextUp }
    while nearest > 0 && !isAbove(value, middle: nearest.nextDown, nearest) {
      nearest = nearest.nextDown
    }
    return value < .zero ? -nearest : nearest
  }

  /// The same for a quotient whose square is too small.
  private func scaledRoot(_ value: Dyadic) -> Double {
    let scale = Dyadic(0x1p500) * Dyadic(0x1p500)
    return (value * value * scale).quotient(by: square).squareRoot() * 0x1p-500
  }

  /// Whether |value|/‖S‖ rounds to the second of two neighbours rather than to the first.
  private func isAbove(_ value: Dyadic, middle first: Double, _ second: Double) -> Bool {
    // value²/‖S‖² against ((first + second)/2)².
    let twice = Dyadic(first) + Dyadic(second)
    let (left, right) = (Dyadic(4) * value * value, twice * twice * square)
    if left == right { return second.significandBitPattern & 1 == 0 }
    return right < left
  }

  /// Writes S/‖S‖ where two doubles a value prove how it is rounded.
  ///
  /// S_l is known to 2⁻¹⁰⁵ of itself. ‖S‖² is a sum of squares in double-double. No term is
  /// negative, so it is off by at most (d + 8)·2⁻¹⁰⁰ of itself. Its root by Newton's step and the
  /// quotient by another are each off by a few 2⁻¹⁰⁰ more. So the real value lies within
  /// (d + 64)·2⁻¹⁰⁰ of what is computed. Where both ends of that interval round alike, that is the
  /// real value's rounding.
  ///
  /// - Parameters:
  ///   - unit: d values, written where some value is not 0, else left alone.
  ///   - high: d values, the leading part of S_l.
  ///   - low: d values, so that S_l is high + low to within 2⁻¹⁰⁵ of itself.
  ///   - open: which values are not proven, written; room for d.
  ///   - d: how many values S has.
  /// - Returns: how many values are not proven.
  /// - Complexity: O(d).
  package static func write(
    _ unit: UnsafeMutablePointer<Double>, high: UnsafePointer<Double>, low: UnsafePointer<Double>,
    open: UnsafeMutablePointer<Int32>, count d: Int
  ) -> Int {
    var greatest = 0.0
    for l in 0..<d { greatest = max(greatest, abs(high[l])) }
    guard greatest > 0 else { return 0 }
    // Brought near 1, so that no square leaves the range.
    let scale = Double.powerOfTwo(-Int(greatest.exponent) / 2)
    var square = DoubleDouble(0)
    for l in 0..<d {
      let (h, s) = (high[l] * scale * scale, low[l] * scale * scale)
      square = square + Self.product(DoubleDouble(h, s), DoubleDouble(h, s))
    }
    let root = Self.root(square)
    let error = Double(d + 64) * 0x1p-100
    var unproven = 0
    for l in 0..<d {
      let (h, s) = (high[l] * scale * scale, low[l] * scale * scale)
      let quotient = Self.quotient(DoubleDouble(h, s), root)
      let margin = abs(quotient.high) * error
      let (below, above) = (
        quotient.high + (quotient.low - margin), quotient.high + (quotient.low + margin)
      )
      unit[l] = below
      // Values that may have lost bits below the normal range are not proven either.
      if below != above || (h != 0 && abs(h) < 0x1p-800) || (h == 0 && high[l] != 0) {
        open[unproven] = Int32(truncatingIfNeeded: l)
        unproven += 1
      }
    }
    return unproven
  }

  private static func product(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    a * b.high + DoubleDouble(a.high * b.low)
  }

  /// √a: Newton's step from the rounded root.
  private static func root(_ a: DoubleDouble) -> DoubleDouble {
    let first = a.high.squareRoot()
    let rest = a - DoubleDouble(first) * first
    return DoubleDouble(first) + DoubleDouble((rest.high + rest.low) / (2 * first))
  }

  /// a/b: three quotients of what the last one leaves.
  private static func quotient(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * first
    let second = rest.high / b.high
    let last = (rest - b * second).high / b.high
    return DoubleDouble(first) + DoubleDouble(second) + DoubleDouble(last)
  }
}
