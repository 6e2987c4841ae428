import Testing

@testable import KMeansCore

/// Whole fits under limits on sizes.
struct BalancedFitTests {
  private static func points(_ n: Int, _ d: Int, seed: UInt64) -> [Double] {
    var random = SplitMix(state: seed)
    // Four groups, of which the first has half of the points.
    return (0..<n).flatMap { point -> [Double] in
      let group = Double(point % 2 == 0 ? 0 : 1 + point / 2 % 3)
      return (0..<d).map { _ in 5 * group + random.normal() }
    }
  }

  private func observations(_ n: Int, _ d: Int, seed: UInt64 = 1) throws -> Observations {
    try Observations(PointMatrix(dimensions: d, values: Self.points(n, d, seed: seed)))
  }

  private func configuration(
    _ k: Int, _ limits: Clusterer.SizeLimits, threads: Int = 2
  ) -> Clusterer.Configuration {
    Clusterer.Configuration(
      clusters: k, seed: 3, tolerance: 0, threads: threads, sizeLimits: limits)
  }

  /// Whether J rises by no more than roundings.
  private func fall(_ history: [Double]) -> Bool {
    zip(history, history.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-13) }
  }

  @Test(arguments: [(150, 4, 4), (1001, 3, 7), (20_000, 2, 12), (500, 9, 499)])
  func equalSizesAreProvenAndTheSameForAllThreads(_ n: Int, _ d: Int, _ k: Int) throws {
    let x = try observations(n, d)
    let one = try Clusterer(configuration(k, .equal, threads: 1)).fit(x)
    let balance = try #require(one.balance)
    #expect(one.sizes.allSatisfy { $0 == n / k || $0 == (n + k - 1) / k })
    #expect(balance.gap == 0 && balance.isProven)
    #expect(balance.primal == balance.dual)
    let rounding = Double(n) * balance.unit + 1e-12 * one.objective
    #expect(abs(balance.primal - one.objective) <= rounding)
    #expect(fall(one.history))
    #expect(one.isConverged)
    for threads in [2, 5] {
      let other = try Clusterer(configuration(k, .equal, threads: threads)).fit(x)
      #expect(other.labels == one.labels && other.centroids == one.centroids)
      #expect(other.history == one.history && other.balance == one.balance)
    }
  }

  /// The dual, from the definition and from what the result tells alone.
  @Test func pricesProveTheResultToWhoeverAsks() throws {
    let x = try observations(300, 3)
    let fit = try Clusterer(configuration(5, .points(least: 40, most: 75))).fit(x)
    let balance = try #require(fit.balance)
    var dual = 0.0
    for i in 0..<x.count {
      let paid = (0..<5).map {
        Textbook.squaredDistance(x.points.point(i), fit.centroids.point($0)) + balance.prices[$0]
      }
      dual += paid.min() ?? 0
      #expect(paid[Int(fit.labels.values[i])] <= (paid.min() ?? 0) + 2 * balance.unit)
    }
    for (price, size) in zip(balance.prices, fit.sizes) {
      dual -= price > 0 ? price * 75 : price * 40
      #expect(price > 0 ? size == 75 : price < 0 ? size == 40 : (40...75).contains(size))
    }
    #expect(abs(dual - fit.objective) < 1e-9 * fit.objective)
  }

  @Test func limitsThatDoNotBindChangeNothing() throws {
    let x = try observations(400, 3)
    let free = try Clusterer(
      Clusterer.Configuration(clusters: 4, seed: 3, tolerance: 0, threads: 2)
    ).fit(x)
    let limited = try Clusterer(configuration(4, .points(least: 1, most: 400))).fit(x)
    #expect(limited.labels == free.labels)
    #expect(limited.centroids == free.centroids)
    #expect(limited.balance?.prices == [0, 0, 0, 0])
    let unlimited = try Clusterer(configuration(4, .points())).fit(x)
    #expect(unlimited.labels == free.labels)
  }

  @Test func oneClusterAndOnePointEach() throws {
    let x = try observations(40, 2)
    let one = try Clusterer(configuration(1, .equal)).fit(x)
    #expect(one.sizes == [40] && one.balance?.gap == 0)
    let all = try Clusterer(configuration(40, .points(least: 1, most: 1))).fit(x)
    #expect(all.sizes == Array(repeating: 1, count: 40))
    #expect(all.objective == 0 && all.balance?.gap == 0)
  }

  @Test func duplicatesAreSharedOut() throws {
    let x = try Observations(
      PointMatrix(dimensions: 1, values: Array(repeating: 3.0, count: 90) + [1, 2, 8, 9]))
    let fit = try Clusterer(configuration(4, .equal)).fit(x)
    #expect(fit.sizes.sorted() == [23, 23, 24, 24])
    #expect(fit.balance?.gap == 0)
    let same = try Observations(
      PointMatrix(dimensions: 2, values: Array(repeating: 7.0, count: 120)))
    let shared = try Clusterer(configuration(3, .equal)).fit(same)
    #expect(shared.sizes == [20, 20, 20] && shared.objective == 0)
  }

  @Test func weightsMultiplyCostsAndPointsCountOnce() throws {
    var random = SplitMix(state: 9)
    let weights = (0..<300).map { _ in Double(random.next() % 5) * 0.75 }
    let x = try Observations(
      PointMatrix(dimensions: 3, values: Self.points(300, 3, seed: 2)), weights: weights)
    let fit = try Clusterer(configuration(6, .equal)).fit(x)
    var sizes = [Int](repeating: 0, count: 6)
    for i in 0..<300 where weights[i] > 0 { sizes[Int(fit.labels.values[i])] += 1 }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(fit.balance?.gap == 0)
    #expect(fall(fit.history))
    // Points without weight are as good as absent.
    let kept = weights.indices.filter { weights[$0] > 0 }
    let present = try Observations(
      x.points.selecting(kept), weights: kept.map { weights[$0] })
    var given = configuration(6, .equal)
    given.initialization = .centroids(fit.centroids)
    let with = try Clusterer(given).fit(x)
    let without = try Clusterer(given).fit(present)
    #expect(with.centroids == without.centroids)
    #expect(kept.map { with.labels.values[$0] } == without.labels.values)
  }

  @Test func startsOrdersAndDistancesKeepTheLimits() throws {
    let x = try observations(303, 3)
    var settings = configuration(6, .points(least: 45, most: 55))
    settings.restarts = 4
    for order in Clusterer.Order.allCases {
      settings.order = order
      let fit = try Clusterer(settings).fit(x)
      #expect(fit.sizes.allSatisfy { (45...55).contains($0) })
      #expect(fit.restartHistories.count == 4 && fit.balance?.gap == 0)
      if order == .size { #expect(fit.sizes == fit.sizes.sorted(by: >)) }
    }
    settings.distance = .cosine
    let angles = try Clusterer(settings).fit(x)
    #expect(angles.sizes.allSatisfy { (45...55).contains($0) })
    #expect(angles.balance?.gap == 0 && fall(angles.history))
    let balance = try #require(angles.balance)
    #expect(abs(balance.primal - angles.objective) <= 1e-12 * angles.objective)
  }

  @Test func compressedRowsGiveTheSameBits() throws {
    let pair = try SparsePair.random(200, 12, density: 0.3, seed: 4)
    let (dense, sparse) = (try Observations(pair.whole), try Observations(pair.compressed))
    let a = try Clusterer(configuration(7, .equal)).fit(dense)
    let b = try Clusterer(configuration(7, .equal)).fit(sparse)
    #expect(a.labels == b.labels && a.centroids == b.centroids && a.balance == b.balance)
  }

  @Test func labelsForGivenCentroidsAreThoseOfTheFit() throws {
    let x = try observations(400, 3)
    for distance in [Clusterer.Distance.euclidean, .cosine] {
      var settings = configuration(7, .equal)
      settings.distance = distance
      let fit = try Clusterer(settings).fit(x)
      let found = try BalancedLabels(
        x.points, fit.centroids, limits: .equal, distance: distance, threads: 2)
      #expect(found.labels == fit.labels)
      #expect(found.balance.gap == 0 && found.balance.primal == fit.balance?.primal)
    }
    #expect(throws: ClusteringError.sizeLimits(.least(9, clusters: 50, points: 400))) {
      try BalancedLabels(x.points, x.points.selecting(Array(0..<50)), limits: .points(least: 9))
    }
  }

  @Test func aTraceHasTheStepsOfTheFit() throws {
    let x = try observations(200, 2)
    let settings = configuration(5, .equal)
    let fit = try Clusterer(settings).fit(x)
    let trace = try Trace(x, settings)
    #expect(trace.labels == fit.labels && trace.centroids == fit.centroids)
    #expect(trace.iterations.count == fit.iterations)
    for step in trace.iterations {
      #expect(step.labels.sizes == Array(repeating: 40, count: 5))
      #expect(step.objectiveAfterUpdate <= step.objectiveAfterAssignment * (1 + 1e-13))
    }
  }

  @Test(arguments: 0..<4)
  func aStoppedFitKeepsTheLimits(_ after: Int) throws {
    let x = try observations(3000, 3)
    let stop = StopSignal()
    if after == 0 { stop.stop() }
    let fit = try Clusterer(configuration(9, .equal)).fit(
      x,
      progress: { if ($0.iteration) >= after { stop.stop() } }, stop: stop)
    #expect(fit.sizes.allSatisfy { $0 == 333 || $0 == 334 })
    #expect(fit.stopReason == .interrupted)
    #expect(fit.balance?.gap == 0)
  }

  @Test func endsForAnyReasonHaveLabelsOfTheirCentroids() throws {
    let x = try observations(2000, 3)
    for limit in 1..<5 {
      var settings = configuration(9, .equal)
      settings.iterationLimit = limit
      let fit = try Clusterer(settings).fit(x)
      #expect(fit.balance?.gap == 0)
      settings.tolerance = 0.5
      #expect(try Clusterer(settings).fit(x).balance?.gap == 0)
    }
  }

  @Test func emptyClustersTakePointsWithinTheLimits() throws {
    let x = try observations(100, 2)
    var settings = configuration(4, .points(most: 40))
    settings.initialization = .centroids(
      try PointMatrix(dimensions: 2, values: [0, 0, 1, 1, 1e6, 1e6, -1e6, 1e6]))
    let fit = try Clusterer(settings).fit(x)
    #expect(fit.sizes.allSatisfy { (1...40).contains($0) })
    #expect(fit.balance?.gap == 0)
  }

  @Test func limitsThatNothingCanKeepAreRefused() throws {
    let x = try observations(100, 2)
    func refusal(_ limits: Clusterer.SizeLimits) -> ClusteringError? {
      do { _ = try Clusterer(configuration(7, limits)).fit(x) } catch { return error }
      return nil
    }
    #expect(
      refusal(.points(least: 15)) == .sizeLimits(.least(15, clusters: 7, points: 100)))
    #expect(refusal(.points(most: 14)) == .sizeLimits(.most(14, clusters: 7, points: 100)))
    #expect(refusal(.points(least: -1)) == .configuration(.leastSize(-1)))
    #expect(refusal(.points(most: 0)) == .configuration(.mostSize(0)))
    #expect(refusal(.points(least: 9, most: 8)) == .configuration(.sizes(least: 9, most: 8)))
    #expect(refusal(.points(least: .max)) != nil)
    var split = configuration(3, .equal)
    split.variant = .bisecting
    #expect(throws: ConfigurationError.sizeLimits(.bisecting)) { try split.validated() }
    #expect(throws: ClusteringError.sizeLimits(.least(15, clusters: 7, points: 100))) {
      try Trace(x, configuration(7, .points(least: 15)))
    }
  }
}
