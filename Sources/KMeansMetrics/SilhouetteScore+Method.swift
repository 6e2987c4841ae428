extension SilhouetteScore {
  /// How a mean silhouette is found.
  public enum Method: String, Sendable, CaseIterable {
    /// From all distances between points.
    case exact
    /// From all distances of some points, drawn by a seed, with a margin of error.
    case sampled
    /// From distances to means instead of distances to points.
    case simplified
    /// Not at all.
    case none

    /// The most points for which the exact value is the default.
    public static let mostForExact = 20_000
    /// The points that are drawn by default.
    public static let sampleSize = 2_000

    /// The method for a number of points when none was asked for: exact as long as that takes
    /// seconds, and by the cosine always.
    public static func `default`(
      points: Int, metric: ScoreMetric = .euclidean
    ) -> Method {
      metric == .cosine || points <= mostForExact ? .exact : .sampled
    }
  }
}
