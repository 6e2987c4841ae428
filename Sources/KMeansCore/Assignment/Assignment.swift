import KMeansMatrices

/// The assignment step: with M fixed, the Y that makes J least.
///
/// yᵢ ← argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j, judged by `squaredDistance`. An assignment is
/// made for one X. It may keep what it learns about the points from step to step; sums, empty
/// clusters and the end of a run are the run's.
protocol Assignment {
  /// What the steps so far were done with, where that was to be chosen.
  var account: AssignmentAccount? { get }

  /// Labels every point.
  ///
  /// - Parameters:
  ///   - m: M, k points of d features.
  ///   - drift: how far each centroid has moved since the last call; infinite before the first.
  ///   - labels: Y; unset before the first call. Points get their new labels.
  ///   - mayStop: whether any reason may end the step half-way; otherwise only that the whole run
  ///     is abandoned. A step that is slow by design ends for any reason.
  /// - Returns: the points that change their cluster; those so far, and that they are not all, when
  ///   the step was ended half-way.
  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves
}

extension Assignment {
  var account: AssignmentAccount? { nil }
}

/// What an assignment step was done with in the end, and why.
public struct AssignmentAccount: Sendable, Equatable {
  /// The variant that was used.
  public let algorithm: Algorithm
  /// What was counted, in a few words; empty where there was nothing to choose.
  public let reason: String
}
