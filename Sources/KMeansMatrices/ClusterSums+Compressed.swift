extension ClusterSums {
  /// Adds a compressed row to a cluster, or takes it out: what is 0 adds nothing.
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
      let (scale, unit, plane) = (grid.scale, grid.unit, grid.columns)
      // 2^−B and 2^B: a unit of plane 1 in units of plane 0, and its inverse.
      let lower = Double(sign: .plus, exponent: -grid.bits, significand: 1)
      let second = grid.planes > 1 ? 1 / lower : 0
      units.withUnsafeMutableBufferPointer { units in
        withExtendedLifetime((scale, unit)) {
          var index: Int32 = 0
          row.forEach { feature, value in
            // As `split` has it, whose digits go towards 0 too. A product may vanish, so digits
            // are held against the value.
            let (first, rest) = Self.digits(value, scale[feature], unit[feature], second, lower)
            if let first {
              units[place + feature] &+= removing ? -first : first
              if rest != 0 { units[place + plane + feature] &+= removing ? -rest : rest }
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

  /// A value in units of planes 0 and 1; nil where it has further digits.
  @inline(__always)
  private static func digits(
    _ value: Double, _ scale: Double, _ unit: Double, _ second: Double, _ lower: Double
  ) -> (first: Int64?, rest: Int64) {
    // Below 2^62.
    let first = Int64(value * scale)
    // Exact, for digits leave no more bits than there were.
    let left = value - Double(first) * unit
    if left == 0 { return (first, 0) }
    let rest = Int64(left * scale * second)
    return Double(rest) * (unit * lower) == left ? (first, rest) : (nil, 0)
  }
}
