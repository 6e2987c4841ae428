public import KMeansCore

extension SilhouetteScore {
  /// The mean silhouette of a clustering of points with weights; `Silhouette` says what these do.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - weights: one a point, 0 or more.
  ///   - meaning: what weights mean.
  ///   - metric: how far apart points are.
  ///   - method: how; nil for the default of N points. `.none` counts as exact.
  ///   - sampleSize: how many points a sampled one draws; all where there are fewer.
  ///   - seed: of the points drawn.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError`, as the silhouettes do.
  /// - Complexity: that of `Silhouette`, `SampledSilhouette` or `SimplifiedSilhouette`.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], meaning: WeightMeaning = .copies,
    metric: ScoreMetric = .euclidean, method: Method? = nil, sampleSize: Int = Method.sampleSize,
    seed: UInt64 = 0, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(MetricError) {
    let method = method ?? .default(points: x.count, metric: metric)
    switch method {
    case .sampled:
      let found = try SampledSilhouette(
        x, y, weights: weights, meaning: meaning, metric: metric, size: sampleSize, seed: seed,
        threads: threads, stop: stop)
      self.init(
        method: method, mean: found.mean, margin: found.margin, byCluster: nil,
        sampled: found.size)
    case .simplified:
      let found = try SimplifiedSilhouette(
        x, y, weights: weights, meaning: meaning, metric: metric, threads: threads, stop: stop)
      self.init(
        method: method, mean: found.mean, margin: nil, byCluster: found.byCluster, sampled: nil)
    case .exact, .none:
      let found = try Silhouette(
        x, y, weights: weights, meaning: meaning, metric: metric, threads: threads, stop: stop)
      self.init(
        method: method, mean: found.mean, margin: nil, byCluster: found.byCluster, sampled: nil)
    }
  }
}
