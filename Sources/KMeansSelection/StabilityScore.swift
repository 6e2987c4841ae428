public import KMeansCore
public import KMeansMetrics

/// How alike the clusterings of resampled data are: the mean adjusted Rand index of pairs of
/// clusterings, each of a sample of N points drawn with replacement, both carried over to all
/// points.
///
/// Where weights mean copies, N is Σw, rounded; points are drawn by their weights, count so often
/// as they are drawn, and are compared by their weights. Whole weights of ten million in all at
/// most have the bits of copies. Where weights mean shares, N points are drawn whatever they weigh,
/// weigh in the fits, and are compared once each.
///
/// Y. Fang and J. Wang, "Selection of the number of clusters via the bootstrap method",
/// Computational Statistics & Data Analysis 56(3), 2012, doi:10.1016/j.csda.2011.09.003, with the
/// adjusted Rand index instead of their count of pairs, which grows with k by itself. Stable is not
/// the same as right: two clusters are stable on many data that have more.
public struct StabilityScore: Sendable {
  /// The mean index over all pairs, 1 when all were the same.
  public let mean: Double
  /// The standard deviation of the index over the pairs.
  public let standardDeviation: Double
  /// The index of every pair.
  public let values: [Double]

  /// Clusters pairs of samples.
  ///
  /// - Parameters:
  ///   - x: X, with or without weights.
  ///   - clusters: k.
  ///   - pairs: how many, from 1 to `ClusterCountSweep.Settings.mostRepetitions`.
  ///   - restarts: starts of every clustering.
  ///   - seed: the seed of samples and starts.
  ///   - meaning: what weights mean.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early.
  /// - Throws: `SweepError` for settings out of range and fits that fail, and
  ///   `.clustering(.stopped)` where `stop` ended it.
  /// - Complexity: that of 2·pairs·restarts fits.
  public init(
    _ x: Observations, clusters: Int, pairs: Int = 10, restarts: Int = 3, seed: UInt64 = 0,
    meaning: WeightMeaning = .copies, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(SweepError) {
    guard pairs >= 1 && pairs <= ClusterCountSweep.Settings.mostRepetitions else {
      throw .setting(
        "the number of pairs", found: "\(pairs)",
        allowed: pairs < 1 ? "at least 1" : "at most \(ClusterCountSweep.Settings.mostRepetitions)")
    }
    let resampling = Resampling(x, meaning)
    var values: [Double] = []
    for pair in 0..<pairs {
      var labels: [[Int32]] = []
      for half in 0..<2 {
        if stop?.isStopped == true { throw .clustering(.stopped) }
        let random = CounterRandom(seed: seed, stream: UInt64(2 * pair + half) | 1 << 32)
        labels.append(
          try Self.labels(
            x, clusters: clusters, restarts: restarts, seed: seed, threads: threads,
            weights: resampling.weights(random), stop: stop))
      }
      do throws(MetricError) {
        values.append(try resampling.adjustedRandIndex(labels[0], labels[1]))
      } catch {
        throw .metric(error)
      }
    }
    self.values = values
    let mean = values.reduce(0, +) / Double(pairs)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardDeviation = pairs > 1 ? (squares / Double(pairs - 1)).squareRoot() : 0
  }

  private static func labels(
    _ x: Observations, clusters: Int, restarts: Int, seed: UInt64, threads: Int?,
    weights: [Double], stop: StopSignal?
  ) throws(SweepError) -> [Int32] {
    do {
      let configuration = Clusterer.Configuration(
        clusters: clusters, restarts: restarts, seed: seed, threads: threads)
      return try Clusterer(configuration).fit(x.points, weights: weights, stop: stop)
        .labels.values
    } catch {
      throw .clustering(error)
    }
  }
}
