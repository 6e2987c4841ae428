public import KMeansCore

/// The silhouette by means instead of points: s = (b − a) / max(a, b), where a is a point's
/// distance to the mean of its cluster and b that to the nearest mean of another.
///
/// A cheap relative of `Silhouette`, with other values: E. R. Hruschka, L. N. de Castro and
/// R. J. G. B. Campello, "Evolutionary algorithms for clustering gene-expression data", ICDM 2004,
/// doi:10.1109/ICDM.2004.10073. A point with a = b = 0 has 0, and so has that of a cluster of one.
/// By the cosine, a and b are 1 − cos of the angles to the directions of the means; a mean of 0 has
/// none, and is at 1 from everywhere.
public struct SimplifiedSilhouette: Sendable {
  /// s of every point.
  public let values: [Double]
  /// The cluster of the nearest other mean, by point.
  public let nearestOther: [Int32]
  /// The mean of s over every cluster's points; 0 for a cluster without any.
  public let byCluster: [Double]
  /// The mean of s over all points.
  public let mean: Double

  /// The simplified silhouettes of all points.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters without points do not count.
  ///   - metric: how far apart points and means are.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` unless 2 … N − 1 clusters have points, all of them finite.
  /// - Complexity: O(N·k·d).
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(MetricError) {
    try y.checkComparable(points: x.count)
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    let seen = try metric.seen(x, threads: threads)
    let dispersion = try Dispersion(seen, y, threads: threads)
    let groups = SortedGroups(y)
    let middles = Middles(dispersion.means, metric)
    let nearest = NearestMeans(
      seen, groups.ofPoint, to: middles.points, addends: middles.addends, settings: settings)
    if stop?.isAbandoning == true { throw .points(.stopped) }
    let values = (0..<x.count).map { point in
      let (a, b) = (metric.distance(nearest.own[point]), metric.distance(nearest.other[point]))
      guard groups.size(Int(groups.ofPoint[point])) > 1, max(a, b) > 0 else { return 0.0 }
      return (b - a) / max(a, b)
    }
    self.values = values
    nearestOther = nearest.group.map { Int32(groups.clusters[Int(max(0, $0))]) }
    mean = exactMean(values[...])
    byCluster = groups.means(of: values, clusters: y.clusters)
  }

  /// The simplified silhouettes of points with weights: about weighted means, with weighted means
  /// over the points.
  ///
  /// A point with nothing beside it in its cluster has 0: where weights mean copies, that is one
  /// of weight 1 at most. Whole weights have the bits of copies.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters that weigh nothing do not count.
  ///   - weights: one a point, 0 or more.
  ///   - meaning: what weights mean.
  ///   - metric: how far apart points and means are.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` as `Silhouette` does.
  /// - Complexity: O(N·k·d).
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], meaning: WeightMeaning = .copies,
    metric: ScoreMetric = .euclidean, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(MetricError) {
    let masses = try GroupMasses(points: x.count, y, weights: weights, meaning: meaning)
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    let seen = try metric.seen(x, threads: threads)
    let sums = try masses.dispersion(seen, settings)
    let place = masses.places(in: sums)
    let middles = Middles(sums.means, metric)
    let nearest = NearestMeans(
      seen, masses.labels.map { place[Int($0)] }, to: middles.points, addends: middles.addends,
      settings: settings)
    if stop?.isAbandoning == true { throw .points(.stopped) }
    let everyone = (0..<Int32(x.count)).map { $0 }
    values = masses.silhouettes(
      of: everyone, nearest.own.map(metric.distance), nearest.other.map(metric.distance))
    nearestOther = nearest.group.map { $0 < 0 ? -1 : Int32(sums.clusters[Int($0)]) }
    mean = weightedMean(values, weights)
    byCluster = masses.means(of: values, everyone)
  }
}

/// What points are compared with, instead of other points.
private struct Middles {
  /// The means, or their directions.
  let points: PointMatrix
  /// What is added to squared distances: where there is no direction ½δ + ½ stands for 1 − cos.
  let addends: [Double]

  init(_ means: PointMatrix, _ metric: ScoreMetric) {
    guard metric == .cosine else {
      (points, addends) = (means, Array(repeating: 0, count: means.count))
      return
    }
    let units = UnitPoints(means, kernels: .current, threads: 1)
    var addends = [Double](repeating: 0, count: means.count)
    for mean in units.zeros { addends[mean] = 1 }
    (points, self.addends) = (units.matrix(threads: 1), addends)
  }
}

extension ScoreMetric {
  /// The distance of points as this sees them.
  fileprivate func distance(_ squared: Double) -> Double {
    self == .cosine ? 0.5 * squared : squared.squareRoot()
  }
}
