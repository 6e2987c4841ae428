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

  /// The points as it sees them: by the cosine unit vectors x/‖x‖ in `Double`, and one and the same
  /// where all have one direction as far as `Double` can tell; else as they are.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - threads: nil for all processors; the values are the same for any number.
  /// - Returns: d × N; X itself where the distance takes points as they are.
  /// - Throws: `MetricError.points` for a value that is not finite, and by the cosine for points of
  ///   zeros, which have no direction.
  /// - Complexity: O(N·d), or O(1) where the distance takes points as they are.
  public func seen(_ x: PointMatrix, threads: Int? = nil) throws(MetricError) -> PointMatrix {
    try seen(x, threads: threads, stop: nil)
  }

  /// The same, which can be stopped, if the stop is urgent: then it throws `.points(.stopped)`.
  package func seen(
    _ x: PointMatrix, threads: Int?, stop: StopSignal?
  ) throws(MetricError) -> PointMatrix {
    guard self == .cosine else { return x }
    do throws(ObservationError) {
      return try x.unitVectors(
        SurveyExecution(threads: threads.map { max(1, $0) }, stop: stop), merging: true)
    } catch {
      throw .points(error)
    }
  }
}
