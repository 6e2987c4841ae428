import Foundation
import Testing

@testable import KMeansCore

/// What users rely on: empty clusters, duplicates, limits, tolerance, stopping, order, warnings.
struct BehaviourTests {
  @Test(arguments: [Clusterer.Algorithm.textbook, .lloyd])
  func emptyClustersTakeTheFarthestPoints(_ algorithm: Clusterer.Algorithm) throws {
    // Two given centroids far away win nobody. By hand: all six points go to centroid 0 at 0; the
    // farthest are 10 and 9, which centroids 1 and 2 take in the order of their numbers.
    let x = try PointMatrix([[0], [1], [9], [10], [2], [-1]])
    let start = try PointMatrix([[0], [1000], [2000]])
    let outcome = try fit(x, start, algorithm, limit: 1)
    #expect(outcome.m == (try PointMatrix([[0.5], [10], [9]])))
    let end = try fit(x, start, algorithm, limit: 50)
    #expect(end.stopReason == .labelsUnchanged)
    #expect(Set(end.labels.values).count == 3)
  }

  @Test(arguments: [Clusterer.Algorithm.textbook, .lloyd])
  func moreClustersThanDistinctPointsEndWithEmptyOnes(_ algorithm: Clusterer.Algorithm) throws {
    let x = try PointMatrix(
      Array(repeating: [1, 1], count: 5) + Array(repeating: [2, 3], count: 4))
    for initialization in Clusterer.Initialization.drawing {
      let clustering = try Clusterer(
        Clusterer.Configuration(clusters: 4, initialization: initialization, algorithm: algorithm)
      ).fit(x)
      #expect(clustering.objective == 0)
      #expect(clustering.sizes.filter { $0 == 0 }.count == 2)
      let empty = clustering.sizes.indices.filter { clustering.sizes[$0] == 0 }
      #expect(clustering.warnings.contains(.emptyClusters(empty)))
      #expect(clustering.isConverged)
      for cluster in 0..<4 {
        #expect(clustering.centroids.point(cluster).allSatisfy { $0.isFinite })
      }
    }
  }

  @Test func solePointsAndPointsWithoutWeightAreNotTaken() throws {
    // Farther than all are centroid 1's only member, 130, and the weightless point at 50; both
    // stay, and 5 is the farthest of the rest.
    let x = try Observations(
      PointMatrix([[0], [5], [1], [130], [50]]), weights: [1, 1, 1, 1, 0])
    let start = try PointMatrix([[0], [100], [1e6]])
    let outcome = try run(x, start, .lloyd, limit: 1)
    #expect(outcome.m == (try PointMatrix([[0.5], [130], [5]])))
  }

