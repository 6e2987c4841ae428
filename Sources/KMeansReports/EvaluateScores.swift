import KMeansMatrices
import KMeansMetrics

/// How the silhouette of an evaluation is found.
public enum SilhouetteMethod: String, Sendable, CaseIterable {
  /// From all distances between points.
  case exact
  /// From all distances of some points, drawn by a seed, with a margin of error.
  case sampled
  /// From distances to means in the place of distances to points.
  case simplified
  /// Not at all.
  case none

  /// The most points of which the exact value is the default.
  public static let mostForExact = 20_000
  /// The points that are drawn.
  public static let sampleSize = 2_000

  /// The method for a number of points when none was asked for: exact as long as that takes
  /// seconds.
  public static func `default`(points: Int) -> SilhouetteMethod {
    points <= mostForExact ? .exact : .sampled
  }
}

/// A mean silhouette, and how it was found.
public struct EvaluatedSilhouette: Sendable {
  /// How.
  public let method: SilhouetteMethod
  /// The mean over all points, or over those drawn.
  public let mean: Double
  /// Half the width of the 95% confidence interval of a sampled mean; nil where nothing was drawn.
  public let margin: Double?
  /// The mean of every cluster, 0 for an empty one; nil where points were drawn.
  public let byCluster: [Double]?
  /// The number of points drawn; nil where none were.
  public let sampled: Int?

  /// The silhouette of a clustering.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - seed: of the points drawn.
  /// - Throws: `MetricError`, as the silhouettes do. `.none` counts as `.exact`.
  /// - Complexity: O(N²·d), and O(N·d) per point drawn, and O(N·k·d) for the simplified one.
  init(
    _ x: PointMatrix, _ y: LabelMatrix, method: SilhouetteMethod, seed: UInt64, threads: Int?
  ) throws(MetricError) {
    self.method = method
    switch method {
    case .sampled:
      let found = try SampledSilhouette(
        x, y, size: min(SilhouetteMethod.sampleSize, x.count), seed: seed, threads: threads)
      (mean, margin, byCluster, sampled) = (found.mean, found.margin, nil, found.size)
    case .simplified:
      let found = try SimplifiedSilhouette(x, y, threads: threads)
      (mean, margin, byCluster, sampled) = (found.mean, nil, found.byCluster, nil)
    case .exact, .none:
      let found = try Silhouette(x, y, threads: threads)
      (mean, margin, byCluster, sampled) = (found.mean, nil, found.byCluster, nil)
    }
  }
}

/// The scores of a clustering by itself. One that does not exist is the reason why.
public struct EvaluateScores: Sendable {
  /// Sizes, means and sums of squares.
  public let dispersion: Dispersion
  /// The cluster whose mean is nearest, by cluster.
  public let nearest: [Int?]
  /// nil where it was not wanted.
  public let silhouette: Result<EvaluatedSilhouette, MetricError>?
  /// See `calinskiHarabaszIndex`.
  public let calinskiHarabasz: Result<Double, MetricError>
  /// See `daviesBouldinIndex`.
  public let daviesBouldin: Result<Double, MetricError>
  /// See `dunnIndex`; nil for more points than `mostForDunn`.
  public let dunn: Result<Double, MetricError>?
  /// See `dunnIndexOfMeans`.
  public let dunnOfMeans: Result<Double, MetricError>
  /// See `bayesianInformationCriterion`.
  public let bic: Result<Double, MetricError>
  /// Seconds that the silhouette took.
  public let silhouetteSeconds: Double

  /// The most points for which Dunn's index, which may compare all pairs, is found.
  public static let mostForDunn = 20_000

  /// Scores a clustering.
  ///
  /// - Parameters:
  ///   - x: X, d × N, in the clustered space.
  ///   - y: Y, k × N.
  ///   - method: how the silhouette is found; nil for the default of N points.
  ///   - seed: of the points that a sampled silhouette draws.
  ///   - threads: nil for all processors.
  /// - Throws: `MetricError.noPoints`, `.labelCount` and `.points`, without which nothing can be
  ///   said.
  /// - Complexity: O(N·d + k²·d) and what silhouette and Dunn's index take.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, silhouette method: SilhouetteMethod? = nil,
    seed: UInt64 = 0, threads: Int? = nil
  ) throws(MetricError) {
    let dispersion = try Dispersion(x, y, threads: threads)
    self.dispersion = dispersion
    nearest = nearestClusters(dispersion, threads: threads)
    calinskiHarabasz = score { () throws(MetricError) in try calinskiHarabaszIndex(dispersion) }
    daviesBouldin = score { () throws(MetricError) in
      try daviesBouldinIndex(dispersion, threads: threads)
    }
    dunnOfMeans = score { () throws(MetricError) in
      try dunnIndexOfMeans(dispersion, threads: threads)
    }
    bic = score { () throws(MetricError) in try bayesianInformationCriterion(dispersion) }
    dunn =
      x.count > Self.mostForDunn
      ? nil : score { () throws(MetricError) in try dunnIndex(x, y, dispersion, threads: threads) }
    let chosen = method ?? .default(points: x.count)
    let clock = ContinuousClock()
    let start = clock.now
    silhouette =
      chosen == .none
      ? nil
      : score { () throws(MetricError) in
        try EvaluatedSilhouette(x, y, method: chosen, seed: seed, threads: threads)
      }
    let (seconds, attoseconds) = (clock.now - start).components
    silhouetteSeconds = Double(seconds) + Double(attoseconds) * 1e-18
  }
}

/// A score, or why there is none.
private func score<Value>(
  _ body: () throws(MetricError) -> Value
) -> Result<Value, MetricError> {
  Result { () throws(MetricError) in try body() }
}
