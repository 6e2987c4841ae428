import Testing

@testable import KMeansCore

@Suite struct KernelNumPyTests {
  /// Whoever checks a label with NumPy's one line must find the same distances, to the bit.
  @Test func distancesAreThoseOfNumPy() {
    #expect(KernelNumPyFixture.distances.count == 6 * KernelNumPyFixture.dimensions.count)
    for (i, d) in KernelNumPyFixture.dimensions.enumerated() {
      var random = TestRandom(seed: d)
      let scalar = PointMatrix.Scalar.allCases[d % 3]
      let points = TestPoints(random: &random, scalar: scalar, dimensions: d, count: 2)
      let spread = scalar == .uint8 ? 255.0 : 1.0
      let centroids = (0..<3).map { _ in (0..<d).map { _ in random.signed() * spread } }
      let expected = KernelNumPyFixture.distances[(6 * i)..<(6 * i + 6)].map {
        Double(bitPattern: $0)
      }
      for kernels in Kernels.all {
        for (j, m) in centroids.enumerated() {
          let found = kernels.distances(points, toOne: m)
          #expect(found == [expected[j], expected[3 + j]], "\(kernels.name), d = \(d)")
        }
        let least = kernels.nearest(points, centroids.flatMap { $0 }).distances
        #expect(least == [expected[..<3].min()!, expected[3...].min()!], "\(kernels.name)")
      }
    }
  }
}
