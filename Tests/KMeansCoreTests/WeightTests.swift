import Testing

@testable import KMeansCore

/// A point of integer weight w is w adjacent copies of it, bit for bit.
struct WeightTests {
  @Test(arguments: ["given", "k-means++", "k-means++-plain"], 0..<8)
  func weightsAreCopies(_ name: String, seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let points = blobs(120, 3, seed)
    let weights = (0..<120).map { _ in Double(Int(random.unit() * 4)) }
    let copies = weights.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    let given = Clusterer.Initialization.centroids(points.selecting([0, 31, 62, 93, 119]))
    let initialization = Clusterer.Initialization(named: name) ?? given
    for algorithm in [Clusterer.Algorithm.textbook, .lloyd] {
      let clusterer = Clusterer(
        Clusterer.Configuration(
          clusters: 5, initialization: initialization, restarts: 2, seed: UInt64(seed),
          tolerance: 0, algorithm: algorithm, threads: 2))
      let weighted = try clusterer.fit(points, weights: weights)
      let copied = try clusterer.fit(points.selecting(copies))
      #expect(weighted.centroids == copied.centroids)
      #expect(weighted.history == copied.history)
      #expect(weighted.objective == copied.objective)
      #expect(weighted.withinSumOfSquares == copied.withinSumOfSquares)
      #expect(weighted.totalSumOfSquares == copied.totalSumOfSquares)
      #expect(weighted.restart == copied.restart)
      #expect(copies.map { weighted.labels.values[$0] } == copied.labels.values)
    }
  }

  /// Points of weights 0 to 3, and their copies.
  private func weighted(
    _ seed: Int
  ) -> (points: PointMatrix, weights: [Double], copies: [Int]) {
    var random = SplitMix(state: UInt64(seed) + 7)
    let weights = (0..<150).map { _ in Double(Int(random.unit() * 4)) }
    return (
      blobs(150, 3, seed), weights,
      weights.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    )
  }

  @Test(
    "variants, distances, orders and the tolerance take weights as copies",
    arguments: Clusterer.Variant.allCases, 0..<4)
  func everyVariant(_ variant: Clusterer.Variant, seed: Int) throws {
    let (points, weights, copies) = weighted(seed)
    for distance in Clusterer.Distance.allCases {
      // Splits have numbers of their own.
      for order in Clusterer.Order.allCases where variant == .full || order == .asFound {
        let clusterer = Clusterer(
          Clusterer.Configuration(
            clusters: 6, distance: distance, variant: variant, restarts: 2, seed: UInt64(seed),
            tolerance: 0.01, order: order, threads: 2))
        let one = try clusterer.fit(points, weights: weights)
        let other = try clusterer.fit(points.selecting(copies))
        #expect(one.centroids == other.centroids)
        #expect(one.history == other.history && one.stopReason == other.stopReason)
        #expect(one.objective == other.objective && one.bisection == other.bisection)
        #expect(copies.map { one.labels.values[$0] } == other.labels.values)
      }
    }
  }

  @Test("the largest cluster is the heaviest, in splits and in orders")
  func heaviest() throws {
    let points = try PointMatrix([[0.0], [1], [2], [3], [100], [104]])
    let weights: [Double] = [1, 1, 1, 1, 30, 30]
    let two = Clusterer.Configuration(clusters: 2, restarts: 3, order: .size)
    #expect(try Clusterer(two).fit(points, weights: weights).labels.values == [1, 1, 1, 1, 0, 0])
    #expect(try Clusterer(two).fit(points).labels.values == [0, 0, 0, 0, 1, 1])
    let three = Clusterer.Configuration(clusters: 3, variant: .bisectingLargest, restarts: 3)
    let labels = try Clusterer(three).fit(points, weights: weights).labels.values
    #expect(labels[4] != labels[5] && Set(labels[..<4]).count == 1)
  }

  @Test("a point of weight 0 changes neither draws nor the end, however far it lies")
  func farAndWeightless() throws {
    let points = blobs(200, 2, 5)
    let rows = (0..<200).map(points.point) + [[1e14, -1e14]]
    for name in ["k-means++", "k-means++-plain", "random"] {
      let clusterer = Clusterer(
        Clusterer.Configuration(
          clusters: 5, initialization: try #require(Clusterer.Initialization(named: name)),
          restarts: 2, seed: 9))
      let one = try clusterer.fit(
        try PointMatrix(rows), weights: Array(repeating: 1, count: 200) + [0])
      let other = try clusterer.fit(points)
      #expect(one.centroids == other.centroids && one.history == other.history)
      #expect(Array(one.labels.values[..<200]) == other.labels.values)
    }
  }

  @Test(arguments: 0..<4)
  func realWeightsKeepLloydEqualToTextbook(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) + 100)
    let points = blobs(200, 4, seed)
    let weights = (0..<200).map { index in
      index % 9 == 0
        ? 0 : random.unit() * Double(sign: .plus, exponent: index % 60 - 30, significand: 1)
    }
    let fits = try [Clusterer.Algorithm.textbook, .lloyd].map { algorithm in
      try Clusterer(
        Clusterer.Configuration(clusters: 6, seed: UInt64(seed), tolerance: 0, algorithm: algorithm)
      ).fit(points, weights: weights)
    }
    #expect(fits[0].labels == fits[1].labels)
    #expect(fits[0].centroids == fits[1].centroids)
    #expect(fits[0].history == fits[1].history)
    #expect(fits[0].objective == fits[1].objective)
  }

  @Test func weightsOfOneAreNoWeights() throws {
    let points = blobs(300, 2, 2)
    let clusterer = Clusterer(Clusterer.Configuration(clusters: 4, seed: 3))
    let plain = try clusterer.fit(points)
    let ones = try clusterer.fit(points, weights: Array(repeating: 1, count: 300))
    #expect(plain.labels == ones.labels && plain.centroids == ones.centroids)
    #expect(plain.history == ones.history && plain.objective == ones.objective)
  }

  @Test func scalingAllWeightsByAPowerOfTwoChangesNoLabel() throws {
    let points = blobs(300, 2, 2)
    let clusterer = Clusterer(Clusterer.Configuration(clusters: 4, seed: 3))
    let weights = (0..<300).map { Double($0 % 5 + 1) }
    for power in [0x1p-300, 0x1p-20, 0x1p300] {
      let scaled = try clusterer.fit(points, weights: weights.map { $0 * power })
      #expect(scaled.labels == (try clusterer.fit(points, weights: weights).labels))
    }
  }
}
