extension Dispersion {
  /// The index of Caliński and Harabasz, also called the variance ratio criterion; higher is
  /// better.
  ///
  /// (B / (k − 1)) / (W / (N − k)), for k clusters that have points. 1 when W is 0, as scikit-learn
  /// has it, though the ratio is then infinite.
  ///
  /// N is Σw where weights mean copies, and the number of points that weigh more than 0 where they
  /// mean shares: B / W has none of their unit.
  ///
  /// T. Caliński, J. Harabasz, "A dendrite method for cluster analysis", Communications in
  /// Statistics 3 (1974), doi:10.1080/03610927408827101.
  ///
  /// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them,
  ///   `.tooLittleWeight` where copies are no more than clusters.
  /// - Complexity: O(1).
  public func calinskiHarabaszIndex() throws(MetricError) -> Double {
    try checkComparable()
    try checkFewClusters()
    if withinTotal == 0 { return 1 }
    let k = Double(clusters.count)
    return (betweenTotal / (k - 1)) / (withinTotal / (effectiveCount - k))
  }

  /// N in the formulas of scores: with weights, what these mean.
  var effectiveCount: Double { weightMeaning.count(points: count, totalWeight: totalWeight) }

  /// Throws unless at least 2 clusters have points, and one of them several, or one of several
  /// copies: else clusters cannot be compared.
  func checkComparable() throws(MetricError) {
    guard clusters.count >= 2 else { throw .tooFewClusters(found: clusters.count) }
    if clusters.count < count { return }
    guard weightMeaning == .copies, clusters.contains(where: { clusterWeights[$0] > 1 }) else {
      throw .tooManyClusters(found: clusters.count)
    }
  }

  /// Throws unless there are fewer clusters than points, or than what these weigh as copies.
  func checkFewClusters() throws(MetricError) {
    if Double(clusters.count) < effectiveCount { return }
    guard clusters.count < count else { throw .tooManyClusters(found: clusters.count) }
    throw .tooLittleWeight(total: totalWeight, clusters: clusters.count)
  }
}
