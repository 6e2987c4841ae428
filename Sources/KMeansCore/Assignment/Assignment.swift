/// The assignment step: with M fixed, the Y that makes J least.
///
/// yᵢ ← argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j, judged by `squaredDistance`. An assignment is
/// made for one X. It may keep what it learns about the points from step to step. The run keeps the
/// sums, fills empty clusters and decides when to end.
protocol Assignment {
  /// The algorithm that did the steps so far, where there was a choice.
  var account: Clustering.AssignmentAccount? { get }

  /// What clusters cost beside distances in the last step, where their sizes have limits.
  var prices: ClusterPrices? { get }

  /// What is known of every point, by which `Hamerly` may go on; nil where there is nothing that it
  /// can use.
  var distanceBounds: DistanceBounds? { get }

  /// Labels every point.
  ///
  /// - Parameters:
  ///   - m: M, k points of d features.
  ///   - drift: how far each centroid has moved since the last call; infinite before the first.
  ///   - labels: Y; unset before the first call. Points get their new labels.
  ///   - mayStop: whether any reason may end the step half-way; otherwise only the run's
  ///     abandonment does. A step that is slow by design ends for any reason.
  /// - Returns: the points that change their cluster; those so far, and not `isComplete`, when the
  ///   step was ended half-way.
  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves
}

extension Assignment {
  var account: Clustering.AssignmentAccount? { nil }
  var prices: ClusterPrices? { nil }
  var distanceBounds: DistanceBounds? { nil }
}

extension Clustering {
  /// The algorithm that did the assignment steps, and why.
  public struct AssignmentAccount: Sendable, Hashable, Codable {
    /// The algorithm that was used.
    public let algorithm: Clusterer.Algorithm
    /// What was counted, in a few words; empty where there was nothing to choose.
    public let reason: String
  }
}
