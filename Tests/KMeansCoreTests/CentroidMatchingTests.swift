import TestSupport
import Testing

@testable import KMeansCore

/// Clusters under the numbers of another clustering, against all ways to number them.
struct CentroidMatchingTests {
  /// Hundreds of small cases on a grid, full of ties and equal centroids.
  @Test func theLeastCostAndOfTiesTheFirst() throws {
    for seed in 0..<Shapes.sampled(Array(0..<400), most: 60).count {
      let random = CounterRandom(seed: UInt64(seed))
      let (k, others, d) = (1 + seed % 5, 1 + seed / 5 % 5, 1 + seed % 2)
      let width = Double(2 + seed % 4)
      func cloud(_ count: Int, _ from: Int) throws -> PointMatrix {
        try PointMatrix(
          dimensions: d,
          values: (0..<count * d).map { (random.uniform(from + $0) * width).rounded(.down) })
      }
      let (m, reference) = (try cloud(k, 0), try cloud(others, 1000))
      let found = try CentroidMatching(m, to: reference)
      #expect(found.partners == best(m, reference), "seed \(seed)")
      #expect(found.numbers.sorted() == Array(0..<k))
      #expect(found.order.map { found.numbers[$0] } == Array(0..<k))
      for (number, partner) in zip(found.numbers, found.partners) {
        if let partner, partner < k { #expect(number == partner) }
      }
    }
  }

  /// By cluster of M the partner: all injections are tried, those of the reference's clusters in
  /// the order of what cluster 0 gets, then cluster 1, and so on; none comes last.
  private func best(_ m: PointMatrix, _ reference: PointMatrix) -> [Int?] {
    let (k, others) = (m.count, reference.count)
    var least = (cost: Double.infinity, choice: [Int]())
    var choice: [Int] = []
    func go(_ cost: Double) {
      let row = choice.count
      if row == others {
        if cost < least.cost { least = (cost, choice) }
        return
      }
      for j in 0...k where j == k || !choice.contains(j) {
        // As many pairs as there can be.
        let without = (choice + [j]).count { $0 == k }
        if without > max(0, others - k) { continue }
        choice.append(j)
        go(cost + (j == k ? 0 : Textbook.squaredDistance(m.point(j), reference.point(row))))
        choice.removeLast()
      }
    }
    go(0)
    var partners = [Int?](repeating: nil, count: k)
    for (row, j) in least.choice.enumerated() where j < k { partners[j] = row }
    return partners
  }

  @Test func numbersOfMoreAndOfFewerClusters() throws {
    let old = try PointMatrix([[0], [10], [20]])
    let more = try PointMatrix([[21], [50], [1], [40], [9]])
    #expect(try CentroidMatching(more, to: old).numbers == [2, 3, 0, 4, 1])
    let fewer = try PointMatrix([[19], [11]])
    let found = try CentroidMatching(fewer, to: old)
    #expect(found.partners == [2, 1] && found.numbers == [0, 1])
    #expect(throws: MatrixError.self) {
      try CentroidMatching(fewer, to: try PointMatrix([[0, 1]]))
    }
  }

