extension LabelMatrix {
  /// What the points of every cluster weigh, exactly; how many they are without weights.
  ///
  /// - Parameter weights: wᵢ ≥ 0, one a point; nil for 1 each.
  /// - Returns: one sum a cluster.
  /// - Precondition: every point has a label.
  /// - Complexity: O(N + k).
  package func weights(_ weights: [Double]?) -> [Dyadic] {
    guard let weights else { return sizes.map { Dyadic($0) } }
    var sums = NonNegativeSums(count: clusters)
    for (point, label) in values.enumerated() {
      sums.add(weights[point], times: 1, to: Int(label))
    }
    return (0..<clusters).map { sums.sum($0) }
  }
}
