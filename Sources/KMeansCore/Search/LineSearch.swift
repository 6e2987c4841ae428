/// Points on a line: the optimum, found by dynamic programming, with the proof that it is one.
///
/// Where one feature alone differs, `LineOptimum` gives the clusters, and a run from their means
/// ends at once. So the result is a fixed point of Lloyd's algorithm as every other, and its labels
/// and centroids are exact. Values or weights of very different sizes leave the sums too few digits
/// for a proof; then the usual search is tried as well. Where there are more clusters than values,
/// or the work is ended, starts are drawn as ever.
final class LineSearch: Search, Course {
  private let task: SearchTask
  private let usual: any Search
  private let feature: Int
  /// The means of the best runs; nil before they were looked for, and inside it where there are
  /// none.
  private var optimum: Optimum??

  private struct Optimum {
    let centroids: PointMatrix
    let bound: Double
  }

  /// A search; nil for points that are no line, and for settings that leave something to choose.
  ///
  /// - Parameters:
  ///   - task: X and the settings.
  ///   - usual: the search that is tried where the optimum cannot be proven.
  init?(task: SearchTask, usual: any Search) {
    let (x, configuration) = (task.prepared.x, task.configuration)
    let differing = x.differingFeatures
    guard differing.count == 1, !configuration.distance.isDirectional,
      configuration.sizeLimits == nil, configuration.initialization.given == nil,
      x.count <= LineOptimum.most / configuration.clusters
    else { return nil }
    (self.task, self.usual, feature) = (task, usual, differing[0])
  }

  func clustering() -> Clustering? {
    guard var found = Restarts(task: task, course: self, starts: 1).clustering() else { return nil }
    guard case .some(.some(let optimum)) = optimum else { return found }
    let bound = ObjectiveBound(value: optimum.bound, method: .line)
    if !bound.proves(found.objective), task.execution.control.poll() == nil,
      let other = usual.clustering(), other.objective < found.objective
    {
      found = other
    }
    found.bound = bound
    return found
  }

  func start(_ random: RandomSource, report: SeedingReport) -> PointMatrix {
    let known = optimum ?? found()
    optimum = .some(known)
    return known?.centroids ?? task.drawn(from: task.prepared, random, report)
  }

  func finished(
    from start: PointMatrix, _ settings: Run.Settings, resuming state: CourseState?,
    keeping keeper: StateKeeper<CourseState>?, report: (Run.Outcome, Run.Step) -> Void
  ) -> Run.Outcome {
    let settings = Run.Settings.descent(
      task.configuration, mayEndEmpty: settings.mayEndEmpty)
    return Run.finished(
      task.prepared, from: start, settings, execution: task.execution, report: report)
  }

  private func found() -> Optimum? {
    let x = task.prepared.x
    let line = LineValues(x, feature: feature)
    let (n, k) = (line.values.count, task.configuration.clusters)
    guard n >= k,
      let runs = LineOptimum(
        line, clusters: k, mayStop: { task.execution.control.poll() != nil })
    else { return nil }
    let ends = runs.starts.dropFirst() + [n]
    var values: [Double] = []
    for (first, end) in zip(runs.starts, ends) {
      var (sum, weight) = (ExactSum(), ExactSum())
      for index in first..<end {
        sum.addProduct(line.values[index], line.weights[index])
        weight.add(line.weights[index])
      }
      var point = x.points.point(0)
      point[feature] = sum.value.quotient(by: weight.value)
      values += point
    }
    let centroids = PointMatrix(dimensions: x.dimensions, count: k) { _ = $0.update(from: values) }
    return Optimum(centroids: centroids, bound: runs.bound)
  }
}
