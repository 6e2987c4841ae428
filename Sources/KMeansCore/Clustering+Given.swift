extension Clustering {
  /// A clustering whose labels were found earlier or elsewhere, such as by another program.
  ///
  /// J and its shares are computed anew, exactly. Labels may be any: nothing is moved.
  ///
  /// - Parameters:
  ///   - labels: Y, k × N.
  ///   - x: X with its weights, as read.
  ///   - centroids: M as the distance sees them, k points of d features; nil for the means of the
  ///     clusters, and for the mean of all where a cluster has no weight.
  ///   - configuration: the settings that led to the labels, as far as they are known.
  ///   - history: J after every iteration, as far as it is known.
  ///   - stopReason: why the fit ended.
  ///   - bisection: the splits, where clusters were split.
  /// - Returns: the clustering, of one start.
  /// - Throws: `ClusteringError` where the distance cannot see a point, and `.kernels`.
  /// - Precondition: as many labels as points, and k centroids of d features.
  /// - Complexity: O(N·d + k·d).
  package static func given(
    _ labels: LabelMatrix, of x: Observations, centroids: PointMatrix? = nil,
    configuration: Clusterer.Configuration, history: [Double] = [],
    stopReason: Clustering.StopReason = .labelsUnchanged, bisection: Bisection? = nil
  ) throws(ClusteringError) -> Clustering {
    precondition(labels.count == x.count, "one label a point")
    precondition(
      centroids.map { $0.count == labels.clusters && $0.dimensions == x.dimensions } ?? true,
      "one centroid a cluster")
    let kernels = try Clusterer.kernels()
    let seen = try configuration.seen(x, kernels: kernels)
    let execution = Execution(
      kernels: kernels, threads: configuration.workers, control: .free)
    let outcome = Run.Outcome(
      m: centroids ?? means(of: seen, labels, configuration.distance.problem, execution),
      labels: labels, history: history, stopReason: stopReason)
    let task = SearchTask(
      prepared: Prepared(seen, makesViews: false, keepsBounds: false),
      configuration: configuration, execution: execution, progress: { _ in })
    return task.clustering(
      outcome, task.sums(outcome), restart: 0, histories: [history], work: Clustering.Work(),
      times: (.zero, .zero), bisection: bisection)
  }

  /// The centroids of clusters; the mean of all for those without weight.
  private static func means(
    of x: Observations, _ labels: LabelMatrix, _ problem: any Problem, _ execution: Execution
  ) -> PointMatrix {
    let d = x.dimensions
    let all = PointMatrix(dimensions: d, count: labels.clusters) { values in
      for index in values.indices { values[index] = x.means[index % d] }
    }
    var sums = ClusterSums(x, labels, execution: execution)
    sums.changed = sums.changed.map { _ in true }
    return CentroidUpdate(problem: problem, execution: execution)(sums, replacing: all).m
  }
}
