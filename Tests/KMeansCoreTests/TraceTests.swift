import TestSupport
import Testing

@testable import KMeansCore

/// A recorded run is the run of `Clusterer`, and every part of it is what the plain steps give.
struct TraceTests {
  // Without optimisation exact sums of many features take minutes.
  private static let shapes = Shapes.areFew ? Shape.all.filter { $0.dimensions <= 17 } : Shape.all
  private static let seeds = Shapes.areFew ? 1 : 2

  @Test(arguments: Self.shapes)
  func equalsTheClusterer(_ shape: Shape) throws {
    for seed in 0..<Self.seeds {
      let x = try Observations(shape.points(seed: UInt64(seed)))
      let start = shape.start(x, seed: UInt64(seed))
      for algorithm in [Clusterer.Algorithm.textbook, .auto] {
        let configuration = Clusterer.Configuration(
          clusters: start.count, initialization: .centroids(start), tolerance: 0,
          algorithm: algorithm)
        try expectEqual(x, configuration, "\(shape) \(algorithm)")
      }
    }
  }

  @Test(arguments: Clusterer.Initialization.drawing.map(\.name), [1, 2, 9])
  func startsWhereTheClustererDoes(_ name: String, clusters: Int) throws {
    let start = try #require(Clusterer.Initialization(named: name))
    let x = try Observations(blobs(300, 3, 4))
    for seed in [UInt64](arrayLiteral: 0, 1, .max) {
      let configuration = Clusterer.Configuration(
        clusters: clusters, initialization: start, restarts: 1, seed: seed, tolerance: 0)
      try expectEqual(x, configuration, "\(name) \(clusters) \(seed)")
    }
  }

  @Test(arguments: [(1, 0.0), (3, 0.0), (300, 0.2), (300, 1e-3)])
  func endsAsTheClustererDoes(limit: Int, tolerance: Double) throws {
    let x = try Observations(blobs(400, 2, 7))
    let configuration = Clusterer.Configuration(
      clusters: 8, initialization: .randomPoints, restarts: 1, seed: 3, iterationLimit: limit,
      tolerance: tolerance)
    try expectEqual(x, configuration, "\(limit) \(tolerance)")
  }

  @Test func weightsCount() throws {
    let points = blobs(200, 3, 5)
    let x = try Observations(points, weights: (0..<200).map { Double($0 % 4) })
    try expectEqual(x, Clusterer.Configuration(clusters: 5, seed: 2, tolerance: 0), "weights")
  }

  /// Labels, centroids and both values of J of every iteration, from the plain functions.
  @Test(arguments: 0..<4)
  func everyHalfStepIsThePlainOne(seed: Int) throws {
    let x = blobs(250, 3, seed)
    let trace = try Trace(
      Observations(x), Clusterer.Configuration(clusters: 6, seed: UInt64(seed), tolerance: 0))
    var m = trace.start
    var before = Double.infinity
    for iteration in trace.iterations {
      #expect(iteration.labels == (try x.labels(nearestTo: m)))
      #expect(iteration.objectiveAfterAssignment == (try x.objective(iteration.labels, m)))
      let means = try Textbook.means(of: x, iteration.labels).map { try #require($0) }
      m = try PointMatrix(means)
      #expect(bits(iteration.centroids) == bits(m))
      #expect(iteration.objectiveAfterUpdate == (try x.objective(iteration.labels, m)))
      #expect(iteration.objectiveAfterAssignment <= before)
      #expect(iteration.objectiveAfterUpdate <= iteration.objectiveAfterAssignment)
      before = iteration.objectiveAfterUpdate
    }
    #expect(trace.iterations.first?.changed == x.count)
    #expect(trace.iterations.last?.changed == 0)
    #expect(trace.stopReason == .labelsUnchanged)
  }

  @Test func drawsAreTheStart() throws {
    let x = try Observations(blobs(500, 2, 1))
    for start in Clusterer.Initialization.drawing {
      let name = start.name
      let trace = try Trace(
        x, Clusterer.Configuration(clusters: 7, initialization: start, seed: 5, iterationLimit: 1))
      let rows = trace.draws.map(\.chosen)
      if name == "k-means-parallel" {
        #expect(trace.draws.isEmpty)
        continue
      }
      #expect(rows.count == 7 && Set(rows).count == 7)
      #expect(bits(trace.start) == bits(x.points.selecting(rows)))
      #expect(trace.draws.allSatisfy { $0.candidates.contains($0.chosen) })
      let trials = ["k-means++": 3][name] ?? 1
      #expect(trace.draws.dropFirst().allSatisfy { $0.candidates.count == trials })
      #expect(trace.draws[0].candidates.count == 1)
    }
  }

  /// Four points on a line, and a third centroid that is nobody's nearest.
  @Test func emptyClustersTakeTheFarthest() throws {
    let x = try PointMatrix([[0], [1], [10], [14]])
    let start = try PointMatrix([[0], [10], [100]])
    let trace = try Trace(
      Observations(x),
      Clusterer.Configuration(clusters: 3, initialization: .centroids(start), tolerance: 0))
    let first = try #require(trace.iterations.first)
    #expect(first.labels.values == [0, 0, 1, 1])
    #expect(first.moves == [Trace.Move(point: 3, from: 1, to: 2)])
    #expect(first.objectiveAfterAssignment == 17)
    #expect(first.centroids == (try PointMatrix([[0.5], [10], [14]])))
    #expect(first.objectiveAfterUpdate == 0.5)
  }

  @Test func refusesWhatCannotBeClustered() throws {
    let x = try Observations(PointMatrix([[0, 0], [1, 1]]))
    #expect(throws: ClusteringError.tooFewPoints(points: 2, clusters: 3)) {
      try Trace(x, Clusterer.Configuration(clusters: 3))
    }
    let flat = try PointMatrix([[0], [1]])
    #expect(throws: ClusteringError.dimensions(found: 1, expected: 2)) {
      try Trace(x, Clusterer.Configuration(clusters: 2, initialization: .centroids(flat)))
    }
  }

  private func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  private func expectEqual(
    _ x: Observations, _ configuration: Clusterer.Configuration, _ what: Comment
  ) throws {
    let trace = try Trace(x, configuration)
    let clustering = try Clusterer(configuration).fit(x)
    #expect(trace.labels == clustering.labels, what)
    #expect(bits(trace.centroids) == bits(clustering.centroids), what)
    #expect(trace.objective.bitPattern == clustering.objective.bitPattern, what)
    #expect(trace.iterations.count == clustering.iterations, what)
    #expect(trace.stopReason == clustering.stopReason, what)
    // The history comes from sums, whose error is that of Σ‖x‖².
    let error = 0x1p-90 * x.sumOfSquares.rounded
    for (iteration, value) in zip(trace.iterations, clustering.history) {
      #expect(abs(iteration.objectiveAfterUpdate - value) <= 1e-14 * value + error, what)
    }
  }
}
