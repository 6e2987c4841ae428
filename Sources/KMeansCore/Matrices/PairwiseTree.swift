/// δ between sparse points and whole centroids without reading every term: the bits of
/// `squaredDistance`.
///
/// NumPy's sum of d > 128 terms is a tree: n terms are split at the greatest multiple of 8 that is
/// at most n/2, until at most 128 are left, a leaf. Where a point is 0 in all features of a node,
/// the terms are (0 − m)² = m², and the node's sum is the same for every such point: it is computed
/// once for every centroid and kept. So only leaves in which the point has a value are summed up
/// anew, each by the dense kernel (the sum of at most 128 terms is a leaf), and joined along the
/// way to the root in the same order of operations. Every number is that of the whole sum, so the
/// bits are the same, and no rounding needs a bound.
struct PairwiseTree: Sendable {
  /// d.
  let dimensions: Int
  /// Nodes a centroid; node i has the halves 2i + 1 and 2i + 2.
  let nodes: Int

  /// The most terms of a leaf.
  static let leaf = 128

  init(dimensions: Int) {
    self.dimensions = dimensions
    nodes = 2 << Self.depth(dimensions)
  }

  /// How many of n terms the first half has.
  @inline(__always)
  static func half(_ count: Int) -> Int { count / 2 - count / 2 % 8 }

  private static func depth(_ count: Int) -> Int {
    if count <= leaf { return 0 }
    let half = half(count)
    return 1 + max(depth(half), depth(count - half))
  }

  /// The sums of every node for a point of zeros.
  ///
  /// - Parameters:
  ///   - sums: `nodes` values, written where there is a node.
  ///   - centroid: d values.
  ///   - kernels: the instruction set that computes.
  /// - Complexity: O(d).
  func fill(
    _ sums: UnsafeMutablePointer<Double>, _ centroid: UnsafePointer<Double>, kernels: Kernels
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.leaf) { zeros in
      zeros.initialize(repeating: 0)
      guard let zeros = zeros.baseAddress else { return }
      let filling = Filling(sums: sums, centroid: centroid, zeros: zeros, kernels: kernels)
      _ = filling.sum(0, 0, dimensions)
    }
  }

  /// The sums of a point of zeros, node after node.
  private struct Filling {
    let sums: UnsafeMutablePointer<Double>
    let centroid: UnsafePointer<Double>
    let zeros: UnsafePointer<Double>
    let kernels: Kernels

    func sum(_ node: Int, _ first: Int, _ count: Int) -> Double {
      if count <= PairwiseTree.leaf {
        sums[node] = PairwiseTree.sum(zeros, centroid + first, count, kernels)
      } else {
        let half = PairwiseTree.half(count)
        sums[node] =
          sum(2 * node + 1, first, half) + sum(2 * node + 2, first + half, count - half)
      }
      return sums[node]
    }
  }

  /// A leaf.
  @inline(__always)
  fileprivate static func sum(
    _ point: UnsafePointer<Double>, _ centroid: UnsafePointer<Double>, _ count: Int,
    _ kernels: Kernels
  ) -> Double {
    var sum = 0.0
    kernels.distances(
      Kernels.Points(point, scalar: .double, dimensions: count, count: 1), toOne: centroid,
      distancesSquared: &sum)
    return sum
  }

  /// δ of a sparse point.
  ///
  /// - Parameters:
  ///   - row: the point.
  ///   - point: the same point written out, d values.
  ///   - centroid: d values.
  ///   - sums: what `fill` wrote for `centroid`.
  ///   - kernels: the instruction set that computes.
  /// - Returns: the bits of the sum over all features.
  /// - Complexity: O(n + t·log d) for n values in t leaves.
  func distance(
    _ row: CompressedRows.Row, _ point: UnsafePointer<Double>, to centroid: UnsafePointer<Double>,
    _ sums: UnsafePointer<Double>, kernels: Kernels
  ) -> Double {
    var walk = Walk(row: row, point: point, centroid: centroid, sums: sums, kernels: kernels)
    return walk.sum(0, 0, dimensions)
  }

  /// A way through the tree, from the first feature to the last.
  private struct Walk {
    let row: CompressedRows.Row
    let point: UnsafePointer<Double>
    let centroid: UnsafePointer<Double>
    let sums: UnsafePointer<Double>
    let kernels: Kernels
    /// The first value of the row that lies in no leaf passed.
    var next = 0

    mutating func sum(_ node: Int, _ first: Int, _ count: Int) -> Double {
      let end = first + count
      guard next < row.count, Int(row.columns[next]) < end else { return sums[node] }
      if count <= PairwiseTree.leaf {
        while next < row.count, Int(row.columns[next]) < end { next += 1 }
        return PairwiseTree.sum(point + first, centroid + first, count, kernels)
      }
      let half = PairwiseTree.half(count)
      // Left before right, so that `next` passes the values in their order.
      let left = sum(2 * node + 1, first, half)
      return left + sum(2 * node + 2, first + half, count - half)
    }
  }
}
