public import KMeansCore
public import KMeansMetrics

/// The scores of a clustering by itself. One that does not exist is the reason why.
///
/// By the cosine the silhouette goes by 1 − cos, and all else is found among the unit vectors
/// x/‖x‖, by their Euclidean distances; there is no BIC, which is of Gaussian clouds.
public struct EvaluateScores: Sendable {
  /// How far apart points are.
  public let metric: ScoreMetric
  /// Whether points have weights that make a difference.
  public let isWeighted: Bool
  /// Sizes, means and sums of squares.
  public let dispersion: Dispersion
  /// The cluster whose mean is nearest, by cluster.
  public let nearest: [Int?]
  /// nil where it was not wanted.
  public let silhouette: Result<SilhouetteScore, MetricError>?
  /// See `Dispersion.calinskiHarabaszIndex`.
  public let calinskiHarabasz: Result<Double, MetricError>
  /// See `Dispersion.daviesBouldinIndex`.
  public let daviesBouldin: Result<Double, MetricError>
  /// See `Dispersion.dunnIndex`; nil for more points than `mostForDunn`.
  public let dunn: Result<Double, MetricError>?
  /// See `Dispersion.dunnIndexOfMeans`.
  public let dunnOfMeans: Result<Double, MetricError>
  /// See `Dispersion.bayesianInformationCriterion`; nil by the cosine.
  public let bic: Result<Double, MetricError>?
  /// Seconds that the silhouette took.
  public let silhouetteSeconds: Double

  /// The most points for which Dunn's index, which may compare all pairs, is found.
  public static let mostForDunn = 20_000

  /// What is being computed, for the progress line.
  public enum Part: String, Sendable {
    /// Means and sums of squares.
    case sums = "sums of squares"
    /// What is found by the means of all clusters.
    case means = "distances between clusters"
    /// Dunn's index.
    case dunn = "Dunn's index"
    /// The silhouette.
    case silhouette = "silhouette"
  }

  /// Scores a clustering.
  ///
  /// - Parameters:
  ///   - x: X, d × N, in the clustered space.
  ///   - y: Y, k × N.
  ///   - metric: how far apart points are.
  ///   - weights: one a point, 0 or more; nil for 1 each. Points that weigh nothing take no part.
  ///   - meaning: what weights mean.
  ///   - method: how the silhouette is found; nil for the default of N points.
  ///   - seed: of the points that a sampled silhouette draws.
  ///   - threads: nil for all processors.
  ///   - progress: called with each part that begins.
  /// - Throws: `MetricError.noPoints`, `.labelCount` and `.points`, without which nothing can be
  ///   scored; by the cosine `.points(.noDirection)` for points of zeros.
  /// - Complexity: O(N·d + k²·d) and what silhouette and Dunn's index take.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean,
    weights: [Double]? = nil, meaning: WeightMeaning = .copies,
    silhouette method: SilhouetteScore.Method? = nil, seed: UInt64 = 0, threads: Int? = nil,
    progress: (Part) -> Void = { _ in }
  ) throws(MetricError) {
    progress(.sums)
    let counting = try ScoredPoints(x, y, weights: weights, meaning: meaning)
    let (x, y, weights) = (counting.x, counting.y, counting.weights)
    let seen = try metric.seen(x, threads: threads)
    let dispersion = try Dispersion(
      seen, y, weights: weights, meaning: meaning, threads: threads)
    self.metric = metric
    isWeighted = weights != nil
    self.dispersion = dispersion
    progress(.means)
    nearest = dispersion.nearestClusters(threads: threads)
    calinskiHarabasz = score { () throws(MetricError) in try dispersion.calinskiHarabaszIndex() }
    daviesBouldin = score { () throws(MetricError) in
      try dispersion.daviesBouldinIndex(threads: threads)
    }
    dunnOfMeans = score { () throws(MetricError) in
      try dispersion.dunnIndexOfMeans(threads: threads)
    }
    bic =
      metric == .cosine
      ? nil : score { () throws(MetricError) in try dispersion.bayesianInformationCriterion() }
    progress(.dunn)
    dunn =
      x.count > Self.mostForDunn
      ? nil
      : score { () throws(MetricError) in try dispersion.dunnIndex(of: seen, y, threads: threads) }
    progress(.silhouette)
    let chosen = method ?? .default(points: x.count, metric: metric)
    let start = ContinuousClock.now
    silhouette =
      chosen == .none
      ? nil
      : score { () throws(MetricError) in
        guard let weights else {
          return try SilhouetteScore(
            x, y, metric: metric, method: chosen, seed: seed, threads: threads)
        }
        return try SilhouetteScore(
          x, y, weights: weights, meaning: meaning, metric: metric, method: chosen, seed: seed,
          threads: threads)
      }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    silhouetteSeconds = Double(seconds) + Double(attoseconds) * 1e-18
  }
}

/// A score, or why there is none.
private func score<Value>(
  _ body: () throws(MetricError) -> Value
) -> Result<Value, MetricError> {
  Result { () throws(MetricError) in try body() }
}
