@testable import KMeansCore

/// A run by hand: assignments and updates one by one, with everything in view.
struct HandRun<Step: Assignment> {
  let x: Observations
  var m: PointMatrix
  var step: Step
  var drift: Drift
  var labels: LabelMatrix
  var sums: ClusterSums
  var work = Clustering.Work()
  private let update: CentroidUpdate

  init(_ x: Observations, _ m: PointMatrix, _ step: Step) {
    (self.x, self.m, self.step) = (x, m, step)
    drift = .infinite(clusters: m.count)
    labels = LabelMatrix(unset: x.count, clusters: m.count)
    sums = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: x.weights != nil)
    update = CentroidUpdate(
      problem: SquaredEuclidean(),
      execution: Execution(kernels: .best, threads: 1, control: .free))
  }

  /// - Returns: whether the step came to its end.
  @discardableResult
  mutating func assign(mayStop: Bool = false) -> Bool {
    let moves = step.assign(to: m, after: drift, labels: &labels, mayStop: mayStop)
    work += moves.work
    if moves.isComplete { moves.enter(&sums) } else { moves.undo(&labels) }
    return moves.isComplete
  }

  mutating func updateCentroids() { (m, drift) = update(sums, replacing: m) }
}

/// The nearest centroid of every point, by exact distances alone.
func exactLabels(_ x: PointMatrix, _ m: PointMatrix, execution: Execution) -> LabelMatrix {
  var labels = LabelMatrix(unset: x.count, clusters: m.count)
  let rows = Observations.Rows(points: x, weights: nil)
  labels.withPointer { labels in
    m.withDoubles {
      execution.kernels.nearest(
        rows.points(0..<x.count), centroids: $0, count: m.count, labels: labels,
        distancesSquared: nil)
    }
  }
  return labels
}

extension Run {
  /// A whole run from a start, without a tolerance.
  static func finished(
    _ x: Observations, from start: PointMatrix, _ algorithm: Clusterer.Algorithm, limit: Int,
    _ execution: Execution
  ) -> Outcome {
    finished(
      Prepared(x), from: start,
      Settings(
        problem: SquaredEuclidean(), algorithm: algorithm, tolerance: 0, iterationLimit: limit),
      execution: execution)
  }
}
