import TestSupport
import Testing

@testable import KMeansCore

/// Nested mini-batches against a twin that does every step by the textbook.
struct NestedMiniBatchTests {
  /// Groups of points in d features with noise.
  private static func groups(_ count: Int, _ d: Int, seed: UInt64, step: Double = 1) -> PointMatrix
  {
    var random = SplitMix(state: seed)
    return PointMatrix(dimensions: d, count: count) { values in
      for i in 0..<count {
        for l in 0..<d {
          let value = Double((i * 7 + l * 3) % 11) * 4 + random.normal() * 2
          values[i * d + l] = (value / step).rounded() * step
        }
      }
    }
  }

  private static func weights(_ kind: Int, _ count: Int) -> [Double]? {
    switch kind {
    case 1: (0..<count).map { Double($0 % 5) * 0.375 }
    case 2: (0..<count).map { $0 % 3 == 0 ? 1e-9 : 3 }
    default: nil
    }
  }

  private func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  private func settings(
    _ k: Int, batch: Int, seed: UInt64 = 5, tolerance: Double = 0, threads: Int = 2
  ) -> Clusterer.Configuration {
    var settings = Clusterer.Configuration(
      clusters: k, variant: .miniBatch, seed: seed, tolerance: tolerance, threads: threads)
    settings.batch = batch
    return settings
  }

  private func fit(
    _ x: Observations, _ settings: Clusterer.Configuration
  ) throws -> Clustering { try Clusterer(settings).fit(x) }

  private func twin(_ x: Observations, _ settings: Clusterer.Configuration) throws -> NestedTwin {
    try NestedTwin(
      x, clusters: settings.clusters, seed: settings.seed,
      least: max(settings.clusters, settings.batch ?? 1)
    ) { rows in
      let weights = x.weights.map { weights in rows.map { weights[$0] } }
      let part = x.part(x.points.gathering(rows), weights: weights)
      return settings.start(
        Prepared(rows == Array(0..<x.count) ? x : part),
        random: RandomSource(seed: settings.seed, restart: 0),
        execution: Execution(kernels: .best, threads: 1, control: .free)
      ).centroids
    }
  }

  @Test(arguments: [(700, 2, 5), (900, 7, 9), (1200, 19, 30)], [0, 1, 2])
  func bitsAreThoseOfTheTwin(_ shape: (n: Int, d: Int, k: Int), _ kind: Int) throws {
    let points = Self.groups(shape.n, shape.d, seed: UInt64(shape.k))
    let x = try Observations(points, weights: Self.weights(kind, shape.n))
    for epochs in [nil, 0.4, 2.5] {
      var settings = settings(shape.k, batch: 40)
      settings.epochs = epochs
      var truth = try twin(x, settings)
      #expect(truth.batches.count >= 4)
      try truth.run(epochs: epochs ?? .infinity, limit: settings.iterationLimit)
      for (algorithm, threads) in [(Clusterer.Algorithm.textbook, 1), (.auto, 1), (.auto, 3)]
        + [.lloyd, .hamerly, .bytes, .axes, .filtering].map({ ($0, 2) })
      {
        settings.algorithm = algorithm
        settings.threads = threads
        expect(try fit(x, settings), equals: truth, "\(shape) \(kind) \(algorithm) \(threads)")
      }
    }
  }

  private func expect(_ found: Clustering, equals truth: NestedTwin, _ what: Comment) {
    #expect(found.labels.values == truth.labels, what)
    #expect(bits(found.centroids) == bits(truth.m), what)
    #expect(found.isConverged == truth.isConverged, what)
    #expect(found.isApproximate != truth.isConverged, what)
    #expect(found.batch?.epochs == Double(truth.spent) / Double(truth.x.count), what)
    #expect(found.history.count == truth.history.count, what)
    // The J of a batch is exact. That of all points follows from sums, as in every run.
    let whole = found.history.indices.filter { truth.isWhole($0) }
    for (step, (own, other)) in zip(found.history, truth.history).enumerated() {
      if whole.contains(step) {
        #expect(abs(own - other) <= 1e-12 * other, what)
      } else {
        #expect(own == other, what)
      }
    }
  }

  /// What comes out at the end is what Lloyd's algorithm leaves alone.
  @Test(arguments: [0, 1])
  func theEndIsAFixedPoint(_ kind: Int) throws {
    let x = try Observations(
      Self.groups(3000, 5, seed: 3), weights: Self.weights(kind, 3000))
    let found = try fit(x, settings(12, batch: 50))
    #expect(found.isConverged && !found.isApproximate)
    #expect(found.batch?.points == 3000)
    #expect(try Textbook.assign(x.points, to: found.centroids) == found.labels)
    let means = try Textbook.means(of: x.points, found.labels, weights: x.weights)
    #expect(means.map { $0 ?? [] } == (0..<12).map { found.centroids.point($0) })
    let j = try Textbook.objective(x.points, found.labels, found.centroids, weights: x.weights)
    #expect(found.objective == j)
    #expect(abs((found.history.last ?? 0) - j) <= 1e-12 * j)
  }

