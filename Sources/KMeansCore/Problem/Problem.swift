/// What is minimised: how sums become centroids, and what J is.
///
/// Every problem here gives a point to the nearest centroid by δ, so all assignments, screens and
/// seedings serve it; problems differ in the M that makes J least for a given Y. A cluster that
/// loses all its weight gets a point by `Relocation`, whatever the problem.
protocol Problem: Sendable {
  /// What J is in Σ w·δ(x, m): a power of two.
  var objectiveScale: Double { get }

  /// The points as the problem sees them; nil for as they are.
  ///
  /// - Throws: `ObservationError` for a point that cannot be seen so.
  func seen(
    _ x: PointMatrix, kernels: Kernels, threads: Int
  ) throws(ObservationError) -> PointMatrix?

  /// J of one cluster that has all points.
  func total(_ prepared: Prepared, execution: Execution) -> Double

  /// Given centroids, or means, as the problem admits them.
  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix

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
  func seen(
    _ x: PointMatrix, kernels: Kernels, threads: Int
  ) throws(ObservationError) -> PointMatrix? { nil }

  func total(_ prepared: Prepared, execution: Execution) -> Double {
    prepared.x.totalSumOfSquares
  }

  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix { m }
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