  /// Tiny and huge differences side by side are all minded.
  @Test func distancesOfAllSizes() throws {
    let old = try PointMatrix([[0], [1e-9], [1e6], [1e6 + 0.25]])
    let new = try PointMatrix([[1e6 + 0.26], [1.1e-9], [1e6 + 0.01], [-1e-10]])
    #expect(try CentroidMatching(new, to: old).numbers == [3, 1, 2, 0])
    let equal = try PointMatrix([[2], [2], [2]])
    #expect(try CentroidMatching(equal, to: equal).numbers == [0, 1, 2])
    let vast = try PointMatrix([[0x1p479], [-0x1p479]])
    #expect(
      try CentroidMatching(vast.selecting([1, 0]), to: vast).numbers == [1, 0])
  }

  /// A matching of many clusters that were only shuffled and moved a little.
  @Test func manyClusters() throws {
    let (k, random) = (300, CounterRandom(seed: 5))
    let m = try PointMatrix(
      dimensions: 3, values: (0..<3 * k).map { (random.uniform($0) * 1000).rounded() })
    let shuffled = (0..<k).map { $0 * 7 % k }
    let moved = PointMatrix(dimensions: 3, count: k) { values in
      for j in 0..<k {
        for l in 0..<3 {
          values[3 * j + l] = m[l, shuffled[j]] + random.uniform(5000 + 3 * j + l) * 0.1
        }
      }
    }
    #expect(try CentroidMatching(moved, to: m).numbers == shuffled)
  }

  private func cloud() throws -> PointMatrix {
    let random = CounterRandom(seed: 8)
    return try PointMatrix(
      dimensions: 2, values: (0..<800).map { (random.uniform($0) * 12).rounded(.down) })
  }

  /// Fits with a reference are those without, under its numbers, and labels go to the lowest.
  @Test(arguments: [Clusterer.Distance.euclidean, .cosine])
  func aFitHasTheNumbersOfItsReference(_ distance: Clusterer.Distance) throws {
    let x = try PointMatrix((0..<400).map { try cloud().point($0).map { $0 + 1 } })
    var settings = Clusterer.Configuration(
      clusters: 5, distance: distance, seed: 4, tolerance: 0, order: .size)
    let before = try Clusterer(settings).fit(x)
    settings.order = .asFound
    for seed in 4..<8 {
      settings.seed = UInt64(seed)
      settings.reference = before.centroids
      let fit = try Clusterer(settings).fit(x)
      #expect(fit.labels == (try fit.labels(of: x)))
      #expect(
        try CentroidMatching(fit.centroids, to: before.centroids).numbers == Array(0..<5))
      if seed == 4 { #expect(fit.centroids == before.centroids && fit.labels == before.labels) }
    }
  }

  @Test func aClusteringIsMatchedAfterwards() throws {
    let x = try cloud()
    var settings = Clusterer.Configuration(clusters: 4, seed: 1, tolerance: 0)
    let old = try Clusterer(settings).fit(x)
    settings.seed = 9
    settings.clusters = 6
    let fit = try Clusterer(settings).fit(x)
    let matched = try fit.matched(to: old)
    let numbers = try CentroidMatching(fit.centroids, to: old.centroids).numbers
    for (cluster, number) in numbers.enumerated() {
      #expect(matched.centroids.point(number) == fit.centroids.point(cluster))
      #expect(matched.sizes[number] == fit.sizes[cluster])
      #expect(matched.withinSumOfSquares[number] == fit.withinSumOfSquares[cluster])
    }
    #expect(matched.labels.values == fit.labels.values.map { Int32(numbers[Int($0)]) })
    #expect(matched.objective == fit.objective)
    #expect(try matched.matched(to: old) == matched)
    #expect(throws: ClusteringError.dimensions(found: 1, expected: 2)) {
      try fit.matched(to: try PointMatrix([[1]]))
    }
    settings.variant = .bisecting
    let halves = try Clusterer(settings).fit(x)
    #expect(throws: ClusteringError.configuration(.reference(.bisecting))) {
      try halves.matched(to: old)
    }
  }

  @Test func settingsThatCannotBeAreRefused() throws {
    var settings = Clusterer.Configuration(clusters: 2, order: .first)
    settings.reference = try PointMatrix([[0, 0]])
    #expect(throws: ConfigurationError.orderAndReference(.first)) { try settings.validated() }
    settings.order = .asFound
    settings.distance = .cosine
    #expect(throws: ConfigurationError.referenceValue(centroid: 0)) { try settings.validated() }
    settings.distance = .euclidean
    settings.reference = try PointMatrix([[0, 1], [.infinity, 0]])
    #expect(throws: ConfigurationError.referenceValue(centroid: 1)) { try settings.validated() }
    settings.reference = try PointMatrix([[0]])
    #expect(throws: ClusteringError.dimensions(found: 1, expected: 2)) {
      try Clusterer(settings).fit(try cloud())
    }
  }
}
