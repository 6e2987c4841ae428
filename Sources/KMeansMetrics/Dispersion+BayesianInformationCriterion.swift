#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Dispersion {
  /// The Bayesian information criterion of a clustering, as X-means has it; larger is better, among
  /// clusterings of the same points.
  ///
  /// The points are taken as drawn from k spherical Gaussians of one variance. With
  /// σ² = W / (d·(N − k)),
  ///
  ///     l   = Σ_j n_j ln n_j − N ln N − (N·d/2) ln(2πσ²) − d·(N − k)/2
  ///     p   = (k − 1) + d·k + 1
  ///     BIC = l − (p/2) ln N
  ///
  /// for the k clusters that have points. +∞ when W = 0, where the likelihood has no bound.
  ///
  /// Where weights mean copies, N is Σw and n_j is W_j. Where they mean shares, N is the number of
  /// points that weigh more than 0, W is multiplied by N/Σw, and n_j is N·W_j/Σw: then all of them
  /// times a number changes nothing.
  ///
  /// D. Pelleg, A. Moore, "X-means: extending k-means with efficient estimation of the number of
  /// clusters", ICML 2000. The paper prints σ² = W / (N − k), which leaves out that W adds up d
  /// squares a point, and the last terms to match it; here both are those of the Gaussian density
  /// that it names.
  ///
  /// - Throws: `MetricError.tooManyClusters` when every point is a cluster of its own, and
  ///   `.tooLittleWeight` where copies are no more than clusters.
  /// - Complexity: O(k).
  public func bayesianInformationCriterion() throws(MetricError) -> Double {
    let (k, features, n) = (Double(clusters.count), Double(dimensions), effectiveCount)
    try checkFewClusters()
    guard withinTotal > 0 else { return .infinity }
    let freedom = features * (n - k)
    let unit = totalWeight / n
    let variance = withinTotal / unit / freedom
    let mixture = clusters.reduce(0.0) { sum, cluster in
      let size = clusterWeights[cluster] / unit
      return sum + size * log(size / n)
    }
    let likelihood =
      mixture - (n * features / 2) * (log(2 * Double.pi) + log(variance)) - freedom / 2
    let parameters = (k - 1) + features * k + 1
    return likelihood - (parameters / 2) * log(n)
  }
}
