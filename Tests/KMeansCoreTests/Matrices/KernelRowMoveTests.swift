import Testing

@testable import KMeansCore

/// Digits in the arithmetic of `Double`, by which rows enter sums, are those of the long division,
/// or none.
struct KernelRowMoveTests {
  /// Values of many exponents, down to the last bit that the grid has.
  private static let values: [Double] = (0..<4000).map { (index: Int) -> Double in
    let bits = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    let fraction = Double(bits >> 11) * 0x1p-53 + 0x1p-54
    let value = Double(sign: .plus, exponent: -(index % 97), significand: fraction)
    return index.isMultiple(of: 2) ? value : -value
  }

  /// The units of a value, by plane; nil where it has bits below the lowest.
  private func units(_ value: Double, _ grid: FixedPointGrid, lowestBit: Int) -> [Int64]? {
    let (negative, magnitude, exponent) = value.decomposed
    guard magnitude > 0, exponent + magnitude.trailingZeroBitCount >= lowestBit else { return nil }
    var units = [Int64](repeating: 0, count: max(grid.planes, 2))
    grid.split(
      UInt128(magnitude), exponent: exponent, negative: negative, column: 0
    ) { units[$0] += $1 }
    return units
  }

  @Test(arguments: [(0, -149), (3, -60), (0, -320), (-900, -1074), (470, 300)])
  func digitsAreThoseOfTheSplit(above: Int, lowestBit: Int) throws {
    let range = FixedPointGrid.Range(above: above, lowestBit: lowestBit)
    let grid = FixedPointGrid(ranges: [range, nil], count: 5000)
    let scaled = Self.values.map { $0 * Double(sign: .plus, exponent: above - 1, significand: 1) }
    let x = try PointMatrix(
      compressedRows: scaled, columns: scaled.map { _ in 0 }, offsets: Array(0...scaled.count),
      dimensions: 1)
    let rows = try #require(x.compressed)
    for kernels in Kernels.all {
      var (held, long) = (0, 0)
      for (point, value) in scaled.enumerated() {
        guard let units = units(value, grid, lowestBit: lowestBit) else { continue }
        var from = [Int64](repeating: 7, count: 2 * grid.columns)
        var (to, spilled) = (from, Int32(-1))
        if kernels.move(rows[point], grid: grid, from: &from, to: &to, spilled: &spilled) == 0 {
          held += 1
          let digits = [to[0] - 7, to[grid.columns] - 7]
          #expect(units.dropFirst(2).allSatisfy { $0 == 0 } && digits == Array(units[..<2]))
          #expect(from[0] == 7 - digits[0] && from[grid.columns] == 7 - digits[1], "\(value)")
        } else {
          long += 1
          #expect(spilled == 0 && (from + to).allSatisfy { $0 == 7 })
        }
      }
      #expect(held > 0)
      // What has two digits is nearly always known to have no more.
      if grid.planes <= 2 && above > -500 { #expect(long == 0) }
    }
  }
}
