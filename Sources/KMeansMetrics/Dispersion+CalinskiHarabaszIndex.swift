extension Dispersion {
  /// The index of Caliński and Harabasz, also called the variance ratio criterion; higher is
  /// better.
  ///
  /// (B / (k − 1)) / (W / (N − k)), for k clusters that have points. 1 when W is 0, as scikit-learn
  /// has it, though the ratio is then infinite.
  ///
  /// Weights are importance: B / W has none of their unit, and N is the number of points that weigh
  /// more than 0.
  ///
  /// T. Caliński, J. Harabasz, "A dendrite method for cluster analysis", Communications in
  /// Statistics 3 (1974), doi:10.1080/03610927408827101.
  ///
  /// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them.
  /// - Complexity: O(1).
  public func calinskiHarabaszIndex() throws(MetricError) -> Double {
    try checkComparable()
    if withinTotal == 0 { return 1 }
    let k = Double(clusters.count)
    return (betweenTotal / (k - 1)) / (withinTotal / (Double(count) - k))
  }

  /// Throws unless 2 to N − 1 clusters have points, without which clusters cannot be compared.
  func checkComparable() throws(MetricError) {
    guard clusters.count >= 2 else { throw .tooFewClusters(found: clusters.count) }
    guard clusters.count < count else { throw .tooManyClusters(found: clusters.count) }
  }
}
