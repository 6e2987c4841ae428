import Testing

@testable import KMeansCore

/// Bisecting k-means against splits done one by one.
struct BisectingTests {
  private let x: Observations

  init() throws {
    var random = SplitMix(state: 5)
    var values: [Double] = []
    for i in 0..<600 {
      values.append(Double(i % 6) * 7 + random.normal())
      values.append(Double(i % 3) * 9 + random.normal())
    }
    x = try Observations(PointMatrix(dimensions: 2, values: values))
  }

  private func fit(
    _ x: Observations, _ k: Int, _ variant: Clusterer.Variant = .bisecting, threads: Int = 2
  ) throws -> Clustering {
    try Clusterer(
      Clusterer.Configuration(clusters: k, variant: variant, restarts: 3, seed: 4, threads: threads)
    ).fit(x)
  }

  /// Every label is the nearer of two centroids, split by split.
  @Test(arguments: [Clusterer.Variant.bisecting, .bisectingLargest])
  func labelsGoDownTheSplits(_ variant: Clusterer.Variant) throws {
    let clustering = try fit(x, 8, variant)
    let bisection = try #require(clustering.bisection)
    #expect(bisection.splits.count == 7)
    var labels = [Int](repeating: 0, count: x.count)
    for (index, split) in bisection.splits.enumerated() {
      for i in labels.indices where labels[i] == split.cluster {
        let distances = (0..<2).map {
          Textbook.squaredDistance(x.points.point(i), split.centroids.point($0))
        }
        if distances[1] < distances[0] { labels[i] = index + 1 }
      }
    }
    #expect(clustering.labels.values.map { Int($0) } == labels)
    #expect(try bisection.assign(x.points, threads: 3) == clustering.labels)
    #expect(bisection.centroids(at: 8) == clustering.centroids)
    let j = try x.points.objective(clustering.labels, clustering.centroids)
    #expect(j == clustering.objective)
  }

  /// A limit of iterations keeps centroids from their means, so that a cluster of one point costs
  /// something, and still is not split.
  @Test(arguments: [false, true])
  func aSinglePointIsNotSplit(_ isWeighted: Bool) throws {
    for seed in UInt64(0)..<40 {
      var random = SplitMix(state: 900 + seed)
      let count = 60
      let values = (0..<2 * count).map { _ in
        Double(sign: .plus, exponent: Int(random.unit() * 60) - 30, significand: random.unit())
      }
      let weights = (0..<count).map { _ in random.unit() < 0.5 ? 0 : random.unit() }
      let x = try Observations(
        PointMatrix(dimensions: 2, values: values), weights: isWeighted ? weights : nil)
      let k = isWeighted ? 15 : 40
      let clustering = try Clusterer(
        Clusterer.Configuration(
          clusters: k, variant: .bisecting, initialization: .randomPoints, restarts: 1, seed: seed,
          iterationLimit: 1)
      ).fit(x)
      let bisection = try #require(clustering.bisection)
      #expect(try bisection.assign(x.points, threads: 1) == clustering.labels)
      #expect(clustering.labels.sizes.reduce(0, +) == count)
    }
  }

  /// The next cluster is the one that costs most, or has most points, of all that there are.
  @Test func theRightClusterIsSplit() throws {
    for variant in [Clusterer.Variant.bisecting, .bisectingLargest] {
      let whole = try fit(x, 8, variant)
      let bisection = try #require(whole.bisection)
      for k in 2..<8 {
        let labels = bisection.cut(whole.labels, at: k)
        let m = try #require(bisection.centroids(at: k))
        let costs = try (0..<k).map { cluster -> Double in
          if variant == .bisectingLargest { return Double(labels.sizes[cluster]) }
          let rows = labels.values.indices.filter { Int(labels.values[$0]) == cluster }
          return try x.points.selecting(rows).objective(
            LabelMatrix(clusters: 1, labels: rows.map { _ in 0 }), m.selecting([cluster]))
        }
        #expect(costs[bisection.splits[k - 1].cluster] == costs.max())
      }
    }
  }

