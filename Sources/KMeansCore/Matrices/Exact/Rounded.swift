/// Rounds a non-negative dyadic number to the nearest `Double`, ties to even, once.
///
/// - Parameters:
///   - magnitude: the leading bits of the number, in units of 2^`exponent`.
///   - exponent: the exponent of the lowest bit of `magnitude`.
///   - sticky: whether the number exceeds `magnitude`·2^`exponent` by less than one unit. May be
///     true only when `magnitude` has at least 55 bits, so that the unit lies below the half.
/// - Returns: the nearest `Double`; subnormals are rounded at their own last bit, and numbers from
///   2^1024 − 2^970 on become infinity.
/// - Complexity: O(1).
package func rounded(_ magnitude: UInt128, exponent: Int, sticky: Bool = false) -> Double {
  guard magnitude != 0 else { return 0 }
  let bits = 128 - magnitude.leadingZeroBitCount
  assert(!sticky || bits >= 55, "the unit of a sticky number must lie below the rounding bit")
  let leading = exponent + bits - 1
  // 53 bits from the leading one down, fewer where a subnormal's last bit, 2^-1074, comes first.
  let precision = min(53, leading + 1075)
  guard precision >= 0 else { return 0 }
  let dropped = bits - precision
  guard dropped > 0 else { return scaled(UInt64(magnitude), by: exponent) }
  var kept = dropped == 128 ? 0 : UInt64(magnitude >> UInt128(dropped))
  let rest = magnitude & (dropped == 128 ? .max : (1 << UInt128(dropped)) - 1)
  let half: UInt128 = 1 << UInt128(dropped - 1)
  if rest > half || (rest == half && (sticky || kept & 1 == 1)) { kept += 1 }
  return scaled(kept, by: exponent + dropped)
}

/// `significand`·2^`exponent` for a significand of at most 54 bits that needs no rounding.
private func scaled(_ significand: UInt64, by exponent: Int) -> Double {
  Double(sign: .plus, exponent: exponent, significand: Double(significand))
}

extension Double {
  /// A finite number as (−1)^negative · `magnitude` · 2^`exponent`, with `magnitude` < 2^53.
  ///
  /// - Complexity: O(1).
  var decomposed: (negative: Bool, magnitude: UInt64, exponent: Int) {
    let fraction = significandBitPattern
    let biased = Int(exponentBitPattern)
    if biased == 0 { return (sign == .minus, fraction, -1074) }
    return (sign == .minus, fraction | 1 << 52, biased - 1075)
  }
}
