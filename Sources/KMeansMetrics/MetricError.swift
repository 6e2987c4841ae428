public import KMeansCore

/// Why a clustering has no such score.
@nonexhaustive
public enum MetricError: Error, Equatable, Sendable {
  /// There is no point.
  case noPoints
  /// There are `found` labels for `expected` points.
  case labelCount(found: Int, expected: Int)
  /// Only `found` clusters have points; the score compares at least two.
  case tooFewClusters(found: Int)
  /// Every point is a cluster of its own, so no two points share one.
  case tooManyClusters(found: Int)
  /// Weights that mean copies add up to `total`, which is no more than there are clusters.
  case tooLittleWeight(total: Double, clusters: Int)
  /// Two sets of points that are compared have `found` and `expected` features.
  case dimensions(found: Int, expected: Int)
  /// A setting, such as a sample's size, is `found`; `allowed` says what it may be.
  case setting(String, found: String, allowed: String)
  /// A value has no squared distances: it is not finite, or too large.
  case points(ObservationError)
}

extension MetricError: CustomStringConvertible {
  /// One sentence: what is wrong, and what the score needs.
  public var description: String {
    switch self {
    case .noPoints:
      "there is no point to score"
    case .labelCount(let found, let expected):
      "there \(found == 1 ? "is" : "are") \(found.counted("label")) for "
        + "\(expected.counted("point")); give one a point"
    case .tooFewClusters(let found):
      "only \(found) cluster\(found == 1 ? " has" : "s have") points; the score needs at least 2"
    case .tooManyClusters(let found):
      "each of the \(found) points is a cluster of its own; the score needs fewer clusters"
    case .tooLittleWeight(let total, let clusters):
      "the weights add up to \(total), which as copies is no more than one point for each of the "
        + "\(clusters.counted("cluster")); let them count as shares"
    case .dimensions(let found, let expected):
      "the points have \(found.counted("feature")) where the others have \(expected)"
    case .setting(let name, let found, let allowed):
      "\(name) is \(found); it must be \(allowed)"
    case .points(let error):
      error.description
    }
  }
}