  /// Fewer clusters are an earlier stage of the same splits.
  @Test func cutsAreFitsOfFewerClusters() throws {
    let whole = try fit(x, 8)
    let bisection = try #require(whole.bisection)
    for k in 1...8 {
      let fewer = try fit(x, k)
      #expect(bisection.cut(whole.labels, at: k) == fewer.labels)
      #expect(try bisection.assign(x.points, clusters: k) == fewer.labels)
      if let m = bisection.centroids(at: k) { #expect(m == fewer.centroids) }
    }
  }

  @Test func bitsAreTheSameForAllThreads() throws {
    let one = try fit(x, 9, threads: 1)
    for threads in [2, 3, 8] {
      let other = try fit(x, 9, threads: threads)
      #expect(other.labels == one.labels && other.bisection == one.bisection)
      #expect(other.history == one.history && other.objective == one.objective)
    }
  }

  /// Two distinct points are two clusters, whatever is asked for; none is empty by a split.
  @Test func fewDistinctPointsEndTheSplits() throws {
    let few = try Observations(PointMatrix([[1], [1], [1], [2], [2]]))
    let clustering = try fit(few, 4)
    #expect(clustering.sizes.sorted() == [0, 0, 2, 3])
    #expect(clustering.bisection?.clusters == 2)
    #expect(clustering.warnings.contains(.emptyClusters([2, 3])))
    #expect(clustering.objective == 0)
    let one = try fit(few, 1)
    #expect(one.bisection?.splits.isEmpty == true && one.sizes == [5])
    #expect(abs(one.centroids[0, 0] - 1.4) < 1e-15)
  }

  @Test func compressedRowsAndCosines() throws {
    let pair = try SparsePair.random(200, 30, density: 0.3, seed: 8)
    let kept = (0..<200).filter { row in pair.whole.point(row).contains { $0 != 0 } }
    for distance in Clusterer.Distance.allCases {
      let settings = Clusterer.Configuration(
        clusters: 6, distance: distance, variant: .bisecting)
      let whole = try Clusterer(settings).fit(pair.whole.gathering(kept))
      let sparse = try Clusterer(settings).fit(pair.compressed.gathering(kept))
      #expect(whole.labels == sparse.labels && whole.objective == sparse.objective)
    }
  }

  /// Points are labelled some at a time, which changes nothing.
  @Test func blocksOfPointsHaveTheSameLabels() throws {
    let clustering = try fit(x, 8)
    let bisection = try #require(clustering.bisection)
    let execution = Execution(kernels: .current, threads: 2, control: .free)
    for block in [1, 7, 599, 600, 10_000] {
      let labels = try bisection.assign(x.points, clusters: 8, block: block, execution: execution)
      #expect(labels == clustering.labels)
    }
    let stop = StopSignal()
    #expect(try bisection.assign(x.points, stop: stop) == clustering.labels)
    stop.stop()
    #expect(try bisection.assign(x.points, stop: stop) == nil)
  }

  @Test func givenCentroidsAndOrdersAreRefused() throws {
    let given = try PointMatrix([[1], [2]])
    #expect(throws: ConfigurationError.givenCentroids(.bisecting)) {
      try Clusterer.Configuration(
        clusters: 2, variant: .bisecting, initialization: .centroids(given)
      ).validated()
    }
    #expect(throws: ConfigurationError.order(.size, .bisecting)) {
      try Clusterer.Configuration(clusters: 2, variant: .bisecting, order: .size).validated()
    }
  }

  @Test func aStopLeavesTheSplitsSoFar() throws {
    let signal = StopSignal()
    let clusterer = Clusterer(
      Clusterer.Configuration(clusters: 8, variant: .bisecting, seed: 4))
    let clustering = try clusterer.fit(
      x, progress: { if $0.iteration == 3 { signal.stop() } }, stop: signal)
    #expect(clustering.stopReason == .interrupted)
    #expect(clustering.objective < clustering.totalSumOfSquares)
    #expect(!clustering.warnings.contains { if case .emptyClusters = $0 { true } else { false } })
    #expect(clustering.bisection?.clusters == 4)
    #expect(clustering.sizes.filter { $0 > 0 }.count == 4)
  }

  /// A fit without time still knows the mean of all points, and no split of it raises J.
  @Test func aFitWithoutTimeIsNoWorseThanOneCluster() throws {
    let clustering = try Clusterer(
      Clusterer.Configuration(
        clusters: 9, variant: .bisecting, initialization: .randomPoints, timeLimit: .nanoseconds(1))
    ).fit(x)
    #expect(clustering.objective <= clustering.totalSumOfSquares)
    #expect(clustering.history.allSatisfy { $0 <= clustering.totalSumOfSquares })
    #expect(clustering.stopReason == .timeLimit)
  }

  /// Where fewer splits are made than wanted, further points find their labels all the same.
  @Test func labelsAreFoundWithFewerSplitsThanClusters() throws {
    let points = try PointMatrix([[1, 1], [1, 1], [5, 5], [9, 1]])
    let clustering = try fit(Observations(points), 4)
    let bisection = try #require(clustering.bisection)
    #expect(bisection.splits.count == 2)
    let found = try bisection.labels(points, clustering.centroids)
    #expect(found.labels.values == clustering.labels.values && found.objective == 0)
  }
}
