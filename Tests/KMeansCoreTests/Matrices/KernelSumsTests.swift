import Testing

@testable import KMeansCore

@Suite struct KernelSumsTests {
  /// Adds one point; the sums and what spilled.
  static func add(
    _ kernels: Kernels, _ points: TestPoints, _ i: Int, scale: [Double], to start: [Int64],
    sign: Int32
  ) -> (sums: [Int64], spilled: [Int32]) {
    let d = points.dimensions
    var sums = start
    var spilled = [Int32](repeating: -7, count: d)
    let unit = scale.map { 1 / $0 }
    let count = points.bytes.withUnsafeBytes {
      kernels.add(
        $0.baseAddress! + i * d * points.scalar.size, scalar: points.scalar, dimensions: d,
        scale: scale, unit: unit, sums: &sums, sign: sign, spilled: &spilled)
    }
    return (sums, Array(spilled[..<count]))
  }

  @Test(arguments: PointMatrix.Scalar.allCases)
  func holdsWhatTheGridHoldsAndNamesTheRest(_ scalar: PointMatrix.Scalar) {
    for d in Array(1...33) + [100, 131] {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: scalar, dimensions: d, count: 6)
      // From grids that hold hardly a value (2⁻³) to those that hold all, up to 2⁶¹.
      let top = scalar == .uint8 ? 53 : 61
      let scale = (0..<d).map { _ in
        Double(sign: .plus, exponent: random.below(top + 4) - 3, significand: 1)
      }
      let start = (0..<d).map { _ in Int64(bitPattern: random.next()) >> 3 }
      for i in 0..<points.count {
        let sign: Int32 = i.isMultiple(of: 2) ? 1 : -1
        var sums = start
        var spilled: [Int32] = []
        for (l, x) in points.point(i).enumerated() {
          let q = Int64((x * scale[l]).rounded(.towardZero))
          if Double(q) / scale[l] == x {
            sums[l] &+= sign > 0 ? q : -q
          } else {
            spilled.append(Int32(l))
          }
        }
        for kernels in Kernels.all {
          let found = Self.add(kernels, points, i, scale: scale, to: start, sign: sign)
          #expect(found.sums == sums, "\(kernels.name), d = \(d)")
          #expect(found.spilled == spilled, "\(kernels.name), d = \(d)")
        }
      }
    }
  }

  @Test func addingAndTakingOutRestores() {
    var random = TestRandom(seed: 1)
    let points = TestPoints(random: &random, scalar: .float, dimensions: 21, count: 40)
    let scale = [Double](repeating: 0x1p40, count: 21)
    for kernels in Kernels.all {
      var sums = [Int64](repeating: 0, count: 21)
      for sign in [Int32(1), -1] {
        for i in 0..<points.count {
          sums = Self.add(kernels, points, i, scale: scale, to: sums, sign: sign).sums
        }
      }
      #expect(sums.allSatisfy { $0 == 0 }, "\(kernels.name)")
    }
  }

  @Test func zerosOfEitherSignAndTheLeastNumberAreExact() {
    let least = Double.leastNonzeroMagnitude
    let values = [0.0, -0.0, least, -least, 1, -1, 0, 3]
    let points = TestPoints(values, scalar: .double, dimensions: 8)
    let scale = [Double](repeating: 1, count: 8)
    for kernels in Kernels.all {
      let found = Self.add(
        kernels, points, 0, scale: scale, to: [Int64](repeating: 5, count: 8), sign: 1)
      #expect(found.sums == [5, 5, 5, 5, 6, 4, 5, 8], "\(kernels.name)")
      #expect(found.spilled == [2, 3], "\(kernels.name)")
    }
  }
}