  @Test func moreClustersThanPointsIsAnError() throws {
    let clusterer = Clusterer(Clusterer.Configuration(clusters: 3))
    #expect(throws: ClusteringError.tooFewPoints(points: 2, clusters: 3)) {
      try clusterer.fit(PointMatrix([[1], [2]]))
    }
  }

  @Test func toleranceIsAShareOfTheMeanVariance() throws {
    let x = try Observations(blobs(500, 4, 6))
    let free = try Clusterer(Clusterer.Configuration(clusters: 8, tolerance: 0)).fit(x)
    let loose = try Clusterer(Clusterer.Configuration(clusters: 8, tolerance: 0.01)).fit(x)
    #expect(free.stopReason == .labelsUnchanged)
    #expect(loose.stopReason == .tolerance)
    #expect(loose.iterations < free.iterations)
    #expect(loose.history == Array(free.history.prefix(loose.iterations)))
    // Labels are those of the returned centroids all the same.
    #expect(loose.labels == (try x.points.labels(nearestTo: loose.centroids)))
  }

  @Test func iterationLimitIsAWarning() throws {
    let x = blobs(500, 4, 6)
    let clustering = try Clusterer(
      Clusterer.Configuration(clusters: 8, iterationLimit: 2, tolerance: 0)
    ).fit(
      x)
    #expect(clustering.iterations == 2)
    #expect(clustering.stopReason == .iterationLimit)
    #expect(clustering.warnings.contains(.notConverged(.iterationLimit, iterations: 2)))
    #expect(clustering.labels == (try x.labels(nearestTo: clustering.centroids)))
  }

  @Test func orderRenumbersAndNothingElse() throws {
    let x = blobs(333, 3, 9)
    let found = try Clusterer(Clusterer.Configuration(clusters: 6, seed: 4)).fit(x)
    let bySize = try Clusterer(Clusterer.Configuration(clusters: 6, seed: 4, order: .size)).fit(x)
    let byFirst = try Clusterer(Clusterer.Configuration(clusters: 6, seed: 4, order: .first)).fit(x)
    #expect(bySize.sizes == found.sizes.sorted(by: >))
    let firsts = (0..<6).map { byFirst.centroids[0, $0] }
    #expect(firsts == firsts.sorted())
    for other in [bySize, byFirst] {
      #expect(other.objective == found.objective)
      #expect(other.labels == (try x.labels(nearestTo: other.centroids)))
      for (cluster, within) in other.withinSumOfSquares.enumerated() {
        let old = found.sizes.indices.first {
          found.centroids.point($0) == other.centroids.point(cluster)
        }
        #expect(within == found.withinSumOfSquares[try #require(old)])
      }
    }
  }

  @Test func restartsKeepTheBestRunWhole() throws {
    let x = blobs(400, 2, 12)
    let settings = { (restarts: Int) in
      Clusterer.Configuration(
        clusters: 9, initialization: .randomPoints, restarts: restarts, seed: 7, tolerance: 0)
    }
    let best = try Clusterer(settings(8)).fit(x)
    #expect(best.labels == (try x.labels(nearestTo: best.centroids)))
    #expect(best.objective <= (try Clusterer(settings(1)).fit(x)).objective)
    #expect(try x.objective(best.labels, best.centroids) == best.objective)
  }

  @Test func stoppingKeepsTheBestSoFar() async throws {
    let x = try Observations(blobs(20_000, 8, 3))
    let stop = StopSignal()
    let settings = Clusterer.Configuration(
      clusters: 60, restarts: 1000, tolerance: 0, threads: 2)
    let clustering = try Clusterer(settings).fit(
      x, progress: { if $0.iteration == 5 { stop.stop() } }, stop: stop)
    #expect(clustering.stopReason == .interrupted)
    #expect(clustering.iterations == 5)
    #expect(clustering.labels == (try x.points.labels(nearestTo: clustering.centroids)))

    let before = StopSignal()
    before.stop()
    let least = try Clusterer(settings).fit(x, stop: before)
    #expect(least.labels == (try x.points.labels(nearestTo: least.centroids)))

    // Cancelled from a thread and not a task: all threads that run tasks may be working.
    let task = Task.detached { try Clusterer(settings).fit(x) }
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.05)
      task.cancel()
    }
    let cancelled = try await task.value
    #expect(cancelled.labels == (try x.points.labels(nearestTo: cancelled.centroids)))
  }

  @Test func timeLimitEndsInTime() throws {
    let x = try Observations(blobs(20_000, 8, 3))
    let settings = Clusterer.Configuration(
      clusters: 60, restarts: 100_000, tolerance: 0, timeLimit: .milliseconds(200))
    let clock = ContinuousClock()
    let took = try clock.measure {
      let clustering = try Clusterer(settings).fit(x)
      #expect(clustering.labels == (try x.points.labels(nearestTo: clustering.centroids)))
    }
    #expect(took < .seconds(10))
  }

  @Test func invalidSettingsCannotBeBuilt() throws {
    #expect(throws: ConfigurationError.clusters(0)) {
      try Clusterer.Configuration(clusters: 0).validated()
    }
    #expect(throws: ConfigurationError.restarts(0)) {
      try Clusterer.Configuration(clusters: 1, restarts: 0).validated()
    }
    #expect(throws: ConfigurationError.iterationLimit(0)) {
      try Clusterer.Configuration(clusters: 1, iterationLimit: 0).validated()
    }
    #expect(throws: ConfigurationError.tolerance(-1)) {
      try Clusterer.Configuration(clusters: 1, tolerance: -1).validated()
    }
    #expect(throws: ConfigurationError.threads(0)) {
      try Clusterer.Configuration(clusters: 1, threads: 0).validated()
    }
    #expect(throws: ConfigurationError.timeLimit(.zero)) {
      try Clusterer.Configuration(clusters: 1, timeLimit: .zero).validated()
    }
    let one = try PointMatrix([[1, .nan]])
    #expect(throws: ConfigurationError.centroidCount(found: 1, expected: 2)) {
      try Clusterer.Configuration(clusters: 2, initialization: .centroids(one)).validated()
    }
    #expect(throws: ConfigurationError.self) {
      try Clusterer.Configuration(clusters: 1, initialization: .centroids(one)).validated()
    }
    let wide = try Clusterer.Configuration(
      clusters: 1, initialization: .centroids(PointMatrix([[1, 2]])))
    #expect(throws: ClusteringError.dimensions(found: 2, expected: 1)) {
      try Clusterer(wide).fit(PointMatrix([[1]]))
    }
  }

  @Test func aDominantFeatureIsNamed() throws {
    let x = try PointMatrix((0..<50).map { [Double($0 % 7), Double($0 * 1000)] })
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 2)).fit(x)
    guard case .dominantFeature(1, let ratio) = clustering.warnings.first else {
      Issue.record("no warning")
      return
    }
    #expect(ratio > 1e6)
  }

  private func fit(
    _ x: PointMatrix, _ start: PointMatrix, _ algorithm: Clusterer.Algorithm, limit: Int
  ) throws -> Run.Outcome {
    try run(Observations(x), start, algorithm, limit: limit)
  }

  private func run(
    _ x: Observations, _ start: PointMatrix, _ algorithm: Clusterer.Algorithm, limit: Int
  ) throws -> Run.Outcome {
    Run.finished(
      x, from: start, algorithm, limit: limit,
      Execution(kernels: .best, threads: 2, control: .free))
  }
}
