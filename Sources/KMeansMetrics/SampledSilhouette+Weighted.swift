public import KMeansCore

extension SampledSilhouette {
  /// Draws points with weights and scores them.
  ///
  /// Where weights mean copies, points are drawn by their weights: whole weights, of ten million in
  /// all at most, as their copies would be, without replacement; others with replacement. A point
  /// may be drawn several times, and then counts so often. Where they mean shares, points are drawn
  /// whatever they weigh, and weigh in the mean; its interval is that of a ratio (W. G. Cochran,
  /// Sampling Techniques, 3rd ed., 1977, §2.11).
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters that weigh nothing do not count.
  ///   - weights: one a point, 0 or more.
  ///   - meaning: what weights mean.
  ///   - metric: how far apart points are.
  ///   - size: how many points to draw, at least 2; all of them where there are fewer.
  ///   - seed: another seed, another sample.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` as `Silhouette`, and `.setting` for a size below 2.
  /// - Complexity: O(size·N·d); by the cosine O(N·d + size·k·d).
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], meaning: WeightMeaning = .copies,
    metric: ScoreMetric = .euclidean, size: Int, seed: UInt64 = 0, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(MetricError) {
    guard size >= 2 else {
      throw .setting("the size of the sample", found: "\(size)", allowed: "at least 2")
    }
    let masses = try GroupMasses(points: x.count, y, weights: weights, meaning: meaning)
    guard meaning.telling(weights) != nil else {
      try self.init(
        x, y, metric: metric, size: size, seed: seed, threads: threads, stop: stop)
      return
    }
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    let sample = Sample(weights, meaning, size: size, seed: seed)
    let asked = Set(sample.points).sorted()
    let found = try WeightedDistances(
      seen: metric.seen(x, threads: threads), masses, asked: asked, metric: metric,
      settings: settings)
    let silhouettes = masses.silhouettes(of: asked, found.own, found.other)
    let place = Dictionary(uniqueKeysWithValues: zip(asked, asked.indices))
    let values = sample.points.map { silhouettes[place[$0] ?? 0] }
    let own = sample.points.map { meaning == .copies ? 1 : weights[Int($0)] }
    let mean = weightedMean(values, own)
    self.init(
      mean: mean, margin: Self.margin(values, own, mean: mean, share: sample.share),
      points: sample.points.map { Int($0) }, values: values)
  }

  /// Half the width of the interval of 95 % around a weighted mean; that of a plain mean where all
  /// weights are equal.
  private static func margin(
    _ values: [Double], _ weights: [Double], mean: Double, share: Double
  ) -> Double {
    let drawn = Double(values.count)
    guard drawn > 1 else { return 0 }
    let weight = exactMean(weights[...])
    let squares = exactMean(
      zip(values, weights).map { value, own in
        let rest = own / weight * (value - mean)
        return rest * rest
      }[...])
    return 1.959964 * (squares * drawn / (drawn - 1) / drawn * (1 - share)).squareRoot()
  }
}

/// The points that are drawn.
private struct Sample {
  /// Ascending; one that is drawn several times is there so often.
  let points: [Int32]
  /// How much of all was drawn: what a finite population takes from the variance.
  let share: Double

  init(_ weights: [Double], _ meaning: WeightMeaning, size: Int, seed: UInt64) {
    guard meaning == .copies else {
      let positive = weights.indices.filter { weights[$0] > 0 }
      let drawn = SampledSilhouette.draw(
        min(size, positive.count), of: positive.count, seed: seed)
      points = drawn.map { Int32(positive[Int($0)]) }
      share = Double(drawn.count) / Double(positive.count)
      return
    }
    let draws = MassDraws(weights)
    if let copies = draws.copyCount {
      let drawn = SampledSilhouette.draw(min(size, copies), of: copies, seed: seed)
      points = drawn.map { Int32(draws.point(ofCopy: Int($0))) }
      share = Double(drawn.count) / Double(copies)
      return
    }
    let random = CounterRandom(seed: seed)
    points = (0..<size).map { Int32(draws.point(random, draw: $0)) }.sorted()
    share = 0
  }
}
