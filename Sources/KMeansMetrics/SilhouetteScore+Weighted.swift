package import KMeansCore

extension SilhouetteScore {
  /// The mean silhouette of a clustering of points with weights, which are importance: see
  /// `WeightedSilhouette`. The simplified one takes weighted means, and their weighted mean.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - weights: one a point, all positive.
  ///   - method: how; nil for the default of N points. `.none` counts as exact.
  ///   - sampleSize: how many points a sampled one draws, whatever they weigh.
  ///   - seed: of the points drawn.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError`, as the silhouettes do.
  /// - Complexity: O(N²·d) for the exact one, O(sample·N·d) for a sampled one.
  package init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], method: SilhouetteScore.Method? = nil,
    sampleSize: Int = SilhouetteScore.Method.sampleSize, seed: UInt64 = 0, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(MetricError) {
    let method = method ?? .default(points: x.count)
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    switch method {
    case .sampled:
      let drawn = SampledSilhouette.draw(min(sampleSize, x.count), of: x.count, seed: seed)
      let found = try WeightedSilhouette(
        x, y, weights: weights, asked: drawn, settings: settings)
      let margin = Self.margin(
        found.values, drawn.map { weights[Int($0)] }, mean: found.mean, of: x.count)
      self.init(
        method: method, mean: found.mean, margin: margin, byCluster: nil, sampled: drawn.count)
    case .simplified:
      let found = try SimplifiedSilhouette(
        x, y, weights: weights, threads: threads, stop: stop)
      self.init(
        method: method, mean: weightedMean(found.values, weights), margin: nil,
        byCluster: nil, sampled: nil)
    case .exact, .none:
      let found = try WeightedSilhouette(x, y, weights: weights, settings: settings)
      self.init(
        method: method, mean: found.mean, margin: nil, byCluster: found.byCluster, sampled: nil)
    }
  }

  /// Half the width of the interval of 95 % around a ratio of means, Σ w s / Σ w
  /// (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, §2.11).
  private static func margin(
    _ values: [Double], _ weights: [Double], mean: Double, of count: Int
  ) -> Double {
    let drawn = Double(values.count)
    let weight = weights.reduce(0, +) / drawn
    let squares = zip(values, weights).reduce(0) { sum, pair in
      let rest = pair.1 / weight * (pair.0 - mean)
      return sum + rest * rest
    }
    let share = drawn / Double(count)
    return 1.959964 * (squares / (drawn - 1) / drawn * (1 - share)).squareRoot()
  }
}
