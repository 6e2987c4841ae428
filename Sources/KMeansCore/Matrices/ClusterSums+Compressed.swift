extension ClusterSums {
  /// Takes a compressed row out of a cluster and adds it to another; zeros add nothing.
  ///
  /// - Parameters:
  ///   - row: the point, of n values.
  ///   - weight: its weight, which is positive.
  ///   - from: the cluster that it leaves; nil for none.
  ///   - to: the cluster that it enters; nil for none.
  ///   - kernels: the instruction set that computes.
  /// - Complexity: O(n).
  mutating func move(
    _ row: CompressedRows.Row, weight: Double, from: Int?, to: Int?, kernels: Kernels
  ) {
    if isWeighted {
      if let from { add(row, weight: weight, to: from, removing: true) }
      if let to { add(row, weight: weight, to: to, removing: false) }
      return
    }
    // All places first, for a new one may move the others.
    for cluster in [from, to] { if let cluster { _ = place(cluster) } }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: row.count + 1) { spilled in
      guard let spilled = spilled.baseAddress else { return }
      let (grid, places) = (grid, (from: from.map { place($0) }, to: to.map { place($0) }))
      let open = units.withUnsafeMutableBufferPointer { units in
        guard let units = units.baseAddress else { return 0 }
        return kernels.move(
          row, grid: grid, from: places.from.map { units + $0 }, to: places.to.map { units + $0 },
          spilled: spilled)
      }
      for index in 0..<open {
        let (value, column) = (
          row.value(Int(spilled[index])), Int(row.columns[Int(spilled[index])])
        )
        if let from { split(value, weight: 1, from, column, removing: true) }
        if let to { split(value, weight: 1, to, column, removing: false) }
      }
    }
  }

  private mutating func add(
    _ row: CompressedRows.Row, weight: Double, to cluster: Int, removing: Bool
  ) {
    row.forEach { split($1, weight: weight, cluster, $0, removing: removing) }
    split(1, weight: weight, cluster, grid.columns - 1, removing: removing)
  }
}
