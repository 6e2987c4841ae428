extension ClusterSums {
  /// Adds a compressed row to a cluster, or takes it out; zeros add nothing.
  ///
  /// - Complexity: O(n) for n values.
  mutating func add(
    _ row: CompressedRows.Row, weight: Double, to cluster: Int, removing: Bool
  ) {
    if isWeighted {
      row.forEach { split($1, weight: weight, cluster, $0, removing: removing) }
      split(1, weight: weight, cluster, grid.columns - 1, removing: removing)
      return
    }
    let place = place(cluster)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: row.count + 1) { spilled in
      var open = 0
      let digits = TwoPlaneDigits(grid)
      units.withUnsafeMutableBufferPointer { units in
        guard let units = units.baseAddress else { return }
        digits.withColumns { columns in
          var index: Int32 = 0
          row.forEach { feature, value in
            if let digits = columns.digits(value, feature) {
              if removing {
                columns.take(digits, feature, from: units + place)
              } else {
                columns.add(digits, feature, to: units + place)
              }
            } else {
              spilled[open] = index
              open += 1
            }
            index += 1
          }
        }
      }
      for index in spilled[..<open] {
        split(
          row.value(Int(index)), weight: 1, cluster, Int(row.columns[Int(index)]),
          removing: removing)
      }
    }
  }
}
