import Testing

@testable import KMeansCore

/// Digits in the arithmetic of `Double` are those of the long division, or none.
struct TwoPlaneDigitsTests {
  /// Values of many exponents, down to the last bit that the grid has.
  private static let values: [Double] = (0..<4000).map { (index: Int) -> Double in
    let bits = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    let fraction = Double(bits >> 11) * 0x1p-53 + 0x1p-54
    let value = Double(sign: .plus, exponent: -(index % 97), significand: fraction)
    return index.isMultiple(of: 2) ? value : -value
  }

  @Test(arguments: [(0, -149), (3, -60), (0, -320), (-900, -1074), (470, 300)])
  func digitsAreThoseOfTheSplit(above: Int, lowestBit: Int) throws {
    let range = FixedPointGrid.Range(above: above, lowestBit: lowestBit)
    let grid = FixedPointGrid(ranges: [range, nil], count: 5000)
    var (held, long) = (0, 0)
    TwoPlaneDigits(grid).withColumns { columns in
      for fraction in Self.values {
        let value = fraction * Double(sign: .plus, exponent: above - 1, significand: 1)
        let (negative, magnitude, exponent) = value.decomposed
        guard magnitude > 0, exponent + magnitude.trailingZeroBitCount >= lowestBit else {
          continue
        }
        var units = [Int64](repeating: 0, count: max(grid.planes, 2))
        grid.split(
          UInt128(magnitude), exponent: exponent, negative: negative, column: 0
        ) { units[$0] += $1 }
        let hasMore = units.dropFirst(2).contains { $0 != 0 }
        if let digits = columns.digits(value, 0) {
          held += 1
          #expect(!hasMore && digits.first == units[0] && digits.rest == units[1], "\(value)")
        } else {
          long += 1
        }
      }
    }
    #expect(held > 0)
    // What has two digits is nearly always known to have no more.
    if grid.planes <= 2 && above > -500 { #expect(long == 0) }
  }
}
