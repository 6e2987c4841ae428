/// Some centroids stay as they are: the first of them, such as those of an earlier model.
///
/// J and Y are those of all clusters. The update leaves the first centroids alone, so that J falls
/// by the others alone: mⱼ for j ≥ f is what the problem beneath makes of its sums. A frozen
/// cluster may be empty, and takes no point then: it would lose the point again in the next
/// assignment, for its centroid does not go there.
struct FrozenCentroids: Problem {
  /// What is minimised over the other centroids.
  let problem: any Problem
  /// f: how many centroids stay, from the first.
  let count: Int

  var objectiveScale: Double { problem.objectiveScale }

  var isDirectional: Bool { problem.isDirectional }

  func seen(
    _ x: PointMatrix, isFitted: Bool, _ execution: SurveyExecution
  ) throws(ObservationError) -> PointMatrix? {
    try problem.seen(x, isFitted: isFitted, execution)
  }

  func isOne(_ x: Observations) -> Bool { problem.isOne(x) }

  func total(_ prepared: Prepared, execution: Execution) -> Double {
    problem.total(prepared, execution: execution)
  }

  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix {
    problem.admitted(m, kernels: kernels)
  }

  func isFrozen(_ cluster: Int) -> Bool { cluster < count }

  func write(
    _ centroid: UnsafeMutablePointer<Double>, of cluster: Int, _ sums: ClusterSums,
    _ room: CentroidRoom
  ) {
    if cluster >= count { problem.write(centroid, of: cluster, sums, room) }
  }

  func plainCentroid(of cluster: Int, _ sums: ClusterSums) -> [Double]? {
    cluster < count ? nil : problem.plainCentroid(of: cluster, sums)
  }
}
