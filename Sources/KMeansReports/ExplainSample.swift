public import KMeansCore
import KMeansMetrics

/// The points that an explanation shows: all, or a random sample where there are too many to look
/// at or to put into one page. Points that weigh nothing are not among them.
///
/// Points with weights are drawn by these, as `MassDraws` does, and then weigh how often they were
/// drawn: of all copies, each sample is as likely as any other.
public struct ExplainSample: Sendable {
  /// The points that are shown.
  public let x: Observations
  /// Which points of the data they are, ascending; nil for all.
  public let rows: [Int]?
  /// Whether points were drawn, and the others are not shown.
  public let isDrawn: Bool
  /// How many points the data has.
  public let total: Int

  /// The most points that are shown.
  public static let mostPoints = 2000
  /// The most bytes that values take in a page, before they become text.
  static let mostBytes = 768_000
  /// The most features, whose names and scales take room too: about `bytesOfFeature` bytes each.
  static let mostFeatures = 5000
  static let bytesOfFeature = 100
  /// The most values that the centroids may have.
  static let mostCentroidValues = 25_000

  /// The points of `x`, or `mostPoints` of them, fewer where they have many features.
  ///
  /// - Parameters:
  ///   - x: X, all of the data, with its weights.
  ///   - seed: another seed, another sample.
  /// - Throws: `ObservationError` when the drawn points cannot be clustered.
  /// - Complexity: O(n·d) for n points shown.
  public init(of x: Observations, seed: UInt64) throws(ObservationError) {
    total = x.count
    if let weights = x.weights {
      let shown = Self.weighted(x, weights, seed: seed)
      let isWhole = shown.rows.count == x.count && !shown.isDrawn
      self.x =
        isWhole
        ? x : try Observations(x.points.selecting(shown.rows), weights: shown.weights)
      rows = isWhole ? nil : shown.rows
      isDrawn = shown.isDrawn
      return
    }
    let drawn = Self.draw(min(Self.mostPoints, x.count), of: x.count, seed: seed)
    let size = PageValues.size(of: x.points, rows: drawn)
    let room = Self.mostBytes - Self.bytesOfFeature * x.dimensions
    let most = max(1, room / (size * x.dimensions))
    let kept = most < drawn.count ? Self.draw(most, of: drawn.count, seed: seed) : nil
    let rows = kept.map { $0.map { drawn[$0] } } ?? drawn
    if rows.count == x.count {
      self.x = x
      self.rows = nil
      isDrawn = false
      return
    }
    let d = x.dimensions
    let points = unsafe PointMatrix(dimensions: d, count: rows.count) { values in
      for (place, row) in rows.enumerated() {
        for feature in 0..<d {
          unsafe values[place * d + feature] = x.points[feature, row]
        }
      }
    }
    self.x = try Observations(points)
    self.rows = rows
    isDrawn = true
  }

  /// Which points with weights are shown, and what they weigh.
  private static func weighted(
    _ x: Observations, _ weights: [Double], seed: UInt64
  ) -> (rows: [Int], weights: [Double], isDrawn: Bool) {
    let positive = weights.indices.filter { weights[$0] > 0 }
    // The weights take room too.
    let size = PageValues.size(of: x.points, rows: Array(positive.prefix(mostPoints)))
    let room = mostBytes - bytesOfFeature * x.dimensions
    let most = max(1, min(mostPoints, room / (size * x.dimensions + 8)))
    if positive.count <= most { return (positive, positive.map { weights[$0] }, false) }
    let draws = MassDraws(weights)
    var times: [Int: Double] = [:]
    if let copies = draws.copyCount {
      for copy in draw(most, of: copies, seed: seed) {
        times[draws.point(ofCopy: copy), default: 0] += 1
      }
    } else {
      let random = CounterRandom(seed: seed)
      for draw in 0..<most { times[draws.point(random, draw: draw), default: 0] += 1 }
    }
    let rows = times.keys.sorted()
    return (rows, rows.map { times[$0] ?? 0 }, true)
  }

  /// Whether this number of centroids of these points fits into a page.
  public func holds(clusters: Int) -> Bool {
    clusters <= x.count && x.dimensions <= Self.mostFeatures
      && clusters * x.dimensions <= Self.mostCentroidValues
  }

  /// `size` of `count` numbers, each set of them as likely as any other, ascending.
  ///
  /// R. W. Floyd's sampling (J. Bentley and B. Floyd, "A sample of brilliance", CACM 30(9), 1987,
  /// doi:10.1145/30401.315746).
  static func draw(_ size: Int, of count: Int, seed: UInt64) -> [Int] {
    let random = CounterRandom(seed: seed)
    var drawn: Set<Int> = []
    for last in (count - size)..<count {
      let number = random.below(last + 1, last)
      drawn.insert(drawn.contains(number) ? last : number)
    }
    return drawn.sorted()
  }
}
