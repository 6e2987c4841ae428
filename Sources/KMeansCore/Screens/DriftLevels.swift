/// The centroids in the order of their last drift, the greatest first, cut into levels.
///
/// A bound on a point's distance to all other centroids shrinks by the greatest of their drifts,
/// and a few centroids move much farther than the rest. Once a point has been compared with those
/// few, the bound shrinks only by the drift of the others. So a point is compared with the first
/// levels, as few as prove its label. The first level has no centroid: there the point's rivals are
/// enough (`Rivals`).
struct DriftLevels {
  /// Centroids, by drift.
  let order: [Int32]
  /// How many centroids the levels up to each have; the first none, the last all.
  let counts: [Int]
  /// The greatest drift past each level, in units; −∞ past the last.
  let rest: [Double]
  /// By level how much of its span a gap must have. With less, a point is compared with all
  /// centroids, which renews the gap.
  let renewals: [Double]

  /// One level of all k centroids, by number.
  init(all k: Int) { self.init(steps: Array(repeating: .infinity, count: k), cost: 0) }

  /// - Parameters:
  ///   - steps: how far each centroid moved last, in units; infinite where no bound holds.
  ///   - cost: what looking at one centroid takes, in cycles a point.
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
    // Whole blocks of the kernels; a level is useful when it is much smaller than the next.
    var counts = [0]
    for divisor in [32, 8, 2] {
      let count = (k / divisor + 7) / 8 * 8
      if let last = counts.last, count > last && 3 * count <= 2 * k { counts.append(count) }
    }
    self.counts = counts + [k]
    rest = counts.map { steps[Int(order[$0])] } + [-.infinity]
    // A level that costs much of what all cost gains most from a renewed gap.
    renewals = self.counts.map {
      0.1 + 0.2 * (Self.overhead + cost * Double($0)) / (Self.overhead + cost * Double(k))
    }
  }

  /// What looking at a point takes even without centroids, in cycles.
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

    /// The first level past which no centroid can have come nearer than `upper`; or the last, if
    /// the gap has shrunk so far that it should be renewed.
    ///
    /// `rest` descends, so the first level that suffices is the number of levels that do not. A NaN
    /// bound suffices nowhere. Counting avoids a branch that could not be predicted.
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
