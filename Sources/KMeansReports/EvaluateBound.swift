public import KMeansCore
public import KMeansMetrics

/// A number that the sum of squares cannot go below, beside what it is.
public struct EvaluateBound: Sendable {
  /// No clustering with as many clusters has a smaller sum of squares.
  public let bound: ObjectiveBound
  /// The sum of squares about the means of the clusters.
  public let within: Double

  /// Finds the bound.
  ///
  /// - Parameters:
  ///   - x: X, d × N, in the clustered space.
  ///   - y: Y, k × N.
  ///   - scores: the scores of the same.
  ///   - weights: as of `EvaluateScores`.
  ///   - threads: nil for all processors.
  /// - Throws: `MetricError.points` as `EvaluateScores` does.
  /// - Complexity: some seconds; see `Clustering.bound(of:effort:stop:)`.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, scores: EvaluateScores, weights: [Double]?, threads: Int?
  ) throws(MetricError) {
    let seen = try scores.metric.seen(x, threads: threads)
    do {
      bound = try ObjectiveBound(
        of: Observations(seen, weights: weights, threads: threads), near: y, threads: threads)
    } catch let error as ObservationError {
      throw .points(error)
    } catch {
      preconditionFailure("the scores were found by the same kernels")
    }
    within = scores.dispersion.withinTotal
  }

  /// What the bound says of the sum of squares.
  var sentence: String {
    bound.sentence(of: within, named: "The sum of squares")
      ?? "How far the sum of squares is above the least possible is not known: the bound, "
      + "\(NumberText.short(bound.value)), says little here."
  }
}
