import CKMeansKernels

/// Compressed rows against centroids, and in sums.
extension Kernels {
  /// The scores ½‖m‖² − x·m of a row.
  ///
  /// - Parameters:
  ///   - row: x, of n values.
  ///   - table: d rows of `width` values, a column a centroid.
  ///   - width: 4, or a multiple of 8.
  ///   - halfNorms: `width` values ½‖m‖².
  ///   - scores: `width` values, written.
  /// - Complexity: O(n·width).
  @inline(__always)
  func scores(
    _ row: CompressedRows.Row, table: UnsafePointer<Double>, width: Int,
    halfNorms: UnsafePointer<Double>, _ scores: UnsafeMutablePointer<Double>
  ) {
    var row = kmeans_row(row)
    self.table.rows.scores(&row, table, width, halfNorms, scores)
  }

  /// The same in `Float`, converted at the end.
  ///
  /// - Parameters:
  ///   - row: x, of n values, which are rounded to `Float`.
  ///   - table: d rows of `width` values, a column a centroid.
  ///   - width: a multiple of 8.
  ///   - halfNorms: `width` values ½‖m‖².
  ///   - scores: `width` values, written.
  /// - Complexity: O(n·width).
  @inline(__always)
  func scores(
    _ row: CompressedRows.Row, table: UnsafePointer<Float>, width: Int,
    halfNorms: UnsafePointer<Float>, _ scores: UnsafeMutablePointer<Double>
  ) {
    var row = kmeans_row(row)
    self.table.rows.narrow_scores(&row, table, width, halfNorms, scores)
  }

  /// The lowest centroid with the least of `count` scores, the least, and the least of all others.
  ///
  /// - Complexity: O(k).
  @inline(__always)
  func least(
    of scores: UnsafePointer<Double>, count: Int
  ) -> (label: Int32, least: Double, second: Double) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { values in
      guard let values = values.baseAddress else { return (0, .infinity, .infinity) }
      let label = table.rows.least(scores, count, values)
      return (label, values[0], values[1])
    }
  }

  /// δ of a row to a centroid: the bits of `squaredDistance`.
  ///
  /// - Parameters:
  ///   - row: the point, of n values.
  ///   - centroid: d values.
  ///   - tree: the order of the sum.
  ///   - sums: those that `PairwiseTree.fill` wrote for the centroid.
  ///   - point: d zeros, which are zeros again afterwards.
  ///   - room: `tree.room` numbers.
  /// - Returns: δ.
  /// - Complexity: O(l + n + 128·t) for l leaves, and n values in t of them.
  @inline(__always)
  func distance(
    _ row: CompressedRows.Row, to centroid: UnsafePointer<Double>, _ tree: SumTree,
    sums: UnsafePointer<Double>, point: UnsafeMutablePointer<Double>,
    room: UnsafeMutablePointer<Double>
  ) -> Double {
    var (row, order) = (kmeans_row(row), kmeans_tree(tree))
    return table.rows.distance(&row, &order, centroid, sums, point, room)
  }

  /// What `distance(_:between:_:lanes:busy:point:room:)` needs of a sparse centroid.
  ///
  /// - Complexity: O(d).
  func lanes(
    of centroid: UnsafePointer<Double>, _ tree: SumTree, _ lanes: UnsafeMutablePointer<Double>,
    _ busy: UnsafeMutablePointer<Int8>
  ) {
    var order = kmeans_tree(tree)
    table.rows.lanes(&order, centroid, lanes, busy)
  }

  /// δ of a row to a centroid most of whose values are 0: the bits of `squaredDistance`.
  ///
  /// - Parameters:
  ///   - row: the point, of n values.
  ///   - centroid: d values.
  ///   - tree: the order of the sum.
  ///   - lanes: what `lanes(of:_:_:_:)` wrote.
  ///   - busy: likewise.
  ///   - point: d zeros, which are zeros again afterwards.
  ///   - room: `tree.room` numbers.
  /// - Returns: δ.
  /// - Complexity: O(l + n) for l leaves, where few strided sums have several terms.
  @inline(__always)
  func distance(
    _ row: CompressedRows.Row, between centroid: UnsafePointer<Double>, _ tree: SumTree,
    lanes: UnsafePointer<Double>, busy: UnsafePointer<Int8>,
    point: UnsafeMutablePointer<Double>, room: UnsafeMutablePointer<Double>
  ) -> Double {
    var (row, order) = (kmeans_row(row), kmeans_tree(tree))
    return table.rows.between(&row, &order, centroid, lanes, busy, point, room)
  }

  /// Takes a row of weight 1 out of fixed-point sums, and adds it to others.
  ///
  /// - Parameters:
  ///   - row: the point, of n values.
  ///   - grid: the units; only the first two planes are used.
  ///   - from: where the sums begin that it leaves; nil for none.
  ///   - to: where those begin that it enters; nil for none.
  ///   - spilled: room for n numbers: those of the values that these planes do not hold and that
  ///     are not moved, counted in the row.
  /// - Returns: how many values spilled.
  /// - Complexity: O(n).
  func move(
    _ row: CompressedRows.Row, grid: FixedPointGrid, from: UnsafeMutablePointer<Int64>?,
    to: UnsafeMutablePointer<Int64>?, spilled: UnsafeMutablePointer<Int32>
  ) -> Int {
    var row = kmeans_row(row)
    return grid.withPlanes { planes in table.rows.move(&row, planes, from, to, spilled) }
  }

  /// Fixed-point sums in two planes as unevaluated sums of two doubles: the nearest double, and the
  /// nearest to what it leaves.
  ///
  /// - Parameters:
  ///   - units: the sums of a cluster, plane after plane.
  ///   - grid: their units, in two planes.
  ///   - high: d values, written.
  ///   - low: d values, written.
  ///   - open: room for d features; those that are not proven, ascending.
  /// - Returns: how many features are open.
  /// - Complexity: O(d).
  func split(
    planes units: UnsafePointer<Int64>, grid: FixedPointGrid, high: UnsafeMutablePointer<Double>,
    low: UnsafeMutablePointer<Double>, open: UnsafeMutablePointer<Int32>
  ) -> Int {
    grid.withPlanes { table.split_planes(units, $0, grid.columns - 1, high, low, open) }
  }
}

extension FixedPointGrid {
  /// Calls `body` with the first two planes as the C has them.
  @inline(__always)
  func withPlanes<Result>(_ body: (UnsafePointer<kmeans_grid>) -> Result) -> Result {
    scale.withUnsafeBufferPointer { scale in
      unit.withUnsafeBufferPointer { unit in
        let grid = kmeans_grid(
          scale: scale.baseAddress, unit: unit.baseAddress,
          lower: planes > 1 ? Double.powerOfTwo(-bits) : 0, plane: columns)
        return withUnsafePointer(to: grid, body)
      }
    }
  }
}

extension kmeans_row {
  @inline(__always)
  fileprivate init(_ row: CompressedRows.Row) {
    self.init(
      values: row.values, columns: row.columns, count: row.count, type: row.scalar.rawValue)
  }
}

extension kmeans_tree {
  @inline(__always)
  fileprivate init(_ tree: SumTree) {
    self.init(
      starts: UnsafePointer(tree.starts.base), leaf_of: UnsafePointer(tree.leafOf.base),
      nodes: UnsafePointer(tree.nodes.base), pairs: UnsafePointer(tree.pairs.base),
      leaves: tree.leaves, dimensions: tree.dimensions)
  }
}
