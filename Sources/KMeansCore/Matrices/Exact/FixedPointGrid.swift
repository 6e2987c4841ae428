/// The fixed-point grid on which sums over points are exact in 64-bit integers.
///
/// Column c has planes of B bits each; plane p counts units of 2^(top_c − p·B). With |w·x| < 2^E
/// for the column, top_c = E − B, so that a term fills less than B bits of plane 0; with
/// B = 62 − ⌈log₂ N⌉, N terms stay below 2^62. A term's bits below plane 0's unit, its residual, go
/// to the further planes; there are as many as the least bit in the data needs. For Float data
/// residuals are rare and for bytes impossible, so the hot path touches plane 0 alone.
///
/// The last column, after the d features, holds the weights (1 each when there are none).
///
/// Terms split the same way each time and integers wrap without loss, so adding and later
/// subtracting a point leaves what was there before, bit for bit.
package struct FixedPointGrid: Sendable, Equatable {
  /// B, the bits that one term takes of a plane.
  package let bits: Int
  /// The number of planes of every column.
  package let planes: Int
  /// The exponent of plane 0's unit, by column.
  package let top: [Int]
  /// 2^−top and 2^top, by column: x·scale is x in units of plane 0.
  package let scale: [Double]
  package let unit: [Double]

  /// The number of columns: d features and the weight.
  package var columns: Int { top.count }

  /// Where the terms of a column lie.
  package struct Range: Sendable, Equatable, Codable {
    /// Every |term| < 2^above.
    var above: Int
    /// Every term is a multiple of 2^lowestBit.
    var lowestBit: Int
  }

  /// A grid for `count` terms a column within `ranges`; nil is a column of zeros.
  init(ranges: [Range?], count: Int) {
    let bits = 62 - (Int.bitWidth - max(count - 1, 0).leadingZeroBitCount)
    var planes = 1
    var top: [Int] = []
    for range in ranges {
      guard let range else {
        top.append(0)
        continue
      }
      // Not below 2^-960, so that the scale stays finite; smaller terms are residuals.
      let unit = max(range.above - bits, -960)
      top.append(unit)
      planes = max(planes, 1 + (max(0, unit - range.lowestBit) + bits - 1) / bits)
    }
    self.bits = bits
    self.planes = planes
    self.top = top
    scale = top.map { Double.powerOfTwo(-$0) }
    unit = top.map { Double.powerOfTwo($0) }
  }

  /// Splits ± `magnitude` · 2^`exponent`, a term of column `column`, among the planes.
  ///
  /// Of a term that lies outside the column's range, only bits are kept that are within the planes.
  ///
  /// - Parameters:
  ///   - magnitude: a whole number.
  ///   - exponent: that of the power of two.
  ///   - negative: whether the term is below 0.
  ///   - column: the column.
  ///   - add: gets a plane and the signed units to add to it.
  @inline(__always)
  func split(
    _ magnitude: UInt128, exponent: Int, negative: Bool, column: Int,
    add: (_ plane: Int, _ units: Int64) -> Void
  ) {
    var rest = magnitude
    var plane = 0
    while rest != 0 && plane < planes {
      let shift = top[column] - plane * bits - exponent
      var digit: UInt128 = 0
      if shift <= 0 {
        digit = rest << UInt128(-shift)
        rest = 0
      } else if shift < 128 {
        digit = rest >> UInt128(shift)
        rest &= (1 << UInt128(shift)) - 1
      }
      if digit != 0 {
        let units = Int64(truncatingIfNeeded: digit)
        add(plane, negative ? 0 &- units : units)
      }
      plane += 1
    }
  }

  /// The exact number that a column's planes hold.
  func value(column: Int, plane: (Int) -> Int64) -> Dyadic {
    var sum = Dyadic.zero
    for index in 0..<planes {
      let units = plane(index)
      sum += Dyadic(
        magnitude: UInt128(units.magnitude), exponent: top[column] - index * bits,
        isNegative: units < 0)
    }
    return sum
  }
}
