import KMeansMatrices

/// The centroids by how far they moved last, the farthest first, cut into levels.
///
/// A bound on a point's distance to all other centroids shrinks by the greatest of their drifts,
/// and a few centroids move much farther than the rest. Once those few have been looked at one by
/// one, the bound shrinks by the drift of the others only. So a point is looked at against the
/// first levels, as few as prove its label.
struct DriftLevels {
  /// Centroids, by drift.
  let order: [Int32]
  /// How many centroids the levels up to each have; the last has all.
  let counts: [Int]
  /// The greatest drift past each level, in units; −∞ past the last.
  let rest: [Double]

  /// One level of k centroids as they come.
  init(all k: Int) { self.init(steps: Array(repeating: .infinity, count: k)) }

  /// - Complexity: O(k log k).
  init(steps: [Double]) {
    let k = steps.count
    guard steps.allSatisfy(\.isFinite) else {
      (order, counts, rest) = (Array(0..<Int32(k)), [k], [-.infinity])
      return
    }
    let order = (0..<Int32(k)).sorted {
      let (a, b) = (steps[Int($0)], steps[Int($1)])
      return a != b ? a > b : $0 < $1
    }
    self.order = order
    // Whole blocks of the kernels; a level is of use when it is much smaller than the next.
    var counts: [Int] = []
    for divisor in [32, 8, 2] {
      let count = (k / divisor + 7) / 8 * 8
      if count > (counts.last ?? 0) && 3 * count <= 2 * k { counts.append(count) }
    }
    self.counts = counts + [k]
    rest = counts.map { steps[Int(order[$0])] } + [-.infinity]
  }

  /// Every level's centroids, as positions in `order`.
  var ranges: [Range<Int>] { zip([0] + counts, counts).map { $0..<$1 } }
}
