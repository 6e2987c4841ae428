/// Points grouped by place, once for a fit: a k-d tree of two levels, branches and leaves, with a
/// tight box around each and the exact sums of every leaf.
///
/// Points are in the order of the tree, so the points of a leaf are neighbours, and within a leaf
/// they lie feature by feature, as the kernels need them. Beside X this takes its size again, 4
/// bytes a point for the order, and about 2d·(8 + 4) bytes a leaf.
final class PointTree: Sendable {
  let rows: Observations.Rows
  let branches: Int
  let leaves: Int
  /// The first leaf of every branch, and the number of leaves.
  let firstLeaf: Slab<Int32>
  /// The first point of every leaf, in the order of the tree, and N.
  let firstPoint: Slab<Int32>
  /// Which point of X is at a place of the tree.
  let order: Slab<Int32>
  /// By branch the least values of its leaves, feature by feature, and then the greatest; infinite
  /// for a leaf without points. Kernels may read seven values past the last.
  let leafBoxes: Slab<Double>
  /// By branch the least value of every feature, and then the greatest.
  let branchBoxes: Slab<Double>
  /// Sums by leaf, `planes` times d units of the grid.
  let units: Slab<Int64>
  let planes: Int
  /// The factors that bring a value to units and back, by plane and feature: powers of two.
  let scales: Slab<Double>
  let steps: Slab<Double>
  /// Whether `units` hold a leaf's points whole.
  let isHeld: Slab<Bool>
  /// The most points in a leaf.
  let greatestLeaf: Int
  private let values: Slab<UInt64>

  /// d, and how values are stored.
  let dimensions: Int
  let scalar: PointMatrix.Scalar

  /// How large the parts are.
  struct Sizes {
    /// Points of a branch at most, where they do not lie too densely.
    var branch = 1024
    /// Points of a leaf on average, about.
    var leaf = 48
  }

  /// - Complexity: O(N·d + N·log(N / 512)).
  init(_ x: Observations, sizes: Sizes = Sizes(), execution: Execution) {
    rows = x.rows
    (dimensions, scalar) = (x.dimensions, x.points.scalar)
    let layout = TreeLayout(x, sizes, execution: execution)
    (branches, leaves) = (layout.branches, layout.leaves)
    (firstLeaf, firstPoint, order) = (layout.firstLeaf, layout.firstPoint, layout.order)
    values = layout.values
    planes = min(x.grid.planes, 2)
    let d = x.dimensions
    scales = Slab(uninitialized: planes * d)
    steps = Slab(uninitialized: planes * d)
    for index in 0..<planes * d {
      let step = Double.powerOfTwo(index / d * x.grid.bits)
      (scales[index], steps[index]) = (
        x.grid.scale[index % d] * step, x.grid.unit[index % d] / step
      )
    }
    leafBoxes = Slab(repeating: 0, count: leaves * 2 * d + 7)
    branchBoxes = Slab(uninitialized: branches * 2 * d)
    units = Slab(uninitialized: leaves * planes * d)
    isHeld = Slab(repeating: false, count: leaves)
    greatestLeaf = (0..<leaves).reduce(0) {
      max($0, Int(layout.firstPoint[$1 + 1] - layout.firstPoint[$1]))
    }
    _ = Chunks.forEach(
      count: branches, size: 32, threads: execution.threads, makeWorker: {}
    ) { _, range in
      for branch in range { survey(branch, x.grid, execution.kernels) }
    }
  }

  /// The leaves of a branch.
  @inline(__always)
  func leaves(of branch: Int) -> Range<Int> {
    Int(firstLeaf[branch])..<Int(firstLeaf[branch + 1])
  }

  /// The places of a leaf's points.
  @inline(__always)
  func points(of leaf: Int) -> Range<Int> {
    Int(firstPoint[leaf])..<Int(firstPoint[leaf + 1])
  }

  /// The points of a leaf, as the kernels take them.
  @inline(__always)
  func columns(_ points: Range<Int>) -> Kernels.Columns {
    let offset = points.lowerBound * dimensions * scalar.size
    return Kernels.Columns(
      UnsafeRawPointer(values.base) + offset, scalar: scalar, count: points.count)
  }

  /// Prefetches a leaf's points.
  func prefetch(_ points: Range<Int>) {
    let size = dimensions * scalar.size
    Kernels.prefetch(
      UnsafeRawPointer(values.base) + points.lowerBound * size, bytes: points.count * size)
    Kernels.prefetch(order.base + points.lowerBound, bytes: points.count * 4)
  }

  /// A value of a point of a leaf, converted exactly.
  ///
  /// - Parameters:
  ///   - points: the places of the leaf's points.
  ///   - index: which of them.
  ///   - feature: which value of the point.
  /// - Returns: the value as it is in X.
  @inline(__always)
  func value(_ points: Range<Int>, _ index: Int, _ feature: Int) -> Double {
    let offset = points.lowerBound &* dimensions &+ feature &* points.count &+ index
    let base = UnsafeRawPointer(values.base)
    return switch scalar {
    case .uint8: Double(base.assumingMemoryBound(to: UInt8.self)[offset])
    case .float: Double(base.assumingMemoryBound(to: Float.self)[offset])
    case .double: base.assumingMemoryBound(to: Double.self)[offset]
    }
  }

  /// Boxes and sums of the leaves of a branch, and its own box.
  private func survey(_ branch: Int, _ grid: FixedPointGrid, _ kernels: Kernels) {
    let d = dimensions
    let leaves = leaves(of: branch)
    let own = branchBoxes.base + branch * 2 * d
    let boxes = leafBoxes.base + leaves.lowerBound * 2 * d
    for feature in 0..<d { (own[feature], own[d + feature]) = (.infinity, -.infinity) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * d) { box in
      let (low, high) = (box.baseAddress!, box.baseAddress! + d)
      for (index, leaf) in leaves.enumerated() {
        let isWhole = kernels.survey(
          columns(points(of: leaf)), dimensions: d, grid: grid, low: low, high: high,
          sums: units.base + leaf * planes * d)
        isHeld[leaf] = isWhole && !rows.isWeighted
        for feature in 0..<d {
          own[feature] = min(own[feature], low[feature])
          own[d + feature] = max(own[d + feature], high[feature])
          boxes[feature * leaves.count + index] = low[feature]
          boxes[(d + feature) * leaves.count + index] = high[feature]
        }
      }
    }
  }
}
