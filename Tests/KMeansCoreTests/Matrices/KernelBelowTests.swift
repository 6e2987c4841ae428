import Testing

@testable import KMeansCore

@Suite struct KernelBelowTests {
  /// Every set against the definition: the scores of `tile`, pair by pair.
  static func expectDefined(
    _ points: TestPoints, _ centroids: [Double], centre: [Double], scale: Double,
    thresholds: [Float], _ comment: @autoclosure () -> String
  ) {
    let d = points.dimensions
    let k = centroids.count / d
    // One centroid at a time, the tile's least score is that centroid's score.
    let scores = (0..<k).map { j in
      definedScreen(
        points, Array(centroids[j * d..<(j + 1) * d]), centre: centre, scale: scale
      ).least.map { Float(bitPattern: $0) }
    }
    let expected = (0..<points.count).flatMap { i in
      (0..<k).filter { scores[$0][i] <= thresholds[i] }.map { Pair(point: i, centroid: $0) }
    }
    for kernels in Kernels.all {
      let found = kernels.survivors(
        points, centroids, centre: centre, scale: scale, thresholds: thresholds)
      #expect(found == expected, "\(kernels.name), \(comment())")
    }
  }

  /// Thresholds that let through nothing, the nearest, several, or all; some equal to a score.
  static func thresholds(
    _ random: inout TestRandom, _ answer: TileAnswer
  ) -> [Float] {
    answer.least.indices.map { i in
      let least = Float(bitPattern: answer.least[i])
      switch random.below(6) {
      case 0: return -.infinity
      case 1: return least.nextDown
      case 2: return least
      case 3: return Float(bitPattern: answer.second[i])
      case 4: return least + Float(random.signed() + 1)
      default: return .infinity
      }
    }
  }

  @Test(arguments: Array(1...20) + [33, 64, 65, 129, 784])
  func equalsTheDefinitionForEveryDimension(_ d: Int) {
    var random = TestRandom(seed: d)
    let points = TestPoints(
      random: &random, scalar: .allCases[d % 3], dimensions: d, count: 53, spread: 200)
    let k = 1 + random.below(20)
    let centroids = (0..<k * d).map { _ in random.signed() * 128 + 100 }
    let centre = (0..<d).map { _ in random.signed() * 10 + 60 }
    let answer = definedScreen(points, centroids, centre: centre, scale: 0x1p-9)
    Self.expectDefined(
      points, centroids, centre: centre, scale: 0x1p-9,
      thresholds: Self.thresholds(&random, answer), "d = \(d), k = \(k)")
  }

  @Test(arguments: Array(1...40) + [64, 65, 97, 300])
  func equalsTheDefinitionForEveryCount(_ k: Int) {
    var random = TestRandom(seed: k)
    let points = TestPoints(random: &random, scalar: .double, dimensions: 3, count: 50)
    // Copies make ties, which stay together.
    var centroids = (0..<k * 3).map { _ in random.signed() }
    for j in stride(from: 5, to: k, by: 7) {
      centroids.replaceSubrange(3 * j..<3 * j + 3, with: centroids[3 * j - 6..<3 * j - 3])
    }
    let centre = [0.125, 0, -0.5]
    let answer = definedScreen(points, centroids, centre: centre, scale: 0.25)
    for _ in 0..<3 {
      Self.expectDefined(
        points, centroids, centre: centre, scale: 0.25,
        thresholds: Self.thresholds(&random, answer), "k = \(k)")
    }
  }

  @Test func everyPairAndNone() {
    var random = TestRandom(seed: 3)
    let points = TestPoints(random: &random, scalar: .float, dimensions: 5, count: 48)
    let centroids = (0..<200 * 5).map { _ in random.signed() }
    let centre = [Double](repeating: 0, count: 5)
    for kernels in Kernels.all {
      for (threshold, count) in [(Float.infinity, 200 * 48), (-.infinity, 0), (-100, 0)] {
        let found = kernels.survivors(
          points, centroids, centre: centre, scale: 1,
          thresholds: [Float](repeating: threshold, count: 48))
        #expect(found?.count == count, "\(kernels.name)")
        let found8 = kernels.screen8(points, centroids, centre: centre, scale: 1)
          .survivors(thresholds: [Float](repeating: threshold, count: 48))
        #expect(found8?.count == count, "\(kernels.name)")
      }
    }
  }
}
