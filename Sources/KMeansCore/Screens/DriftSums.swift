/// Hamerly's bounds: for every point one number that tells whether its label may have changed.
///
/// G. Hamerly, "Making k-means even faster", SDM 2010, keeps for every point an upper bound u on
/// the distance to its own centroid a and a lower bound l on the distance to every other. When the
/// centroids move, u grows by the drift of a and l shrinks by the greatest drift of the others; as
/// long as u < l the label stands. Here nothing is written while the label stands. With Dₐ the sum
/// of a's drifts and Lₐ the sum of the others' greatest drifts since the start, the bounds made at
/// time t prove the label as long as
///
///     gap > Dₐ + Lₐ,   gap = l(t) − u(t) + Dₐ(t) + Lₐ(t),
///
/// so a point costs one comparison, with its gap and its label read.
///
/// **Rounding.** The label must stand in the computed order of `squaredDistance`, whose δ̂ lies
/// within g·δ + d·2^-1074 of δ, g = (d + 3)·2^-53. For bounds l > u now, with l₀ ≥ l the lower
/// bound when it was made, l − u > 2g·l₀ + √(d·2^-1073) gives (l − u)(l + u) > g(l² + u²) +
/// d·2^-1073, hence l²(1 − g) − d·2^-1074 > u²(1 + g) + d·2^-1074, which is the order of the
/// computed values. So l is lowered by 2g·l₀ + √(d·2^-1073) when it is made; 2^-30 instead of 2g,
/// and the sums of drifts widened by 2^-30, cover the roundings of Double here too. Distances are
/// kept in units of a power of two above the box's longest side, as Float rounded down.
struct DriftSums: Sendable {
  /// Dₐ and Lₐ by cluster, rounded up.
  private(set) var own: [Double]
  private(set) var others: [Double]
  /// Lₐ before the last move.
  private(set) var othersBefore: [Double]
  /// How far each centroid moved last, rounded up; infinite where no bound holds.
  private(set) var steps: [Double]
  /// The power of two that turns distances into units.
  let unit: Double
  /// √(d·2^-1073), in units.
  let least: Double

  init(_ x: Observations, clusters: Int) {
    own = Array(repeating: 0, count: clusters)
    (others, othersBefore) = (own, own)
    steps = Array(repeating: .infinity, count: clusters)
    // A side instead of the diagonal: Float has range to spare for √d.
    let side = x.box.sides.max() ?? 0
    unit = side > 0 ? Double.powerOfTwo(-Int(side.exponent)) : 1
    least = (Double(x.dimensions) * 0x1p-1073).squareRoot() * unit
  }

  /// Sums that were written down.
  ///
  /// - Parameters:
  ///   - x: X.
  ///   - sums: of the drifts of every centroid, of the others' greatest, and those before the last
  ///     move.
  ///   - steps: how far each centroid moved last.
  init(
    _ x: Observations, _ sums: (own: [Double], others: [Double], before: [Double]),
    steps: [Double]
  ) {
    self.init(x, clusters: steps.count)
    (own, others, othersBefore) = sums
    self.steps = steps
  }

  /// Takes an update's drift into account; after an infinite one, all sums start from 0.
  ///
  /// - Returns: whether what is stored of points still holds.
  /// - Complexity: O(k).
  mutating func move(by drift: Drift) -> Bool {
    let distances = drift.squaredDistances.map { distance(bounding: $0) }
    (othersBefore, steps) = (others, distances)
    guard distances.allSatisfy(\.isFinite) else {
      for cluster in own.indices {
        (own[cluster], others[cluster], othersBefore[cluster]) = (0, 0, 0)
      }
      return false
    }
    let greatest = distances.max() ?? 0
    let first = distances.firstIndex(of: greatest)
    let second = distances.indices.filter { $0 != first }.map { distances[$0] }.max() ?? 0
    for (cluster, distance) in distances.enumerated() {
      own[cluster] = (own[cluster] + distance) * (1 + 0x1p-50)
      others[cluster] += cluster == first ? second : greatest
      others[cluster] *= 1 + 0x1p-50
    }
    return true
  }

  /// What a point's gap must exceed, by label: Dₐ + Lₐ, rounded up.
  var thresholds: [Float] {
    zip(own, others).map { own, others in
      Float(leastAbove: (own + others) * (1 + 0x1p-50))
    }
  }

  /// An upper bound on a distance, in units, from its computed square.
  @inline(__always)
  func distance(bounding squared: Double) -> Double {
    squared.squareRoot() * (1 + 0x1p-30) * unit + least
  }

  /// A lower bound on a distance, in units and lowered as bounds are, from its computed square.
  ///
  /// The real distance is at least √δ̂·(1 − 2^-30) − `least`; the bound is lowered by as much
  /// again.
  @inline(__always)
  func lower(fromSquared squared: Double) -> Double {
    squared.squareRoot() * (1 - 0x1p-28) * unit - 2 * least
  }

  /// The same from a real distance in units, which has no rounding.
  @inline(__always)
  func lower(from distance: Double) -> Double { distance * (1 - 0x1p-29) - least }

  /// What to store for a lower bound, rounded down.
  @inline(__always)
  func stored(lower: Double, label: Int32) -> Float {
    let others = others[Int(label)]
    return Float(roundingDown: lower + others - 0x1p-50 * (abs(lower) + others))
  }

  /// The upper bound, as of now, on a point's distance to its own centroid, from the gap and the
  /// lower bound that were stored; NaN where nothing is known.
  @inline(__always)
  func upper(gap: Float, stored: Float, label: Int32) -> Double {
    let (gap, stored, own) = (Double(gap), Double(stored), own[Int(label)])
    // Stored bounds are cut off at 2^127, so a great one may have been greater.
    guard stored < 0x1p100 else { return .infinity }
    // Storing and reading round twice in Float, and in Double.
    return stored - gap + own + 0x1p-21 * (abs(stored) + abs(gap)) + 0x1p-48 * own + 0x1p-138
  }

  /// What a stored lower bound said before the last move.
  @inline(__always)
  func lowerBefore(_ stored: Float, label: Int32) -> Double {
    Double(stored) - othersBefore[Int(label)] * (1 + 0x1p-50)
  }

  /// About how much farther the second nearest centroid is than the nearest, by a gap that is new.
  @inline(__always)
  func span(gap: Float, label: Int32) -> Float {
    max(0, gap - Float(own[Int(label)] + others[Int(label)]))
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
  ///   - label: its own centroid.
  /// - Returns: lower − upper + Dₐ + Lₐ.
  @inline(__always)
  func gap(upper: Double, lower: Double, label: Int32) -> Float {
    let (own, others) = (own[Int(label)], others[Int(label)])
    // The sum's roundings are below 2^-50 of the magnitudes that enter it.
    return Float(
      roundingDown: lower - upper + own + others
        - 0x1p-50 * (upper + abs(lower) + own + others))
  }
}

extension Float {
  /// A float at most `value`: within two steps of it up to 2^127, and finite past that, where the
  /// conversion alone would give infinity. A branch would cost more than the lost step.
  @inline(__always)
  init(roundingDown value: Double) {
    self.init(min(value - (abs(value) * 0x1p-23 + 0x1p-140), 0x1p127))
  }

  /// A float at least `value`, and likewise.
  @inline(__always)
  init(roundingUp value: Double) {
    self.init(max(value + (abs(value) * 0x1p-23 + 0x1p-140), -0x1p127))
  }

  /// The least float that is at least `value`.
  @inline(__always)
  init(leastAbove value: Double) {
    let float = Float(value)
    self = Double(float) < value ? float.nextUp : float
  }
}
