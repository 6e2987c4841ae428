import KMeansMatrices

/// Points grouped by place, once for a fit: a k-d tree of two levels, branches and leaves, with a
/// tight box around each and the exact sums of every leaf.
///
/// Points are in the order of the tree, so a leaf's are neighbours, and within a leaf they lie
/// feature by feature, as the kernels want them. Beside X this takes its size again, 4 bytes a
/// point for the order, and about 2d·(8 + 4) bytes a leaf.
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
  /// The least value of every feature and then the greatest, by leaf; for a leaf without points
  /// they are infinite.
  let leafBoxes: Slab<Double>
  /// The same by branch.
  let branchBoxes: Slab<Double>
  /// Sums by leaf, `planes` times d units of the grid.
  let units: Slab<Int64>
  let planes: Int
  /// Whether `units` hold a leaf's points whole.
  let isHeld: Slab<Bool>
  /// The most points in a leaf.
  let greatestLeaf: Int
  private let values: Slab<UInt64>

  /// d.
  var dimensions: Int { rows.dimensions }

  /// Points of a branch, and of a leaf, on average.
  static let branchSize = 512
  static let leafSize = 32

  /// - Complexity: O(N·d + N·log(N / 512)).
  init(_ x: Observations, execution: Execution) {
    rows = x.rows
    let layout = TreeLayout(rows, execution: execution)
    (branches, leaves) = (layout.branches, layout.leaves)
    (firstLeaf, firstPoint, order) = (layout.firstLeaf, layout.firstPoint, layout.order)
    values = layout.values
    planes = min(x.grid.planes, 2)
    let d = x.dimensions
    leafBoxes = Slab(uninitialized: leaves * 2 * d)
    branchBoxes = Slab(uninitialized: branches * 2 * d)
    units = Slab(uninitialized: leaves * planes * d)
    isHeld = Slab(repeating: false, count: leaves)
    greatestLeaf = (0..<leaves).reduce(0) {
      max($0, Int(layout.firstPoint[$1 + 1] - layout.firstPoint[$1]))
    }
    _ = Chunks.forEach(
      count: branches, size: 8, threads: execution.threads, makeWorker: {}
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
    let offset = points.lowerBound * dimensions * rows.points.scalar.size
    return Kernels.Columns(
      UnsafeRawPointer(values.base) + offset, scalar: rows.points.scalar, count: points.count)
  }

  /// Calls `body` with the planes and units of the grid that a value of a point fills.
  ///
  /// - Precondition: the planes of `units` hold the leaf's points.
  @inline(__always)
  func forEachPlane(
    of place: Int, _ leaf: Int, _ feature: Int, _ grid: FixedPointGrid,
    _ body: (_ plane: Int, _ units: Int64) -> Void
  ) {
    let points = points(of: leaf)
    let index = points.lowerBound * dimensions + feature * points.count + place - points.lowerBound
    var rest =
      switch rows.points.scalar {
      case .uint8: Double(value(index, of: UInt8.self))
      case .float: Double(value(index, of: Float.self))
      case .double: value(index, of: Double.self)
      }
    let units = Int64(rest * grid.scale[feature])
    body(0, units)
    guard planes > 1 else { return }
    // Exact: what is taken away are the value's own leading bits.
    rest -= Double(units) * grid.unit[feature]
    let step = Double(sign: .plus, exponent: grid.bits, significand: 1)
    body(1, Int64(rest * grid.scale[feature] * step))
  }

  @inline(__always)
  private func value<Value>(_ index: Int, of type: Value.Type) -> Value {
    UnsafeRawPointer(values.base).assumingMemoryBound(to: Value.self)[index]
  }

  /// Boxes and sums of the leaves of a branch, and its own box.
  private func survey(_ branch: Int, _ grid: FixedPointGrid, _ kernels: Kernels) {
    let d = dimensions
    let own = branchBoxes.base + branch * 2 * d
    for feature in 0..<d { (own[feature], own[d + feature]) = (.infinity, -.infinity) }
    for leaf in leaves(of: branch) {
      let box = leafBoxes.base + leaf * 2 * d
      let isWhole = kernels.survey(
        columns(points(of: leaf)), dimensions: d, grid: grid, low: box, high: box + d,
        sums: units.base + leaf * planes * d)
      isHeld[leaf] = isWhole && !rows.isWeighted
      for feature in 0..<d {
        own[feature] = min(own[feature], box[feature])
        own[d + feature] = max(own[d + feature], box[d + feature])
      }
    }
  }
}
