public import KMeansCore

/// The distance between points, for scores that take one. The names are those of the distances
/// that clusters are fitted by.
///
/// Scores that are about squares (Caliński–Harabasz, Davies–Bouldin, sums within and between) know
/// no other distance. Of points by the cosine they are found among unit vectors: `seen`.
public enum ScoreMetric: String, Sendable, CaseIterable {
  /// ‖x − y‖.
  case euclidean
  /// 1 − cos ∠(x, y), which for unit vectors is ½‖x − y‖².
  case cosine

  /// The points as it sees them: by the cosine unit vectors x/‖x‖ in `Double`, else as they are.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - threads: nil for all processors; the values are the same for any number.
  /// - Returns: d × N; X itself where the distance takes points as they are.
  /// - Throws: `MetricError.points` for a value that is not finite, and by the cosine for points of
  ///   zeros, which have no direction.
  /// - Complexity: O(N·d), or O(1) where the distance takes points as they are.
  public func seen(_ x: PointMatrix, threads: Int? = nil) throws(MetricError) -> PointMatrix {
    guard self == .cosine else { return x }
    if let (point, feature) = x.firstNotFinite() {
      throw .points(.notFinite(point: point, feature: feature, value: x[feature, point]))
    }
    let threads = max(1, threads ?? Chunks.processors)
    let unit = UnitPoints(x, kernels: .current, threads: threads)
    let zeros = unit.zeros
    if let first = zeros.first { throw .points(.noDirection(point: first, count: zeros.count)) }
    return unit.matrix(threads: threads)
  }
}
