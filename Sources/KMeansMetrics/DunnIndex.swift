public import KMeansCore

/// Dunn's index: the least distance between points of two clusters, over the greatest distance
/// between points of one; higher is better.
///
/// It is criticised because one far point alone decides it; `dunnIndexOfMeans` does not depend on
/// one. The pairs that decide are found exactly: `separation` and `diameter` rule out
/// others by the triangle inequality, and `DunnScreen` in single precision.
///
/// J. C. Dunn, "Well-separated clusters and optimal fuzzy partitions", Journal of Cybernetics 4
/// (1974), doi:10.1080/01969727408546059.
///
/// - Parameters:
///   - x: X, d × N.
///   - y: Y, k × N.
///   - dispersion: of the same X and Y.
///   - threads: how many threads may work side by side; nil for all processors.
/// - Returns: 0 when clusters share a point; else +∞ when no cluster has two different ones.
/// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them,
///   `.labelCount` when the points, labels and dispersion do not belong together.
/// - Complexity: O(N²·d) at worst, O(N·k·d) where clusters lie well apart.
public func dunnIndex(
  _ x: PointMatrix, _ y: LabelMatrix, _ dispersion: Dispersion, threads: Int? = nil
) throws(MetricError) -> Double {
  guard y.count == x.count, dispersion.count == x.count else {
    throw .labelCount(found: min(y.count, dispersion.count), expected: x.count)
  }
  try dispersion.checkComparable()
  let space = DunnSpace(
    x, y, dispersion, threads: threads ?? Chunks.processors, kernels: .current)
  let screen = DunnScreen(space, mean: dispersion.mean)
  let separation = space.separation(screen)
  return separation > 0 ? (separation / space.diameter(screen)).squareRoot() : 0
}

/// Dunn's index with clusters taken as their means: the least distance of two means, over twice the
/// greatest mean distance of a cluster's points to its mean; higher is better.
///
/// The generalised index ν₄₃ of Bezdek and Pal. J. C. Bezdek, N. R. Pal, "Some new indexes of
/// cluster validity", IEEE Transactions on Systems, Man, and Cybernetics B 28 (1998),
/// doi:10.1109/3477.678624.
///
/// - Returns: 0 when two means are equal; else +∞ when no point differs from its mean.
/// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them.
/// - Complexity: O(k²·d) at worst, O(k·d·log k) for many clusters in few dimensions.
public func dunnIndexOfMeans(
  _ d: Dispersion, threads: Int? = nil
) throws(MetricError) -> Double {
  try d.checkComparable()
  let nearest = nearestMeans(d, threads: threads).map(\.least)
  let widest = d.clusters.reduce(0) { max($0, d.meanDistances[$1]) }
  let least = nearest.min() ?? 0
  return least > 0 ? least / (2 * widest) : 0
}

/// Points by cluster with what bounds their distances: how far each is from its mean.
struct DunnSpace {
  let rows: Observations.Rows
  let means: PointMatrix
  /// The points of every cluster that has some, the farthest from its mean first.
  let members: [[Int32]]
  /// √δ of every point to the mean of its cluster, as computed.
  let radii: [Double]
  let slack: DistanceSlack
  let threads: Int
  let kernels: Kernels

  /// - Complexity: O(N·(d + log N)).
  init(
    _ x: PointMatrix, _ y: LabelMatrix, _ dispersion: Dispersion, threads: Int, kernels: Kernels
  ) {
    let groups = Groups(y)
    let rows = x.rows
    let radii = kernels.distances(
      rows, 0..<x.count, toAssigned: dispersion.means, groups.labels
    ).map { $0.squareRoot() }
    var members = [[Int32]](repeating: [], count: groups.clusters.count)
    for (point, label) in groups.labels.enumerated() { members[Int(label)].append(Int32(point)) }
    self.rows = rows
    means = dispersion.means
    self.members = members.map { points in points.sorted { radii[Int($0)] > radii[Int($1)] } }
    self.radii = radii
    slack = DistanceSlack(dimensions: x.dimensions)
    self.threads = threads
    self.kernels = kernels
  }

  /// δ of some points to a point.
  ///
  /// - Parameters:
  ///   - points: the numbers of the points.
  ///   - point: d values.
  ///   - found: room for one value a point, written.
  func distances(
    of points: UnsafeBufferPointer<Int32>, to point: [Double], _ found: inout [Double]
  ) {
    guard !points.isEmpty else { return }
    kernels.distances(
      rows.points(0..<rows.points.count, rows: points), toOne: point, distancesSquared: &found)
  }

  /// xᵢ in Double.
  func point(_ index: Int32) -> [Double] {
    (0..<rows.dimensions).map { rows[$0, Int(index)] }
  }
}

/// How far computed distances may be from the real ones.
///
/// δ is off by (d + 3)·2^-53 of itself and d·2^-1074 (see `squaredDistance`), so its root by half
/// of that and one rounding more, and by √d·2^-537 at most where squares vanish. Both are more than
/// doubled, which covers the roundings of the comparisons themselves.
struct DistanceSlack {
  private let relative: Double
  private let absolute: Double

  init(dimensions: Int) {
    relative = Double(dimensions + 16) * 0x1p-52
    absolute = Double(dimensions) * 0x1p-536
  }

  /// Whether |a − b| is certainly more than `limit`, for computed distances a, b and limit.
  @inline(__always)
  func isGap(_ a: Double, _ b: Double, over limit: Double) -> Bool {
    abs(a - b) > limit + width(a + b + limit)
  }

  /// Whether a + b is certainly less than `limit`.
  @inline(__always)
  func isSum(_ a: Double, _ b: Double, under limit: Double) -> Bool {
    a + b + width(a + b + limit) < limit
  }

  /// By how much bounds on a distance are widened, when the distances in play sum up to `size`.
  @inline(__always)
  func width(_ size: Double) -> Double { relative * size + absolute }
}
