public import KMeansCore

/// The mean silhouette of all points, from those of some: for data too large to compare every point
/// with every other.
///
/// The silhouettes of the sampled points are exact, against all N points, so their mean is an
/// unbiased estimate of `Silhouette.mean`. The mean over a sample by itself, which is often taken,
/// is biased. The interval is the usual one for a simple random sample without replacement, with
/// the correction for a finite population: W. G. Cochran, Sampling Techniques, 3rd ed., 1977, §2.6
/// and §2.13.
public struct SampledSilhouette: Sendable {
  /// How many points were drawn.
  public let size: Int
  /// The mean of their s.
  public let mean: Double
  /// The half width of the interval around `mean` that holds the mean over all points with a
  /// probability of 95%; 0 when all points were drawn.
  public let margin: Double
  /// The points that were drawn, ascending; by weights, one may be there several times.
  public let points: [Int]
  /// Their s.
  public let values: [Double]

  /// A sample that was drawn and scored.
  init(mean: Double, margin: Double, points: [Int], values: [Double]) {
    (size, self.mean, self.margin) = (points.count, mean, margin)
    (self.points, self.values) = (points, values)
  }

  /// Draws points and scores them.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters without points do not count.
  ///   - metric: how far apart points are.
  ///   - size: how many points to draw, at least 2; all of them where there are fewer.
  ///   - seed: another seed, another sample.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early, if it is urgent.
  /// - Throws: `MetricError` as `Silhouette`, and `.setting` for a size below 2.
  /// - Complexity: O(N·k·d + size·N·d); by the cosine O(N·d + size·k·d).
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean, size: Int,
    seed: UInt64 = 0, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(MetricError) {
    guard size >= 2 else {
      throw .setting("the size of the sample", found: "\(size)", allowed: "at least 2")
    }
    try y.checkComparable(points: x.count)
    var settings = GroupDistances.Settings(stop: stop)
    if let threads { settings.threads = max(1, threads) }
    let groups = SortedGroups(y)
    let drawn = Self.draw(min(size, x.count), of: x.count, seed: seed)
    let distances = try GroupDistances(
      seen: metric.seen(x, threads: threads), y, groups, asked: drawn, metric: metric,
      settings: settings)
    let values = distances.silhouettes(of: drawn, groups)
    let mean = exactMean(values[...])
    self.size = drawn.count
    self.mean = mean
    self.values = values
    points = drawn.map { Int($0) }
    let variance =
      exactMean(values.map { ($0 - mean) * ($0 - mean) }[...]) * Double(drawn.count)
      / Double(drawn.count - 1)
    let share = Double(drawn.count) / Double(x.count)
    margin = 1.959964 * (variance / Double(drawn.count) * (1 - share)).squareRoot()
  }

  /// The `size` of `count` numbers whose hashes are least, ascending: a function of the seed alone.
  ///
  /// - Complexity: O(count·log count).
  static func draw(_ size: Int, of count: Int, seed: UInt64) -> [Int32] {
    if size == count { return (0..<Int32(count)).map { $0 } }
    let random = CounterRandom(seed: seed)
    let hashes = (0..<count).map { (hash: random.bits($0), index: Int32($0)) }
    let least = hashes.sorted { ($0.hash, $0.index) < ($1.hash, $1.index) }.prefix(size)
    return least.map(\.index).sorted()
  }
}
