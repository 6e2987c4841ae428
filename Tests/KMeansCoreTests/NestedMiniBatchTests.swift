import TestSupport
import Testing

@testable import KMeansCore

/// Nested mini-batches against a twin that does every step by the textbook.
struct NestedMiniBatchTests {
  private func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  private func fit(
    _ x: Observations, _ settings: Clusterer.Configuration
  ) throws -> Clustering { try Clusterer(settings).fit(x) }

  private func twin(_ x: Observations, _ settings: Clusterer.Configuration) -> NestedTwin {
    NestedTwin(
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
    let points = NestedCase.groups(shape.n, shape.d, seed: UInt64(shape.k))
    let x = try Observations(points, weights: NestedCase.weights(kind, shape.n))
    for epochs in [nil, 0.4, 2.5] {
      var settings = NestedCase.settings(shape.k, batch: 40)
      settings.epochs = epochs
      var truth = twin(x, settings)
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

  /// Another rule for when the batch doubles gives other steps, so that the twin would tell.
  @Test func anotherRuleGivesOtherSteps() throws {
    let x = try Observations(NestedCase.groups(900, 7, seed: 9))
    let settings = NestedCase.settings(9, batch: 40)
    let steps = try fit(x, settings).history.count
    let others = try [0.01, 0.25, 1, 4].map { ratio in
      var twin = twin(x, settings)
      twin.ratio = ratio
      try twin.run()
      return twin.history.count
    }
    #expect(others[2] == steps)
    #expect(Set(others).count > 1)
  }

  /// What comes out at the end is what Lloyd's algorithm leaves alone.
  @Test(arguments: [0, 1])
  func theEndIsAFixedPoint(_ kind: Int) throws {
    let x = try Observations(
      NestedCase.groups(3000, 5, seed: 3), weights: NestedCase.weights(kind, 3000))
    let found = try fit(x, NestedCase.settings(12, batch: 50))
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
    let x = try Observations(NestedCase.groups(500, 4, seed: 8))
    var full = NestedCase.settings(6, batch: 251)
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
    let x = try Observations(NestedCase.groups(1000, 2, seed: 1), weights: weights)
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

  @Test func settingsAreChecked() throws {
    var settings = NestedCase.settings(2, batch: 0)
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
