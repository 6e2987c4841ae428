import Testing

@testable import KMeansCore

/// The box and the moments of columns: every set against scalar, and scalar against plain Swift.
@Suite struct KernelColumnsTests {
  struct Box: Equatable {
    var least, greatest, magnitude: [UInt64]
    var fractions: UInt64
    var hasNaN: Bool
  }

  static func box(_ kernels: Kernels, _ points: TestPoints, around start: Double) -> Box {
    let d = points.dimensions
    var (least, greatest) = ([Double](repeating: start, count: d), [Double]())
    greatest = least
    var magnitude = [Double](repeating: .infinity, count: d)
    var fractions: UInt64 = 1
    let found = points.bytes.withUnsafeBytes {
      kernels.box(
        $0.baseAddress!, scalar: points.scalar, rows: points.count, columns: d, least: &least,
        greatest: &greatest, magnitude: &magnitude, fractions: &fractions)
    }
    return Box(
      least: least.map(\.bitPattern), greatest: greatest.map(\.bitPattern),
      magnitude: magnitude.map(\.bitPattern), fractions: fractions, hasNaN: found)
  }

  /// The bits of all fractions, the highest of 52 first.
  static func fractions(_ points: TestPoints) -> UInt64 {
    points.values.reduce(1) { bits, value in
      switch points.scalar {
      case .uint8: bits
      case .float: bits | UInt64(Float(value).significandBitPattern) << 29
      case .double: bits | value.significandBitPattern
      }
    }
  }

  /// Zeros of either sign, subnormals, both ends, and now and then a NaN.
  static func awkward(
    _ random: inout TestRandom, _ scalar: PointMatrix.Scalar, _ d: Int, _ n: Int, nans: Bool
  ) -> TestPoints {
    let some = [0.0, -0.0, 0x1p-149, -0x1p-149, 0x1p120, -0x1p120, 1, -1]
    let values = (0..<n * d).map { _ in
      if scalar == .uint8 { return Double([0, 1, 255, random.below(256)][random.below(4)]) }
      if nans && random.below(n * d) == 0 { return Double.nan }
      return random.below(3) == 0 ? some[random.below(8)] : random.signed()
    }
    return TestPoints(values, scalar: scalar, dimensions: d)
  }

  @Test(arguments: PointMatrix.Scalar.allCases)
  func boxesAreThoseOfAPlainLoop(_ scalar: PointMatrix.Scalar) {
    for d in Array(1...35) + [64, 100, 784] {
      var random = TestRandom(seed: d)
      let n = 1 + random.below(70)
      let points = Self.awkward(&random, scalar, d, n, nans: d % 3 == 0)
      let start = scalar == .uint8 ? 100 : 0.25
      var least = [Double](repeating: start, count: d)
      var (greatest, magnitude) = (least, [Double](repeating: .infinity, count: d))
      for i in 0..<n {
        for (l, x) in points.point(i).enumerated() {
          if x < least[l] { least[l] = x }
          if x > greatest[l] { greatest[l] = x }
          if x != 0 && abs(x) < magnitude[l] { magnitude[l] = abs(x) }
        }
      }
      let expected = Box(
        least: least.map(\.bitPattern), greatest: greatest.map(\.bitPattern),
        magnitude: magnitude.map(\.bitPattern), fractions: Self.fractions(points),
        hasNaN: points.values.contains { $0.isNaN })
      for kernels in Kernels.all {
        #expect(Self.box(kernels, points, around: start) == expected, "\(kernels.name), d = \(d)")
      }
    }
  }

  struct Moments: Equatable {
    var sums: [Int64]
    var spilled: [Int32]
  }

  static func moments(
    _ kernels: Kernels, _ points: TestPoints, pieces: Int32, scale: [Double], stride: Int
  ) -> Moments {
    let unit = scale.map { 1 / $0 }
    var sums = [Int64](repeating: 3, count: 9 * stride)
    var spilled = [Int32](repeating: -7, count: points.values.count)
    let count = points.bytes.withUnsafeBytes {
      kernels.moments(
        $0.baseAddress!, scalar: points.scalar, rows: points.count, columns: points.dimensions,
        pieces: pieces, scale: scale, unit: unit, stride: stride, sums: &sums, spilled: &spilled)
    }
    return Moments(sums: sums, spilled: spilled[..<count].sorted())
  }

  @Test(arguments: PointMatrix.Scalar.allCases, [2, 4] as [Int32])
  func everySetHasTheMomentsOfScalar(_ scalar: PointMatrix.Scalar, pieces: Int32) {
    for d in Array(1...35) + [64, 100, 784] {
      var random = TestRandom(seed: d)
      let points = TestPoints(
        random: &random, scalar: scalar, dimensions: d, count: 1 + random.below(70))
      // From grids that hold hardly a value to those that hold all.
      let top = scalar == .uint8 ? 38 : 46
      let scale = (0..<d).map { _ in
        scalar == .uint8 && pieces == 2
          ? 1 : Double(sign: .plus, exponent: top - random.below(50), significand: 1)
      }
      let expected = Self.moments(.scalar, points, pieces: pieces, scale: scale, stride: d + 3)
      for kernels in Kernels.all {
        let found = Self.moments(kernels, points, pieces: pieces, scale: scale, stride: d + 3)
        #expect(found == expected, "\(kernels.name), d = \(d)")
      }
    }
  }

  /// The most rows of the greatest magnitude: no sum may wrap.
  @Test(arguments: PointMatrix.Scalar.allCases)
  func theMostRowsOfTheGreatestValuesFit(_ scalar: PointMatrix.Scalar) {
    let n = Kernels.mostMomentRows
    for value in scalar == .uint8 ? [255.0] : [1 - 0x1p-24, -1] {
      let d = 17
      let points = TestPoints(
        [Double](repeating: value, count: n * d), scalar: scalar, dimensions: d)
      let scale = [Double](repeating: scalar == .uint8 ? 1 : 0x1p46, count: d)
      for kernels in Kernels.all {
        let sums = Self.moments(kernels, points, pieces: 2, scale: scale, stride: d).sums
        let units = Int128(value * scale[0])
        for l in 0..<d {
          let high = Int128(sums[d + l] - 3) << 46 + Int128(sums[2 * d + l] - 3) << 24
          #expect(Int128(sums[l] - 3) == units * Int128(n), "\(kernels.name)")
          #expect(high + Int128(sums[3 * d + l] - 3) == units * units * Int128(n))
        }
      }
    }
  }
}

extension Kernels {
  static var scalar: Kernels { all[0] }
}
