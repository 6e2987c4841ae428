public import KMeansCore

/// A mean silhouette, and how it was found.
public struct SilhouetteScore: Sendable {
  /// How.
  public let method: Method
  /// The mean over all points, or over those drawn.
  public let mean: Double
  /// Half the width of the 95% confidence interval of a sampled mean; nil where nothing was drawn.
  public let margin: Double?
  /// The mean of every cluster, 0 for an empty one; nil where points were drawn.
  public let byCluster: [Double]?
  /// The number of points drawn; nil where none were.
  public let sampled: Int?

  init(
    method: Method, mean: Double, margin: Double?, byCluster: [Double]?, sampled: Int?
  ) {
    (self.method, self.mean, self.margin) = (method, mean, margin)
    (self.byCluster, self.sampled) = (byCluster, sampled)
  }

  /// The mean silhouette of a clustering.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - metric: how far apart points are.
  ///   - method: how; nil for the default of N points. `.none` counts as exact.
  ///   - sampleSize: how many points a sampled one draws; all where there are fewer.
  ///   - seed: of the points drawn.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError`, as the silhouettes do.
  /// - Complexity: that of `Silhouette`, `SampledSilhouette` or `SimplifiedSilhouette`.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean,
    method: Method? = nil, sampleSize: Int = Method.sampleSize,
    seed: UInt64 = 0, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(MetricError) {
    let method = method ?? .default(points: x.count, metric: metric)
    self.method = method
    switch method {
    case .sampled:
      let found = try SampledSilhouette(
        x, y, metric: metric, size: sampleSize, seed: seed, threads: threads, stop: stop)
      (mean, margin, byCluster, sampled) = (found.mean, found.margin, nil, found.size)
    case .simplified:
      let found = try SimplifiedSilhouette(
        x, y, metric: metric, threads: threads, stop: stop)
      (mean, margin, byCluster, sampled) = (found.mean, nil, found.byCluster, nil)
    case .exact, .none:
      let found = try Silhouette(x, y, metric: metric, threads: threads, stop: stop)
      (mean, margin, byCluster, sampled) = (found.mean, nil, found.byCluster, nil)
    }
  }
}
