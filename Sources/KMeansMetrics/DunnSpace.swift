import KMeansCore

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
  /// Ends the searches early, if it is urgent; what they find is then of no use.
  var stop: StopSignal?

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

  /// Whether nobody waits for what a search finds.
  var isAbandoned: Bool { stop?.isAbandoning == true }

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
