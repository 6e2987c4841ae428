public import KMeansCore
public import KMeansMetrics

/// Why the number of clusters cannot be chosen.
@nonexhaustive
public enum SweepError: Error, Equatable, Sendable {
  /// There is no number of clusters to try, or one below 1.
  case noClusterCounts
  /// The greatest number of clusters to try exceeds the number of different points.
  case tooFewPoints(points: Int, clusters: Int)
  /// A setting is `found`; `allowed` says what it may be.
  case setting(String, found: String, allowed: String)
  /// A clustering cannot be fitted.
  case clustering(ClusteringError)
  /// A clustering cannot be scored.
  case metric(MetricError)
}

extension SweepError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .noClusterCounts:
      "there is no number of clusters to try; give some, each at least 1"
    case .tooFewPoints(let points, let clusters):
      "there \(points == 1 ? "is" : "are") only \(points.counted("point")) for "
        + "\(clusters.counted("cluster")); try fewer clusters"
    case .setting(let name, let found, let allowed):
      "\(name) is \(found); it must be \(allowed)"
    case .clustering(let error): error.description
    case .metric(let error): error.description
    }
  }
}
