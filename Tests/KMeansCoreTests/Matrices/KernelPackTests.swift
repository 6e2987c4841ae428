import Testing

@testable import KMeansCore

@Suite struct KernelPackTests {
  /// Checks one panel against the definition, value by value, zeros in unused lanes included.
  static func expectDefined(
    _ found: (panel: [Float], norms: [Double]), _ points: TestPoints, rows: [Int32],
    centre: [Double], scale: Double, _ name: String
  ) {
    let d = points.dimensions
    let width = found.norms.count
    var panel = [Float](repeating: 0, count: d * width)
    var norms = [Double](repeating: 0, count: width)
    let inFloats =
      points.scalar != .double && scale >= 0x1p-126
      && centre.allSatisfy { Double(Float($0 * scale)) == $0 * scale }
    for (p, row) in rows.enumerated() {
      let x = points.point(Int(row))
      for l in 0..<d {
        let from = x[x.startIndex + l]
        let value =
          inFloats
          ? Float(-centre[l] * scale).addingProduct(Float(from), Float(scale))
          : Float((from - centre[l]) * scale)
        panel[l * width + p] = value
        norms[p] += Double(value) * Double(value)
      }
    }
    #expect(
      found.panel.map(\.bitPattern) == panel.map(\.bitPattern), "\(name), d = \(d), \(rows.count)")
    #expect(found.norms == norms, "\(name), d = \(d), n = \(rows.count)")
  }

  @Test(arguments: PointMatrix.Scalar.allCases)
  func equalsTheDefinition(_ scalar: PointMatrix.Scalar) {
    for d in Array(1...40) + [63, 64, 65, 100, 128, 129] {
      var random = TestRandom(seed: d)
      let points = TestPoints(
        random: &random, scalar: scalar, dimensions: d, count: 50, spread: 1000)
      for (centre, scale) in Self.moves(&random, d) {
        for kernels in Kernels.all {
          let count = 1 + random.below(kernels.panelWidth)
          let rows = (0..<count).map { _ in Int32(random.below(50)) }
          Self.expectDefined(
            kernels.packPanel(points, rows: rows, centre: centre, scale: scale), points,
            rows: rows, centre: centre, scale: scale, kernels.name)
          for count in [count, kernels.panelWidth] {
            Self.expectDefined(
              kernels.packPanel(points, count: count, centre: centre, scale: scale), points,
              rows: (0..<count).map { Int32($0) }, centre: centre, scale: scale, kernels.name)
          }
        }
      }
    }
  }

  @Test(arguments: PointMatrix.Scalar.allCases)
  func everyNumberOfPoints(_ scalar: PointMatrix.Scalar) {
    for d in [1, 2, 3, 7, 18] {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: scalar, dimensions: d, count: 48)
      let centre = (0..<d).map { _ in random.signed() }
      for kernels in Kernels.all {
        for count in 1...kernels.panelWidth {
          Self.expectDefined(
            kernels.packPanel(points, count: count, centre: centre, scale: 0.5), points,
            rows: (0..<count).map { Int32($0) }, centre: centre, scale: 0.5, kernels.name)
        }
      }
    }
  }

  /// Centres of many bits, of few, and of none; scales down to where floats are subnormal.
  private static func moves(
    _ random: inout TestRandom, _ d: Int
  ) -> [(centre: [Double], scale: Double)] {
    let ragged = (0..<d).map { _ in random.signed() * 300 }
    let round = (0..<d).map { _ in Double(random.below(256 << 16)) * 0x1p-16 }
    return [
      (ragged, 0x1p-11), (round, 0x1p-11), ([Double](repeating: 0, count: d), 1),
      (ragged.map { Double(Float($0)) }, 0x1p-11), (round.map { $0 * 0x1p-12 }, 0x1p-126),
      (round, 0x1p-140), (round, 0x1p-149), (ragged, 0x1p-150),
    ]
  }

  @Test func centroidsHaveTheirHalfNorms() {
    for (d, k) in [(1, 1), (3, 10), (17, 9), (64, 23), (130, 5)] {
      var random = TestRandom(seed: d)
      let centroids = (0..<k * d).map { _ in random.signed() * 50 }
      let centre = (0..<d).map { _ in random.signed() * 50 }
      let expected = (0..<k).map { j in
        Float(
          0.5
            * (0..<d).reduce(0.0) {
              let t = (centroids[j * d + $1] - centre[$1]) * 0x1p-7
              return $0 + t * t
            })
      }
      for kernels in Kernels.all {
        let found = kernels.packedCentroids(
          centroids, dimensions: d, centre: centre, scale: 0x1p-7)
        #expect(found.halfNorms == expected, "\(kernels.name)")
        #expect(found.packed.allSatisfy { abs($0) < 1 })
      }
    }
  }
}
