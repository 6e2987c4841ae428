/// What is minimised: how sums become centroids, and what J is.
///
/// Every problem here gives a point to the nearest centroid by δ, so all assignments, screens and
/// seedings serve it; problems differ in the M that makes J least for a given Y. A cluster that
/// loses all its weight gets a point by `Relocation`, unless its centroid is frozen.
protocol Problem: Sendable {
  /// What J is in Σ w·δ(x, m): a power of two.
  var objectiveScale: Double { get }

  /// Whether only the directions of points count. Then values need only be finite, where others are
  /// below 2⁴⁸⁰ in size, and neither a point nor a centroid may be all 0.
  var isDirectional: Bool { get }

  /// A δ that is rounding alone: a point that lies no farther from its centroid lies on it.
  var indifference: Double { get }

  /// The points as the problem sees them; nil for as they are.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - isFitted: whether M is to be found for them, so that points which differ by rounding alone
  ///     are made equal. Otherwise every point is seen by itself.
  ///   - execution: by what means.
  /// - Returns: d × N; nil for X itself.
  /// - Throws: `ObservationError` for a point that cannot be seen so, and `.stopped`.
  func seen(
    _ x: PointMatrix, isFitted: Bool, _ execution: SurveyExecution
  ) throws(ObservationError) -> PointMatrix?

  /// Whether points, as the problem sees them, differ by rounding alone.
  func isOne(_ x: Observations) -> Bool

  /// J of one cluster that has all points.
  func total(_ prepared: Prepared, execution: Execution) -> Double

  /// Given centroids, or means, as the problem admits them.
  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix

  /// Whether a centroid stays whatever its cluster has. Such a cluster may be empty.
  func isFrozen(_ cluster: Int) -> Bool

  /// The centroid of a cluster from its exact sums, each value rounded once.
  ///
  /// - Parameters:
  ///   - centroid: d values: the old centroid, to be overwritten; left alone where the sums say
  ///     nothing of it.
  ///   - cluster: which one.
  ///   - sums: of all clusters.
  ///   - room: the thread's own.
  /// - Precondition: the cluster has a member of positive weight.
  func write(
    _ centroid: UnsafeMutablePointer<Double>, of cluster: Int, _ sums: ClusterSums,
    _ room: CentroidRoom)

  /// The same by the definition and by long division: the slow truth, which `write` must equal.
  ///
  /// - Returns: d values; nil where the sums say nothing of the centroid.
  func plainCentroid(of cluster: Int, _ sums: ClusterSums) -> [Double]?
}

extension Problem {
  var isDirectional: Bool { false }

  var indifference: Double { 0 }

  func seen(
    _ x: PointMatrix, isFitted: Bool, _ execution: SurveyExecution
  ) throws(ObservationError) -> PointMatrix? { nil }

  func isOne(_ x: Observations) -> Bool { false }

  func total(_ prepared: Prepared, execution: Execution) -> Double {
    prepared.x.totalSumOfSquares
  }

  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix { m }

  func isFrozen(_ cluster: Int) -> Bool { false }
}

/// Room for what is computed of one cluster, for one thread.
final class CentroidRoom {
  let dimensions: Int
  let kernels: Kernels
  let high, low: UnsafeMutablePointer<Double>
  let open: UnsafeMutablePointer<Int32>
  private let memory = ScratchMemory()

  init(dimensions: Int, kernels: Kernels) {
    (self.dimensions, self.kernels) = (dimensions, kernels)
    high = memory.room(dimensions)
    low = memory.room(dimensions)
    open = memory.room(dimensions)
  }
}
