import KMeansMatrices

/// Hamerly's bounds: for every point one number that tells whether its label can have changed.
///
/// G. Hamerly, "Making k-means even faster", SDM 2010, keeps for every point an upper bound u on
/// the distance to its own centroid a and a lower bound l on the distance to every other. When the
/// centroids move, u grows by the drift of a and l shrinks by the greatest drift of the others; as
/// long as u < l the label stands. Here nothing is written for a point that stands: with Dₐ the sum
/// of a's drifts and Lₐ the sum of the others' greatest drifts since the start, the bounds made at
/// time t hold as long as
///
///     gap > Dₐ + Lₐ,   gap = l(t) − u(t) + Dₐ(t) + Lₐ(t),
///
/// so a point costs the reading of its gap and its label, and one comparison.
///
/// **Rounding.** The label must stand in the computed order of `squaredDistance`, whose δ̂ lies
/// within g·δ + d·2^-1074 of δ, g = (d + 3)·2^-53. For bounds l > u now, with l₀ ≥ l the lower
/// bound when it was made, l − u > 2g·l₀ + √(d·2^-1073) gives (l − u)(l + u) > g(l² + u²) +
/// d·2^-1073, hence l²(1 − g) − d·2^-1074 > u²(1 + g) + d·2^-1074, which is the order of the
/// computed values. So l is lowered by 2g·l₀ + √(d·2^-1073) when it is made; 2^-30 in place of 2g,
/// and the sums of drifts widened by 2^-30, cover the roundings of Double here too. Distances are
/// kept in units of a power of two above the box's longest side, as Float rounded down.
struct DistanceBounds {
  /// l − u + Dₐ + Lₐ by point, rounded down; −∞ where nothing is known.
  private(set) var gaps: [Float]
  /// l + Lₐ by point, rounded down; −∞ where nothing is known.
  private(set) var lowers: [Float]
  /// Dₐ and Lₐ by cluster, rounded up.
  private(set) var own: [Double]
  private(set) var others: [Double]
  /// The power of two that turns distances into units.
  let unit: Double
  /// √(d·2^-1073), in units.
  let least: Double

  init(_ x: Observations, clusters: Int) {
    gaps = Array(repeating: -.infinity, count: x.count)
    lowers = gaps
    own = Array(repeating: 0, count: clusters)
    others = own
    let side = zip(x.box.greatest, x.box.least).map { $0 - $1 }.max() ?? 0
    // A side in place of the diagonal: Float has range to spare for √d.
    unit = side > 0 ? Double(sign: .plus, exponent: -Int(side.exponent), significand: 1) : 1
    least = (Double(x.dimensions) * 0x1p-1073).squareRoot() * unit
  }

  /// Takes an update's drift into account; after an infinite one, no bound holds.
  ///
  /// - Complexity: O(k), or O(N) after an infinite drift.
  mutating func move(by drift: Drift) {
    let distances = drift.squaredDistances.map { distance(bounding: $0) }
    guard distances.allSatisfy(\.isFinite) else {
      for point in gaps.indices { (gaps[point], lowers[point]) = (-.infinity, -.infinity) }
      for cluster in own.indices { (own[cluster], others[cluster]) = (0, 0) }
      return
    }
    let greatest = distances.max() ?? 0
    let first = distances.firstIndex(of: greatest)
    let second = distances.indices.filter { $0 != first }.map { distances[$0] }.max() ?? 0
    for (cluster, distance) in distances.enumerated() {
      own[cluster] = (own[cluster] + distance) * (1 + 0x1p-50)
      others[cluster] += cluster == first ? second : greatest
      others[cluster] *= 1 + 0x1p-50
    }
  }

  /// What a point's gap must exceed, by label: Dₐ + Lₐ, rounded up.
  var thresholds: [Float] {
    zip(own, others).map { own, others in
      let sum = (own + others) * (1 + 0x1p-50)
      let float = Float(sum)
      return Double(float) < sum ? float.nextUp : float
    }
  }

  /// An upper bound on a distance, in units, from its computed square.
  @inline(__always)
  func distance(bounding squared: Double) -> Double {
    squared.squareRoot() * (1 + 0x1p-30) * unit + least
  }

  /// The lower bound on the distance of a point of cluster `label` to every other centroid, in
  /// units, as far as it is known.
  @inline(__always)
  func lower(_ stored: Float, label: Int32) -> Double {
    Double(stored) - others[Int(label)] * (1 + 0x1p-50)
  }

  /// The gap to store for a point whose upper bound became known, rounded down.
  ///
  /// - Parameters:
  ///   - upper: a bound on the distance to its own centroid, in units.
  ///   - lower: a bound on the distance to every other, lowered already.
  @inline(__always)
  func gap(upper: Double, lower: Double, label: Int32) -> Float {
    let (own, others) = (own[Int(label)], others[Int(label)])
    // The sum's roundings are below 2^-50 of the magnitudes that enter it.
    let gap = lower - upper + own + others - 0x1p-50 * (upper + abs(lower) + own + others)
    let float = Float(gap)
    return Double(float) > gap ? float.nextDown : float
  }

  /// The bounds' own figures without those of the points, for workers to share.
  var withoutPoints: DistanceBounds {
    var copy = self
    (copy.gaps, copy.lowers) = ([], [])
    return copy
  }

  /// Calls `body` with the gaps and lower bounds, to be written by point.
  mutating func withStorage<Result>(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    gaps.withUnsafeMutableBufferPointer { gaps in
      lowers.withUnsafeMutableBufferPointer { lowers in
        body(gaps.baseAddress!, lowers.baseAddress!)
      }
    }
  }
}
