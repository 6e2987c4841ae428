extension ClusterSums {
  /// S_j by feature, each as an unevaluated sum of two doubles: the nearest into `high`, d of them,
  /// and into `low` what these leave, to 106 bits together.
  ///
  /// - Parameters:
  ///   - cluster: j.
  ///   - kernels: the instruction set that computes.
  ///   - high: d values, written.
  ///   - low: d values, written.
  ///   - open: room for d numbers.
  /// - Complexity: O(d).
  package func split(
    _ cluster: Int, kernels: Kernels, high: UnsafeMutablePointer<Double>,
    low: UnsafeMutablePointer<Double>, open: UnsafeMutablePointer<Int32>
  ) {
    let dimensions = grid.columns - 1
    if grid.planes <= 2 && places[cluster] >= 0 {
      units.withUnsafeBufferPointer { units in
        guard let base = units.baseAddress.map({ $0 + places[cluster] }) else { return }
        if grid.planes == 1 {
          kernels.split(base, unit: grid.unit, dimensions: dimensions, high: high, low: low)
        } else {
          let unproven = kernels.split(planes: base, grid: grid, high: high, low: low, open: open)
          for index in 0..<unproven { split(cluster, Int(open[index]), high: high, low: low) }
        }
      }
    } else {
      for feature in 0..<dimensions { split(cluster, feature, high: high, low: low) }
    }
  }

  private func split(
    _ cluster: Int, _ feature: Int, high: UnsafeMutablePointer<Double>,
    low: UnsafeMutablePointer<Double>
  ) {
    let sum = doubleDouble(cluster, feature: feature)
    (high[feature], low[feature]) = (sum.high, sum.low)
  }
}
