extension Observations {
  /// The least and the greatest value of every feature, of the points that weigh anything: those of
  /// the box where all do, and for compressed rows.
  ///
  /// - Complexity: O(d), or O(N·d) where some points weigh nothing.
  package var weightedRange: (least: [Double], greatest: [Double]) {
    guard let weights, !points.isCompressed, weights.contains(0) else {
      return (box.least, box.greatest)
    }
    var (least, greatest) = (
      [Double](repeating: .infinity, count: dimensions),
      [Double](repeating: -.infinity, count: dimensions)
    )
    let rows = rows
    for point in weights.indices where weights[point] > 0 {
      for feature in 0..<dimensions {
        let value = rows[feature, point]
        least[feature] = min(least[feature], value)
        greatest[feature] = max(greatest[feature], value)
      }
    }
    return (least, greatest)
  }
}
