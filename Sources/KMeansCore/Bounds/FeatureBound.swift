/// The sum of the least J of every feature by itself, which is a bound of J:
///
///     Σᵢ w ‖xᵢ − m_yᵢ‖² = Σ_l Σᵢ w (x_li − m_lyᵢ)² ≥ Σ_l J*_l,
///
/// since the labels and the coordinates of the centroids are a clustering of the feature's values
/// with k clusters at most, and J*_l is the least of those.
struct FeatureBound {
  /// The sum, rounded downwards.
  let value: Double
  /// Whether only one feature differs, so that the bound is the least J itself.
  let isLine: Bool

  /// The bound; nil where it takes too long, or was ended.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - clusters: k.
  ///   - most: how many sums may be looked at, where several features differ.
  ///   - execution: threads and stop.
  /// - Complexity: O(d·(N log N + N·k)).
  init?(_ x: Observations, clusters: Int, most: Int, execution: Execution) {
    let differing = x.differingFeatures
    isLine = differing.count == 1
    let (work, overflow) = x.count.multipliedReportingOverflow(by: clusters * differing.count)
    guard !overflow, isLine || work <= most else { return nil }
    var sum = 0.0
    for feature in differing {
      let line = LineValues(x, feature: feature)
      guard line.values.count > clusters else { continue }
      guard line.values.count <= LineOptimum.most / clusters,
        let found = LineOptimum(
          line, clusters: clusters, mayStop: { execution.control.poll() != nil })
      else { return nil }
      sum = (sum + found.bound).nextDown
    }
    value = max(0, sum)
  }
}
