import Testing

@testable import KMeansCore

@Suite struct KernelTileTests {
  /// Every set against the definition.
  static func expectDefined(
    _ points: TestPoints, _ centroids: [Double], centre: [Double], scale: Double,
    _ comment: @autoclosure () -> String
  ) {
    let expected = definedScreen(points, centroids, centre: centre, scale: scale)
    for kernels in Kernels.all {
      let found = kernels.screen(points, centroids, centre: centre, scale: scale)
      #expect(found == expected, "\(kernels.name), \(comment())")
    }
  }

  @Test(arguments: [1...20, 21...40, 41...70, 71...100, 101...130, 784...784])
  func equalsTheDefinitionForEveryDimension(_ dimensions: ClosedRange<Int>) {
    for d in dimensions {
      var random = TestRandom(seed: d)
      let points = TestPoints(
        random: &random, scalar: .allCases[d % 3], dimensions: d, count: 17, spread: 200)
      let k = 1 + random.below(12)
      let centroids = (0..<k * d).map { _ in random.signed() * 128 + 100 }
      let centre = (0..<d).map { _ in random.signed() * 10 + 60 }
      Self.expectDefined(
        points, centroids, centre: centre, scale: 0x1p-9, "d = \(d), k = \(k)")
    }
  }

  @Test(arguments: Array(1...40) + [97, 1000])
  func equalsTheDefinitionForEveryCount(_ k: Int) {
    for d in k == 1000 ? [3] : [2, 5] {
      var random = TestRandom(seed: k)
      let points = TestPoints(
        random: &random, scalar: .double, dimensions: d, count: k == 1000 ? 5 : 53)
      let centroids = (0..<k * d).map { _ in random.signed() }
      let centre = [Double](repeating: 0.125, count: d)
      Self.expectDefined(points, centroids, centre: centre, scale: 0.25, "d = \(d), k = \(k)")
    }
  }

  @Test func tiesGoToTheLowestIndex() {
    for (d, k) in [(1, 2), (2, 9), (3, 17), (9, 40), (20, 100)] {
      var random = TestRandom(seed: d)
      let values = (0..<31 * d).map { _ in Double(random.below(2)) }
      let points = TestPoints(values, scalar: .float, dimensions: d)
      let centroids = (0..<k * d).map { _ in Double(random.below(2)) }
      let centre = [Double](repeating: 0.5, count: d)
      Self.expectDefined(points, centroids, centre: centre, scale: 1, "d = \(d), k = \(k)")
      // And all alike: every score is the same, so the first wins and the second equals it.
      let alike = (0..<k).flatMap { _ in centroids[..<d] }
      for kernels in Kernels.all {
        let found = kernels.screen(points, alike, centre: centre, scale: 1)
        #expect(found.index.allSatisfy { $0 == 0 })
        #expect(found.least == found.second)
      }
    }
  }

  @Test func subnormalsAndSignedZeros() {
    for d in [1, 2, 4, 17, 33] {
      var random = TestRandom(seed: d)
      for exponent in [-75, -74, -70, -63, -130, -149] {
        // Products around and below the least float: scores of either zero, and subnormal ones.
        let size = Double(sign: .plus, exponent: exponent, significand: 1)
        let points = TestPoints(
          random: &random, scalar: .double, dimensions: d, count: 19, spread: size)
        let centroids = (0..<11 * d).map { _ in random.signed() * size }
        let centre = [Double](repeating: 0, count: d)
        let expected = definedScreen(points, centroids, centre: centre, scale: 1)
        let scalar = Kernels.all[0].screen(points, centroids, centre: centre, scale: 1)
        for kernels in Kernels.all {
          let found = kernels.screen(points, centroids, centre: centre, scale: 1)
          #expect(found == scalar, "\(kernels.name), 2^\(exponent)")
        }
        #expect(scalar.index == expected.index)
      }
    }
  }

  @Test func oneCentroidHasNoSecond() {
    let points = TestPoints([1, 2, 3], scalar: .float, dimensions: 1)
    for kernels in Kernels.all {
      let found = kernels.screen(points, [2], centre: [0], scale: 0.125)
      #expect(found.second.allSatisfy { Float(bitPattern: $0) == .infinity })
      #expect(found.index == [0, 0, 0])
    }
  }
}
