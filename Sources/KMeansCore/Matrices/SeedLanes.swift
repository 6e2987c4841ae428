/// A sparse seed, for its distances to many sparse points.
///
/// The strided sums of NumPy's order are those of the seed alone but where a point has values, and
/// most of these have no other term; see `rows/between.h` of the kernels.
final class SeedLanes: Sendable {
  private let tree: SumTree
  private let kernels: Kernels
  private let lanes: Slab<Double>
  private let busy: Slab<Int8>
  // Written while a seed is taken, and only read while points are compared with it.
  nonisolated(unsafe) private var seed: PointMatrix?

  init(_ tree: SumTree, kernels: Kernels) {
    (self.tree, self.kernels) = (tree, kernels)
    lanes = Slab(uninitialized: tree.lanes)
    busy = Slab(uninitialized: tree.lanes)
  }

  /// Whether it pays for rows of `length` values. Strided sums with several terms must be few:
  /// otherwise, whole leaves are summed up faster. Leaves must be few, too: otherwise, merging two
  /// rows is faster.
  static func pays(_ tree: SumTree, length: Int) -> Bool {
    4 * length < tree.lanes && tree.leaves <= 8 * (length + 1)
  }

  /// Takes a seed.
  ///
  /// - Parameter seed: one point, written out in `Double`.
  /// - Complexity: O(d).
  func take(_ seed: PointMatrix) {
    self.seed = seed
    seed.withDoubles { kernels.lanes(of: $0, tree, lanes.base, busy.base) }
  }

  /// δ of a point to the seed: the bits of `squaredDistance`.
  ///
  /// - Complexity: O(l + n) for l leaves and n values of the point.
  func distance(_ row: CompressedRows.Row, _ scratch: CompressedScratch) -> Double {
    guard let seed else { return 0 }
    return seed.withDoubles {
      kernels.distance(
        row, between: $0, tree, lanes: lanes.base, busy: busy.base, point: scratch.point,
        room: scratch.room)
    }
  }
}
