/// How a clustering came about by splitting clusters in two, again and again.
///
/// Cluster 0 has all points at first. Split t, from 1, makes cluster t from a part of an earlier
/// one, which keeps its number for the other part. So the first k − 1 splits alone are a clustering
/// with k clusters.
public struct Bisection: Sendable, Hashable, Codable {
  /// One split.
  public struct Split: Sendable, Hashable, Codable {
    /// The cluster that is split, and keeps its number.
    public let cluster: Int
    /// The centroids of the part that keeps the number, and of the new cluster: 2 points.
    public let centroids: PointMatrix
    /// J of the cluster before it is split, exact and rounded once.
    public let objective: Double

    /// A split.
    public init(cluster: Int, centroids: PointMatrix, objective: Double) {
      (self.cluster, self.centroids, self.objective) = (cluster, centroids, objective)
    }
  }

  /// The splits in their order; the one at index t makes cluster t + 1.
  public let splits: [Split]

  /// - Precondition: every split is of a cluster that is there.
  public init(splits: [Split]) {
    precondition(
      splits.indices.allSatisfy { (0...$0).contains(splits[$0].cluster) },
      "a split needs its cluster")
    self.splits = splits
  }

  /// How many clusters all splits make.
  public var clusters: Int { splits.count + 1 }

  /// Labels of fewer clusters: those before the later splits.
  ///
  /// - Parameters:
  ///   - labels: Y, with the clusters of all splits.
  ///   - clusters: 1 … `self.clusters`.
  /// - Returns: Y with this number of clusters.
  /// - Precondition: `clusters` is in its range.
  /// - Complexity: O(N + k).
  public func cut(_ labels: LabelMatrix, at clusters: Int) -> LabelMatrix {
    precondition((1...self.clusters).contains(clusters), "there are no such clusters")
    var earlier = (0..<labels.clusters).map { Int32($0) }
    for cluster in clusters..<max(clusters, self.clusters) {
      earlier[cluster] = earlier[splits[cluster - 1].cluster]
    }
    var cut = LabelMatrix(unset: labels.count, clusters: clusters)
    cut.values = labels.values.map { earlier[Int($0)] }
    return cut
  }

  /// The centroids of the first clusters: those of the last split of each.
  ///
  /// - Returns: k points; nil for one cluster, which no split made.
  public func centroids(at clusters: Int) -> PointMatrix? {
    guard clusters > 1, let first = splits.first else { return nil }
    var points = [[Double]](repeating: [], count: clusters)
    for (index, split) in splits.prefix(clusters - 1).enumerated() {
      points[split.cluster] = split.centroids.point(0)
      points[index + 1] = split.centroids.point(1)
    }
    return PointMatrix(dimensions: first.centroids.dimensions, count: clusters) {
      _ = $0.update(from: points.joined())
    }
  }

  /// The cluster of every point and J, as the fit would have found them.
  ///
  /// - Parameters:
  ///   - x: X, d × N; every value finite.
  ///   - m: the centroids of all clusters, which J is about.
  ///   - distance: as of the fit.
  ///   - weights: wᵢ, which count in J alone; nil for 1 each.
  ///   - threads: nil for all processors; the result is the same for any number.
  /// - Returns: the labels, and J in the distance's unit.
  /// - Throws: `ClusteringError.observations` for a point that the distance cannot see, and
  ///   `.dimensions` where X has another d.
  /// - Complexity: O(N·h·d) for h splits of a point.
  public func labels(
    _ x: PointMatrix, _ m: PointMatrix, distance: Clusterer.Distance = .euclidean,
    weights: [Double]? = nil, threads: Int? = nil
  ) throws(ClusteringError) -> (labels: LabelMatrix, objective: Double) {
    do {
      let seen = try distance.seen(x, threads: threads)
      // There are more centroids than splits made where no cluster was left to divide.
      let labels = try assign(seen, clusters: m.count, threads: threads)
      let j = try seen.objective(labels, m, weights: weights) * distance.problem.objectiveScale
      return (labels, j)
    } catch let error as ObservationError {
      throw ClusteringError(error)
    } catch {
      throw .dimensions(found: x.dimensions, expected: m.dimensions)
    }
  }

  /// The cluster of every point, by going down the splits: at each, the nearer of two centroids by
  /// δ, the one that keeps the number among equals.
  ///
  /// - Parameters:
  ///   - x: X as the distance sees it, d × N.
  ///   - clusters: how many clusters, at least 1; nil for all. Those that no split made stay empty.
  ///   - threads: nil for all processors; the labels are the same for any number.
  /// - Returns: Y.
  /// - Throws: `MatrixError.shapeMismatch` where X has another d.
  /// - Complexity: O(N·h·d) for h splits of a point.
  public func assign(
    _ x: PointMatrix, clusters: Int? = nil, threads: Int? = nil
  ) throws(MatrixError) -> LabelMatrix {
    guard let labels = try assign(x, clusters: clusters, threads: threads, stop: nil) else {
      preconditionFailure("nobody has stopped it")
    }
    return labels
  }

  /// The same, which can be stopped; see `assign(_:clusters:threads:)`.
  ///
  /// - Parameters:
  ///   - x: X as the distance sees it, d × N.
  ///   - clusters: how many clusters, 1 … `self.clusters`; nil for all.
  ///   - threads: nil for all processors; the labels are the same for any number.
  ///   - stop: ends the work early; nil for none.
  /// - Returns: Y; nil where `stop` ended the work.
  /// - Throws: `MatrixError.shapeMismatch` where X has another d.
  package func assign(
    _ x: PointMatrix, clusters: Int? = nil, threads: Int? = nil, stop: StopSignal?
  ) throws(MatrixError) -> LabelMatrix? {
    // About as many points at a time as have 2^23 values: those of a cluster are copied, and all
    // of them at once would take as much memory as X.
    let values = max(1, x.compressed.map { $0.entries / max(1, x.count) } ?? x.dimensions)
    return try assign(
      x, clusters: clusters ?? self.clusters, block: max(1, (1 << 23) / values),
      execution: Execution(
        kernels: .current, threads: threads ?? Chunks.processors,
        control: RunControl(signal: stop, timeLimit: nil, mindsTask: false)))
  }

  /// The same for `block` points at a time; nil where the run is stopped.
  func assign(
    _ x: PointMatrix, clusters: Int, block: Int, execution: Execution
  ) throws(MatrixError) -> LabelMatrix? {
    let splits = splits.prefix(clusters - 1)
    if let first = splits.first {
      try MatrixError.check("d of M", first.centroids.dimensions, is: x.dimensions)
    }
    var labels = LabelMatrix(unset: x.count, clusters: clusters)
    for begin in stride(from: 0, to: x.count, by: block) {
      let points = begin..<min(begin + block, x.count)
      for point in points { labels.values[point] = 0 }
      for (index, split) in splits.enumerated() {
        let rows = points.filter { Int(labels.values[$0]) == split.cluster }
        guard !rows.isEmpty else { continue }
        let sides = nearestLabels(x.choosing(rows), split.centroids, execution: execution)
        if execution.control.isStopped { return nil }
        for (row, side) in zip(rows, sides.values) where side == 1 {
          labels.values[row] = Int32(index + 1)
        }
      }
    }
    return labels
  }
}
