import Testing

@testable import KMeansCore

/// Starts that begin with given centroids and draw the rest.
struct ExtendingTests {
  private static func data() throws -> PointMatrix {
    let random = CounterRandom(seed: 2)
    return try PointMatrix(
      dimensions: 2, values: (0..<1200).map { Double($0 / 2 % 6) * 10 + random.uniform($0) })
  }

  @Test("begins with the given centroids, and the others are points")
  func begins() throws {
    let x = try Observations(Self.data())
    let given = try PointMatrix([[0.5, 0.5], [10.5, 10.5], [20.5, 20.5]])
    for threads in [1, 3] {
      let execution = Execution(kernels: .current, threads: threads, control: .free)
      let start = Clusterer.Initialization.extending(given).start(
        Prepared(x), clusters: 6, random: RandomSource(seed: 1, restart: 0), execution: execution
      ).centroids
      #expect((0..<3).map(start.point) == (0..<3).map(given.point))
      // Greedy draws go where the given centroids are far.
      let further = (3..<6).map { Int(start[0, $0] / 10) }.sorted()
      #expect(further == [3, 4, 5], "\(threads) threads")
      let points = Set((0..<x.count).map(x.points.point))
      #expect((3..<6).allSatisfy { points.contains(start.point($0)) })
    }
  }

  @Test("centroids far outside the points, and points that all lie on centroids")
  func extremes() throws {
    let x = try Self.data()
    let far = try PointMatrix([[1e30, -1e30]])
    let found = try Clusterer(Clusterer.Configuration(clusters: 6, initialization: .extending(far)))
      .fit(x)
    #expect(found.sizes.allSatisfy { $0 >= 0 } && found.sizes.reduce(0, +) == x.count)
    let two = try PointMatrix([[0, 0], [0, 0], [1, 1], [1, 1]])
    let whole = try PointMatrix([[0, 0], [1, 1]])
    let fitted = try Clusterer(
      Clusterer.Configuration(clusters: 3, initialization: .extending(whole))
    )
    .fit(two)
    #expect(fitted.objective == 0)
  }

  @Test("refuses as many centroids as clusters or more, or none of its features")
  func refuses() throws {
    let given = try PointMatrix([[0, 0], [1, 1]])
    #expect(throws: ConfigurationError.centroidCount(found: 2, expected: 1)) {
      try Clusterer.Configuration(clusters: 1, initialization: .extending(given)).validated()
    }
    let flat = try PointMatrix([[0], [1]])
    #expect(throws: ClusteringError.dimensions(found: 1, expected: 2)) {
      try Clusterer(Clusterer.Configuration(clusters: 4, initialization: .extending(flat))).fit(
        Self.data())
    }
  }
}
