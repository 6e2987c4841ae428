/// Compressed rows compared with centroids: scores in `Double` from the stored values, and the
/// exact δ where scores prove nothing.
///
/// Let u = 2^-53, X a bound on ‖x‖, M one on every ‖mⱼ‖, and n ≤ d the number of the point's
/// values. A score σⱼ = ½‖mⱼ‖² − x·mⱼ as computed is off by at most
///
///     E = γ·(½M² + X·M) + d·2^-1073,  γ = (d + 5)·u / (1 − (d + 5)·u):
///
/// - ‖mⱼ‖² is the δ of a point of zeros, off by (d + 3)·u of it and d·2^-1074 (`squaredDistance`);
///   the half of it is exact to within 2^-1075;
/// - x·mⱼ, n fused multiply-adds in two chains and the sum of these, goes through at most n
///   roundings from any product on, so it is off by n·u/(1 − n·u)·Σ|x||m| (Higham, Accuracy and
///   Stability of Numerical Algorithms, 2nd ed., §3.1), at most that of X·M (Cauchy–Schwarz), and
///   n·2^-1075 where results underflow;
/// - the difference is rounded once, by u of at most (½M² + X·M)(1 + γ).
///
/// **In float.** Where many centroids are compared, scores are computed in `Float`, from a table of
/// half the size. With u = 2^-24 and n at most L, values of x and m are rounded once more, by u of
/// themselves or 2^-150 where they underflow, and ½‖mⱼ‖² is rounded to float; its error from above
/// is below 4u of it. So x·mⱼ goes through n + 3 roundings and ½‖mⱼ‖² through fewer than 8, and
///
///     E = γ·(½M² + X·M) + d·2^-148·(1 + X + M),  γ = (L + 8)·u / (1 − (L + 8)·u).
///
/// Norms from 2^60 on prove nothing then, so that nothing overflows.
///
/// Scores that lie farther apart than `ScoreMargin` prove a label. Norms from 2^500 on, and what is
/// not finite, prove nothing.
///
/// **Distances from scores.** Σx² as computed is within n·u/(1 − n·u)·X² of ‖x‖², so
/// Σx² + 2s lies within 2E + g·X² and three roundings of δ, which twice the margin exceeds.
package final class CompressedScreen: Sendable {
  package let dimensions: Int
  /// The most centroids.
  let capacity: Int
  let kernels: Kernels
  let tree: PairwiseTree
  /// The tree by leaves, where it pays.
  let leaves: SumTree?
  private let errorScale: Double
  /// L, where scores are in float.
  private let longest: Int?
  // Written while centroids are taken, by one thread a piece, and only read while rows are compared
  // with them.
  private let table: Slab<Double>
  private let halfNorms: Slab<Double>
  private let narrowTable: Slab<Float>
  private let narrowHalfNorms: Slab<Float>
  private let nodeSums: Slab<Double>
  /// How many centroids there are.
  nonisolated(unsafe) package private(set) var count = 0
  /// Values in a row of the table: `count`, rounded up for vectors.
  nonisolated(unsafe) private var width = 1
  nonisolated(unsafe) private var m: PointMatrix?
  nonisolated(unsafe) private var margin = ScoreMargin.infinite

  /// Room for `capacity` centroids.
  ///
  /// - Parameters:
  ///   - dimensions: d.
  ///   - capacity: the most centroids.
  ///   - kernels: the instruction set that computes.
  ///   - length: how many values rows have, about; nil for so few that leaves do not pay.
  ///   - longest: the most values of a row, for scores in `Float`; nil for scores in `Double`.
  ///   - errorScale: 1; tests shrink the margin to see the screen fail.
  package init(
    dimensions: Int, capacity: Int, kernels: Kernels, length: Int?, longest: Int? = nil,
    errorScale: Double = 1
  ) {
    (self.dimensions, self.capacity, self.kernels) = (dimensions, capacity, kernels)
    self.errorScale = errorScale
    tree = PairwiseTree(dimensions: dimensions)
    leaves = length.flatMap { SumTree.paying(dimensions: dimensions, length: $0) }
    // More roundings than floats have bits for prove nothing.
    self.longest = longest.flatMap { $0 < 1 << 20 ? $0 : nil }
    let isNarrow = self.longest != nil
    let width = Self.width(capacity, isNarrow: isNarrow)
    table = Slab(uninitialized: isNarrow ? 0 : dimensions * width)
    halfNorms = Slab(uninitialized: width)
    narrowTable = Slab(uninitialized: isNarrow ? dimensions * width : 0)
    narrowHalfNorms = Slab(uninitialized: isNarrow ? width : 0)
    nodeSums = Slab(uninitialized: capacity * tree.nodes)
  }

  /// The sums of the nodes of a centroid's tree.
  func sums(_ cluster: Int) -> UnsafeMutablePointer<Double> {
    nodeSums.base + cluster * tree.nodes
  }

  private static func width(_ count: Int, isNarrow: Bool) -> Int {
    count <= 4 && !isNarrow ? 4 : (count + 7) / 8 * 8
  }

  /// Takes at most `capacity` centroids.
  ///
  /// - Parameters:
  ///   - m: k points of d features in `Double`.
  ///   - hasScores: whether scores are wanted, or distances alone.
  ///   - threads: how many threads may work at it.
  /// - Complexity: O(k·d), shared by `threads` threads.
  package func take(_ m: PointMatrix, hasScores: Bool = true, threads: Int) {
    precondition(m.count <= capacity && m.dimensions == dimensions, "there is room for M")
    self.m = m
    count = m.count
    width = Self.width(count, isNarrow: longest != nil)
    guard count > 0 else { return }
    m.withDoubles { centroids in
      nonisolated(unsafe) let centroids = centroids
      _ = Chunks.forEach(
        count: count, size: max(1, (1 << 16) / dimensions), threads: threads, makeWorker: {}
      ) { _, range in
        for cluster in range {
          tree.fill(sums(cluster), centroids + cluster * dimensions, kernels: kernels)
        }
      }
      guard hasScores else { return }
      _ = Chunks.forEach(
        count: dimensions, size: max(64, (1 << 16) / width), threads: threads, makeWorker: {}
      ) { _, range in
        if longest == nil {
          transpose(centroids, range, to: table.base) { $0 }
        } else {
          transpose(centroids, range, to: narrowTable.base) { Float($0) }
        }
      }
    }
    setMargin()
  }

  @inline(__always)
  private func transpose<Value: ExpressibleByIntegerLiteral>(
    _ centroids: UnsafePointer<Double>, _ features: Range<Int>,
    to table: UnsafeMutablePointer<Value>, _ converted: (Double) -> Value
  ) {
    let (count, width, d) = (count, width, dimensions)
    for feature in features {
      let row = table + feature * width
      for cluster in 0..<count { row[cluster] = converted(centroids[cluster * d + feature]) }
      for lane in count..<width { row[lane] = 0 }
    }
  }

  private func setMargin() {
    var (greatest, isFinite) = (0.0, true)
    for cluster in 0..<width {
      let norm = cluster < count ? sums(cluster)[0] : .infinity
      halfNorms.base[cluster] = norm / 2
      if longest != nil { narrowHalfNorms.base[cluster] = Float(norm / 2) }
      // A maximum may drop NaN.
      if cluster < count { isFinite = isFinite && norm < 0x1p1000 }
      if cluster < count { greatest = max(greatest, norm) }
    }
    let d = Double(dimensions)
    let square = (greatest + d * 0x1p-1073) * (1 + (d + 5) * 0x1p-51)
    guard isFinite && square < limit else {
      margin = .infinite
      return
    }
    let bound = square.squareRoot() * (1 + 0x1p-50)
    var error: (constant: Double, linear: Double)
    if let longest {
      let roundings = Double(longest + 8) * 0x1p-24
      let (gamma, vanished) = (roundings / (1 - roundings), d * 0x1p-148)
      error = (gamma * (0.5 * bound * bound) + vanished * (1 + bound), gamma * bound + vanished)
    } else {
      let roundings = (d + 5) * 0x1p-53
      let gamma = roundings / (1 - roundings)
      error = (gamma * (0.5 * bound * bound) + d * 0x1p-1073, gamma * bound)
    }
    margin = ScoreMargin(
      dimensions: dimensions, m: bound, error: error, errorScale: errorScale)
  }

  /// Squared norms from here on prove nothing.
  private var limit: Double { longest == nil ? 0x1p1000 : 0x1p120 }

  /// The margin for a point.
  ///
  /// - Parameter squaredNorm: Σ x² as computed.
  /// - Returns: how much scores may be off by.
  @inline(__always)
  package func margin(_ squaredNorm: Double) -> Double {
    guard squaredNorm < limit else { return .infinity }
    let d = Double(dimensions)
    let square = (squaredNorm + d * 0x1p-1073) * (1 + (d + 5) * 0x1p-52)
    return margin(square.squareRoot() * (1 + 0x1p-50))
  }

  /// The scores of a point, one a centroid, and +∞ or NaN up to the next multiple of 8.
  ///
  /// - Parameters:
  ///   - row: the point.
  ///   - scores: room for the capacity, up to the next multiple of 8.
  /// - Complexity: O(n·k) for n values.
  package func scores(_ row: CompressedRows.Row, _ scores: UnsafeMutablePointer<Double>) {
    if longest == nil {
      kernels.scores(row, table: table.base, width: width, halfNorms: halfNorms.base, scores)
    } else {
      kernels.scores(
        row, table: narrowTable.base, width: width, halfNorms: narrowHalfNorms.base, scores)
    }
  }

  /// δ of a point to a centroid: the bits of `squaredDistance`.
  ///
  /// - Parameters:
  ///   - row: the point.
  ///   - cluster: the number of the centroid.
  ///   - scratch: room to work in.
  /// - Returns: δ.
  /// - Complexity: O(n + l) for n values and l leaves of the sum, or O(n + t·log d) for t leaves
  ///   with values.
  package func distance(
    _ row: CompressedRows.Row, to cluster: Int, _ scratch: CompressedScratch
  ) -> Double {
    guard let m else { return 0 }
    return m.withDoubles { centroids in
      let (centroid, point) = (centroids + cluster * dimensions, scratch.point)
      if let leaves {
        return kernels.distance(
          row, to: centroid, leaves, sums: sums(cluster), point: point, room: scratch.room)
      }
      row.scatter(to: point)
      defer { row.clear(point) }
      return tree.distance(row, point, to: centroid, sums(cluster), kernels: kernels)
    }
  }

  /// Room for one worker.
  package func makeScratch() -> CompressedScratch {
    CompressedScratch(dimensions: dimensions, capacity: capacity, room: leaves?.room ?? 0)
  }
}
