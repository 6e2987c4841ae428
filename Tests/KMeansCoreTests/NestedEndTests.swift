import Testing

@testable import KMeansCore

/// How fits in nested batches end, and what they are given.
struct NestedEndTests {
  private func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  private func fit(
    _ x: Observations, _ settings: Clusterer.Configuration
  ) throws -> Clustering { try Clusterer(settings).fit(x) }

  @Test func epochsEndEarlyAndSaySo() throws {
    let x = try Observations(NestedCase.groups(4000, 3, seed: 2))
    var settings = NestedCase.settings(9, batch: 60)
    settings.epochs = 0.5
    let found = try fit(x, settings)
    #expect(found.isApproximate && found.stopReason == .iterationLimit)
    let batch = try #require(found.batch)
    #expect(batch.points < 4000 && batch.epochs <= 0.5 && batch.isLimitedByEpochs)
    #expect(
      found.warnings.contains(.approximate(points: batch.points, epochs: batch.epochs)))
    #expect(try Textbook.assign(x.points, to: found.centroids) == found.labels)
    #expect(
      found.objective == (try Textbook.objective(x.points, found.labels, found.centroids)))
    // The iteration limit is another reason.
    settings.epochs = nil
    settings.iterationLimit = 2
    let limited = try fit(x, settings)
    #expect(limited.isApproximate && limited.batch?.isLimitedByEpochs == false)
    #expect(limited.warnings.contains(.notConverged(.iterationLimit, iterations: 2)))
    #expect(try Textbook.assign(x.points, to: limited.centroids) == limited.labels)
  }

  /// A stop leaves the labels of all points by the last centroids, wherever it comes.
  @Test func aStopLeavesLabelsOfAllPoints() throws {
    let x = try Observations(NestedCase.groups(4000, 3, seed: 4))
    let whole = try fit(x, NestedCase.settings(9, batch: 60)).iterations
    for iteration in [1, 3, whole - 1] {
      let signal = StopSignal()
      let found = try Clusterer(NestedCase.settings(9, batch: 60)).fit(
        x, progress: { if $0.iteration == iteration { signal.stop() } }, stop: signal)
      #expect(found.stopReason == .interrupted && found.isApproximate)
      #expect(try Textbook.assign(x.points, to: found.centroids) == found.labels)
    }
  }

  @Test func theBestOfSeveralStartsIsKeptInOrder() throws {
    let x = try Observations(NestedCase.groups(2000, 2, seed: 6))
    var all = NestedCase.settings(8, batch: 40)
    (all.restarts, all.order) = (4, .size)
    let found = try fit(x, all)
    #expect(found.restartHistories.count == 4 && found.batch != nil)
    #expect(found.sizes == found.sizes.sorted(by: >))
    let last = found.restartHistories.compactMap(\.last)
    #expect(abs((last.min() ?? 0) - found.objective) <= 1e-9 * found.objective)
  }

  @Test func equalPointsAndMoreClustersThanABatch() throws {
    let equal = try Observations(PointMatrix(dimensions: 1, count: 600) { $0.update(repeating: 2) })
    let one = try fit(equal, NestedCase.settings(3, batch: 10))
    #expect(one.objective == 0 && one.sizes.filter { $0 > 0 }.count == 1)
    let x = try Observations(NestedCase.groups(400, 2, seed: 7))
    let many = try fit(x, NestedCase.settings(90, batch: 1))
    #expect(many.isConverged && many.sizes.allSatisfy { $0 > 0 })
  }

  /// Compressed rows, points that are lent, and other scalars give the same bits.
  @Test func pointsMayLieAnywhere() throws {
    let pair = try SparsePair.random(1200, 30, density: 0.3, seed: 8)
    for epochs in [nil, 1.2] {
      var settings = NestedCase.settings(6, batch: 50)
      settings.epochs = epochs
      let whole = try Clusterer(settings).fit(pair.whole)
      let sparse = try Clusterer(settings).fit(pair.compressed)
      let lent = try Clusterer(settings).fit(
        PointMatrix(SelectedPoints(pair.whole, Array(0..<1200)), copied: false))
      #expect(whole.labels == sparse.labels && whole.objective == sparse.objective)
      #expect(whole.history == sparse.history && whole.history == lent.history)
      #expect(whole.labels == lent.labels)
    }
  }

  /// Batches that are lent because memory is short give the same bits.
  @Test func batchesMayBeLent() throws {
    let x = try Observations(NestedCase.groups(1500, 3, seed: 12))
    let execution = Execution(kernels: .best, threads: 2, control: .free)
    let settings = Run.Settings(
      problem: SquaredEuclidean(), algorithm: .auto, tolerance: 0, iterationLimit: 100)
    let outcomes = [true, false].map { copies in
      let points = NestedPoints(
        Prepared(x), seed: 3, least: 50, copies: copies, execution: execution)
      #expect(points.batch(1).points.isLent != copies)
      var run = NestedRun(
        points, from: x.points.selecting([1, 5, 9, 77, 300]), settings, epochs: nil,
        execution: execution)
      run.finish { _, _ in }
      return run.outcome
    }
    #expect(outcomes[0].labels == outcomes[1].labels)
    #expect(outcomes[0].history == outcomes[1].history)
  }

  @Test func anglesGoThroughBatchesToo() throws {
    let x = try Observations(NestedCase.groups(2000, 6, seed: 13))
    var settings = NestedCase.settings(7, batch: 50)
    settings.distance = .cosine
    let found = try fit(x, settings)
    #expect(found.isConverged && found.batch?.points == 2000)
    settings.algorithm = .textbook
    let truth = try fit(x, settings)
    #expect(found.labels == truth.labels && bits(found.centroids) == bits(truth.centroids))
  }
}
