import KMeansMatrices

/// The centroids by how far they moved last, the farthest first, cut into levels.
///
/// A bound on a point's distance to all other centroids shrinks by the greatest of their drifts,
/// and a few centroids move much farther than the rest. Once those few have been looked at one by
/// one, the bound shrinks by the drift of the others only. So a point is looked at against the
/// first levels, as few as prove its label. The first of all has no centroid: there its rivals are
/// enough (`Rivals`).
struct DriftLevels {
  /// Centroids, by drift.
  let order: [Int32]
  /// How many centroids the levels up to each have; the first none, the last all.
  let counts: [Int]
  /// The greatest drift past each level, in units; −∞ past the last.
  let rest: [Double]
  /// By level how much of its span a gap must have: where less is left, a point is looked at
  /// against all centroids, which renews it.
  let renewals: [Double]

  /// One level of k centroids as they come.
  init(all k: Int) { self.init(steps: Array(repeating: .infinity, count: k), cost: 0) }

  /// - Parameter cost: what looking at one centroid takes, in cycles a point.
  /// - Complexity: O(k log k).
  init(steps: [Double], cost: Double) {
    let k = steps.count
    guard steps.allSatisfy(\.isFinite) else {
      (order, counts, rest, renewals) = (Array(0..<Int32(k)), [k], [-.infinity], [0])
      return
    }
    let order = (0..<Int32(k)).sorted {
      let (a, b) = (steps[Int($0)], steps[Int($1)])
      return a != b ? a > b : $0 < $1
    }
    self.order = order
    // Whole blocks of the kernels; a level is of use when it is much smaller than the next.
    var counts = [0]
    for divisor in [32, 8, 2] {
      let count = (k / divisor + 7) / 8 * 8
      if let last = counts.last, count > last && 3 * count <= 2 * k { counts.append(count) }
    }
    self.counts = counts + [k]
    rest = counts.map { steps[Int(order[$0])] } + [-.infinity]
    // The more a level costs of what all would cost, the sooner it pays to have peace.
    renewals = self.counts.map {
      0.1 + 0.2 * (Self.overhead + cost * Double($0)) / (Self.overhead + cost * Double(k))
    }
  }

  /// What looking at a point takes however few the centroids are, in cycles.
  private static let overhead = 300.0

  /// `rest` and `renewals` as loops over points take them.
  struct Bounds {
    /// −∞ past the last.
    private var rest = SIMD4<Double>(repeating: -.infinity)
    private let renewals: UnsafeBufferPointer<Double>
    private let last: Int

    fileprivate init(_ rest: [Double], _ renewals: UnsafeBufferPointer<Double>) {
      (self.renewals, last) = (renewals, rest.count - 1)
      for level in 0..<last { self.rest[level] = rest[level] }
    }

    /// The first level past which no centroid can have come nearer than `upper`; or the last, where
    /// little is left of the bound, which looking at all centroids would renew.
    ///
    /// `rest` descends, so the first that suffices is as many as do not; a bound that is no number
    /// suffices nowhere. Which it is is as good as random: counting takes no branch.
    @inline(__always)
    func level(_ upper: Double, _ lower: Double, _ span: Float) -> Int {
      let (gap, margin) = (lower - upper, 0x1p-20 * (upper + abs(lower)))
      let suffices = SIMD4(repeating: gap) - rest .> SIMD4(repeating: margin)
      let others = SIMD4<Int64>(repeating: 1).replacing(with: 0, where: suffices).wrappedSum()
      let first = min(Int(others), last)
      return gap < renewals[first] * Double(span) ? last : first
    }
  }

  /// Calls `body` with `rest` and `renewals`.
  func withBounds<Result>(_ body: (Bounds) -> Result) -> Result {
    renewals.withUnsafeBufferPointer { body(Bounds(rest, $0)) }
  }

  /// Every level's centroids, as positions in `order`.
  var ranges: [Range<Int>] { zip([0] + counts, counts).map { $0..<$1 } }
}
