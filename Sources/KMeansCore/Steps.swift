import KMeansMatrices

/// The assignment step: with M fixed, the Y that makes J least.
///
/// yᵢ ← argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j, judged by `squaredDistance`.
protocol AssignmentStep {
  /// What the steps so far were done with, where that was to be chosen.
  var account: AssignmentAccount? { get }

  /// Labels every point and keeps the sums along.
  ///
  /// - Parameters:
  ///   - x: X, d × N, with weights.
  ///   - m: M, k points of d features.
  ///   - drift: how far each centroid has moved since the last call; infinite before the first.
  ///   - labels: Y; unset before the first call.
  ///   - sums: the sums of the clusters of `labels`, before and after.
  ///   - work: what was computed is added.
  ///   - mayStop: whether any reason may end the step half-way; otherwise only that the whole run
  ///     is abandoned. A step that is slow by design ends for any reason.
  /// - Returns: how many labels of points with a positive weight changed (the others move no
  ///   centroid, and weight 0 must be as good as absence); nil when the step was ended half-way:
  ///   then `labels` are those before the call, and `sums` of no use.
  mutating func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int?
}

extension AssignmentStep {
  var account: AssignmentAccount? { nil }
}

/// The update step: with Y fixed, the M that makes J least.
///
/// mⱼ ← Σᵢ y_ij xᵢ / Σᵢ y_ij, the mean, because ∂J/∂mⱼ = 2 Σᵢ y_ij (mⱼ − xᵢ) = 0 there. A cluster
/// without weight keeps its centroid.
protocol UpdateStep {
  /// The means of the clusters, and how far they lie from `m`.
  func means(of sums: ClusterSums, replacing m: PointMatrix) -> (m: PointMatrix, drift: Drift)
}

/// How far the centroids moved in one update.
struct Drift: Sendable {
  /// ‖Δmⱼ‖² by cluster; infinite before the first update, so that every bound begins invalid.
  let squaredDistances: [Double]

  /// Before the first assignment.
  static func infinite(clusters: Int) -> Drift {
    Drift(squaredDistances: Array(repeating: .infinity, count: clusters))
  }

  /// From one set of centroids to another.
  static func from(_ old: PointMatrix, to new: PointMatrix) -> Drift {
    Drift(
      squaredDistances: (0..<new.count).map { squaredDistance(new.point($0), old.point($0)) })
  }

  /// Σⱼ ‖Δmⱼ‖², added in the order of the clusters.
  var total: Double { squaredDistances.reduce(0, +) }
}

/// What a run has computed.
public struct Work: Sendable, Equatable {
  /// Squared distances between a point and a centroid that were computed or screened.
  public internal(set) var distances = 0
  /// Points whose label the screens left open, decided by exact distances to all centroids left.
  public internal(set) var truths = 0
  /// Points whose label bounds proved unchanged without any distance.
  public internal(set) var pointsSkipped = 0

  static func += (total: inout Work, part: Work) {
    total.distances += part.distances
    total.truths += part.truths
    total.pointsSkipped += part.pointsSkipped
  }
}