  /// Nothing is sampled where the first batch would have most of the points.
  @Test func fewPointsAreAFullFit() throws {
    let x = try Observations(Self.groups(500, 4, seed: 8))
    var full = settings(6, batch: 251)
    let found = try fit(x, full)
    (full.variant, full.batch) = (.full, nil)
    let truth = try fit(x, full)
    #expect(found.labels == truth.labels && found.history == truth.history)
    #expect(bits(found.centroids) == bits(truth.centroids))
    #expect(found.stopReason == truth.stopReason)
    #expect(found.batch?.epochs == Double(found.iterations))
  }

  @Test func samplesAreNestedAndEven() throws {
    let weights = (0..<1000).map { $0 % 4 == 3 ? 0.0 : 1 }
    let x = try Observations(Self.groups(1000, 2, seed: 1), weights: weights)
    let order = NestedOrder(x, seed: 9, least: 45)
    #expect(order.ends == [47, 94, 188, 375, 1000])
    let rows = try #require(order.rows)
    #expect(rows.sorted() == Array(0..<1000))
    for level in order.ends.indices {
      let layer = rows[order.layer(level)]
      #expect(Array(layer) == layer.sorted())
    }
    // The last has all that weigh nothing, and half of the others.
    #expect(rows[..<375].allSatisfy { weights[$0] > 0 })
    // Samples are spread over the rows, and are others for another seed.
    let low = rows[..<188].count { $0 < 500 }
    #expect((70...118).contains(low))
    #expect(NestedOrder(x, seed: 10, least: 45).rows != rows)
    #expect(NestedOrder(x, seed: 9, least: 376).rows == nil)
  }

  @Test func epochsEndEarlyAndSaySo() throws {
    let x = try Observations(Self.groups(4000, 3, seed: 2))
    var settings = settings(9, batch: 60)
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
    let x = try Observations(Self.groups(4000, 3, seed: 4))
    let whole = try fit(x, settings(9, batch: 60)).iterations
    for iteration in [1, 3, whole - 1] {
      let signal = StopSignal()
      let found = try Clusterer(settings(9, batch: 60)).fit(
        x, progress: { if $0.iteration == iteration { signal.stop() } }, stop: signal)
      #expect(found.stopReason == .interrupted && found.isApproximate)
      #expect(try Textbook.assign(x.points, to: found.centroids) == found.labels)
    }
  }

  @Test func theBestOfSeveralStartsIsKeptInOrder() throws {
    let x = try Observations(Self.groups(2000, 2, seed: 6))
    var all = settings(8, batch: 40)
    (all.restarts, all.order) = (4, .size)
    let found = try fit(x, all)
    #expect(found.restartHistories.count == 4 && found.batch != nil)
    #expect(found.sizes == found.sizes.sorted(by: >))
    let last = found.restartHistories.compactMap(\.last)
    #expect(abs((last.min() ?? 0) - found.objective) <= 1e-9 * found.objective)
  }

  @Test func equalPointsAndMoreClustersThanABatch() throws {
    let equal = try Observations(PointMatrix(dimensions: 1, count: 600) { $0.update(repeating: 2) })
    let one = try fit(equal, settings(3, batch: 10))
    #expect(one.objective == 0 && one.sizes.filter { $0 > 0 }.count == 1)
    let x = try Observations(Self.groups(400, 2, seed: 7))
    let many = try fit(x, settings(90, batch: 1))
    #expect(many.isConverged && many.sizes.allSatisfy { $0 > 0 })
  }

  /// Compressed rows, points that are lent, and other scalars give the same bits.
  @Test func pointsMayLieAnywhere() throws {
    let pair = try SparsePair.random(1200, 30, density: 0.3, seed: 8)
    for epochs in [nil, 1.2] {
      var settings = settings(6, batch: 50)
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
    let x = try Observations(Self.groups(1500, 3, seed: 12))
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
    let x = try Observations(Self.groups(2000, 6, seed: 13))
    var settings = settings(7, batch: 50)
    settings.distance = .cosine
    let found = try fit(x, settings)
    #expect(found.isConverged && found.batch?.points == 2000)
    settings.algorithm = .textbook
    let truth = try fit(x, settings)
    #expect(found.labels == truth.labels && bits(found.centroids) == bits(truth.centroids))
  }

  @Test func settingsAreChecked() throws {
    var settings = settings(2, batch: 0)
    #expect(throws: ConfigurationError.batch(0)) { try settings.validated() }
    (settings.batch, settings.epochs) = (nil, 0)
    #expect(throws: ConfigurationError.epochs(0)) { try settings.validated() }
    (settings.variant, settings.epochs) = (.full, 2)
    #expect(throws: ConfigurationError.noBatches(.full)) { try settings.validated() }
  }
}

extension NestedTwin {
  /// Whether a step was over all points.
  fileprivate func isWhole(_ step: Int) -> Bool { sizes[step] == x.count }
}
