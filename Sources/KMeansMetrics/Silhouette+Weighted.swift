public import KMeansCore

extension Silhouette {
  /// The silhouettes of points with weights: a, b and the means over points are weighted means.
  ///
  /// With W_c the weight of a cluster, b is the least Σ w′·distance / W_c over another, and a is
  /// Σ w′·distance / (W_c − v) over the point's own. Where weights mean copies, v is one copy, or
  /// the point's w where that is less; its other copies are neighbours at distance 0. Where they
  /// mean shares, v is w. A point of weight 0 counts in no mean and has a silhouette all the same:
  /// that of a further point. M. Studer, WeightedCluster, LIVES Working Papers 24, 2013, has both,
  /// as ASW for copies and, with v = 0, as ASWw.
  ///
  /// Whole weights give what copies give: by the cosine to the last bit, else but for the rounding
  /// of sums of distances.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters that weigh nothing do not count.
  ///   - weights: one a point, 0 or more.
  ///   - meaning: what weights mean.
  ///   - metric: how far apart points are.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` as without weights; `.points` also for a weight that cannot be used.
  /// - Complexity: O(N²·d), every pair looked at; by the cosine O(N·k·d). As without weights where
  ///   all are 1.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], meaning: WeightMeaning = .copies,
    metric: ScoreMetric = .euclidean, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(MetricError) {
    let masses = try GroupMasses(points: x.count, y, weights: weights, meaning: meaning)
    guard meaning.telling(weights) != nil else {
      try self.init(x, y, metric: metric, threads: threads, stop: stop)
      return
    }
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    let everyone = (0..<Int32(x.count)).map { $0 }
    let found = try WeightedDistances(
      seen: metric.seen(x, threads: threads, stop: stop), masses, asked: everyone, metric: metric,
      settings: settings)
    let values = masses.silhouettes(of: everyone, found.own, found.other)
    self.init(
      values: values, nearestOther: found.nearest,
      byCluster: masses.means(of: values, everyone), mean: weightedMean(values, weights))
  }
}
