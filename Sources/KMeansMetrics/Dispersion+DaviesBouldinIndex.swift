import KMeansCore

extension Dispersion {
  /// The index of Davies and Bouldin: how alike each cluster is to the one most like it, on
  /// average; lower is better.
  ///
  /// (1/k) Σ_i max_{j ≠ i} (s_i + s_j) / ‖m_i − m_j‖ with s_i the mean distance of a cluster's
  /// points to its mean, weighted where points have weights. As in scikit-learn, a pair of equal
  /// means counts as 0, and so does all when no point differs from its mean.
  ///
  /// D. L. Davies, D. W. Bouldin, "A cluster separation measure", IEEE Transactions on Pattern
  /// Analysis and Machine Intelligence 1 (1979), doi:10.1109/TPAMI.1979.4766909.
  ///
  /// - Parameter threads: nil for all processors; the result is the same for any number.
  /// - Returns: the index, 0 or more.
  /// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them.
  /// - Complexity: O(k²·d) at worst; near O(k·d·log k) for many clusters in few dimensions.
  public func daviesBouldinIndex(threads: Int? = nil) throws(MetricError) -> Double {
    try checkComparable()
    let radii = clusters.map { meanDistances[$0] }
    // A cluster's own mean is at distance 0, so it is not compared with itself.
    let searches: [WorstRatio]
    if radii.count >= MeanDistances.leastForTree {
      searches = MeanTree(means, values: radii).search(
        from: means, threads: threads ?? Chunks.processors
      ) { WorstRatio(radius: radii[$0]) }
    } else {
      searches = MeanDistances(self, threads: threads).mapSquares { own, squares in
        var search = WorstRatio(radius: radii[own])
        for (radius, square) in zip(radii, squares) {
          search.take(0, squaredDistance: square, value: radius)
        }
        return search
      }
    }
    let worst = searches.map(\.worst)
    return worst.reduce(0, +) / Double(worst.count)
  }
}
