public import KMeansCore

/// How well every point lies in its cluster: s = (b − a) / max(a, b), where a is its mean distance
/// to the other points of its cluster and b that to the points of the nearest other cluster.
///
/// Distances are Euclidean, or 1 − cos by `ScoreMetric.cosine`, of which the means follow from sums
/// over the clusters: `GroupDistances.init(seen:_:_:asked:metric:settings:)` says how exactly.
///
/// From −1, in the wrong cluster, over 0, between two, to 1; the point of a cluster of one has 0,
/// and so has one whose a and b are both 0. Exact: all distances count, none is estimated.
///
/// P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
/// analysis", Journal of Computational and Applied Mathematics 20, 1987,
/// doi:10.1016/0377-0427(87)90125-7.
public struct Silhouette: Sendable {
  /// s of every point.
  public let values: [Double]
  /// The nearest cluster to each point except its own, by mean distance.
  public let nearestOther: [Int32]
  /// The mean of s over every cluster's points, by their weights; 0 for a cluster without any.
  public let byCluster: [Double]
  /// The mean of s over all points, by their weights: the silhouette score.
  public let mean: Double

  /// Silhouettes that were found in another way.
  init(values: [Double], nearestOther: [Int32], byCluster: [Double], mean: Double) {
    (self.values, self.nearestOther) = (values, nearestOther)
    (self.byCluster, self.mean) = (byCluster, mean)
  }

  /// The silhouettes of all points.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters without points do not count.
  ///   - metric: how far apart points are.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` unless 2 … N − 1 clusters have points, all of them finite, and by the
  ///   cosine none of zeros; `.points(.stopped)` where `stop` ended it.
  /// - Complexity: O(N²·d·(1 + c)/k), where c ≤ k − 1 is how many other clusters bounds leave a
  ///   point; O(N + k·d) memory, and a copy of one cluster's points. By the cosine O(N·k·d), and a
  ///   copy of X.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(MetricError) {
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    try y.checkComparable(points: x.count)
    try self.init(
      seen: metric.seen(x, threads: threads, stop: stop), y, metric: metric, settings: settings)
  }

  /// The silhouettes of points as the metric sees them.
  init(
    seen x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean,
    settings: GroupDistances.Settings
  ) throws(MetricError) {
    try y.checkComparable(points: x.count)
    let groups = SortedGroups(y)
    let everyone = (0..<Int32(x.count)).map { $0 }
    let distances = try GroupDistances(
      seen: x, y, groups, asked: everyone, metric: metric, settings: settings)
    let values = distances.silhouettes(of: everyone, groups)
    self.values = values
    nearestOther = distances.nearest.map { Int32(groups.clusters[Int(max(0, $0))]) }
    mean = exactMean(values[...])
    byCluster = groups.means(of: values, clusters: y.clusters)
  }
}

extension GroupDistances {
  /// s by asked point.
  func silhouettes(of asked: [Int32], _ groups: SortedGroups) -> [Double] {
    asked.indices.map { position in
      let (a, b) = (own[position], other[position])
      let group = Int(groups.ofPoint[Int(asked[position])])
      guard groups.size(group) > 1, max(a, b) > 0 else { return 0 }
      return (b - a) / max(a, b)
    }
  }
}

extension Observations {
  /// Points to be scored.
  init(scoring x: PointMatrix, threads: Int) throws(MetricError) {
    do { try self.init(x, threads: threads) } catch { throw .points(error) }
  }
}

/// The mean of numbers, exact and rounded once; 0 for none.
func exactMean(_ values: ArraySlice<Double>) -> Double {
  guard !values.isEmpty else { return 0 }
  var sum = ExactSum()
  for value in values { sum.add(value) }
  return sum.value.quotient(by: Dyadic(values.count))
}
