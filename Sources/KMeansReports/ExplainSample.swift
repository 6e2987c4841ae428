public import KMeansCore

/// The points that an explanation shows: all, or a random sample where there are too many to look
/// at or to put into one page.
public struct ExplainSample: Sendable {
  /// The points that are shown.
  public let x: Observations
  /// Which points of the data they are, ascending; nil for all.
  public let rows: [Int]?
  /// How many points the data has.
  public let total: Int

  /// The most points that are shown.
  public static let mostPoints = 2000
  /// The most bytes that values take in a page, before they become text.
  static let mostBytes = 768_000
  /// The most features, whose names and scales take room too, about so many bytes each.
  static let mostFeatures = 5000
  static let bytesOfFeature = 100
  /// The most values that the centroids may have.
  static let mostCentroidValues = 25_000

  /// The points of `x`, or `mostPoints` of them, fewer where they have many features.
  ///
  /// - Parameters:
  ///   - x: X, all of the data, without weights.
  ///   - seed: another seed, another sample.
  /// - Throws: `ObservationError` when the drawn points cannot be clustered.
  /// - Complexity: O(n·d) for n points shown.
  public init(of x: Observations, seed: UInt64) throws(ObservationError) {
    total = x.count
    let drawn = Self.draw(min(Self.mostPoints, x.count), of: x.count, seed: seed)
    let size = PageValues.size(of: x.points, rows: drawn)
    let room = Self.mostBytes - Self.bytesOfFeature * x.dimensions
    let most = max(1, room / (size * x.dimensions))
    let kept = most < drawn.count ? Self.draw(most, of: drawn.count, seed: seed) : nil
    let rows = kept.map { $0.map { drawn[$0] } } ?? drawn
    if rows.count == x.count {
      self.x = x
      self.rows = nil
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
  }

  /// Whether so many centroids of these points fit into a page.
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
