/// A division of weights among clusters that keeps limits on their sums, whatever it costs.
///
/// The heaviest point comes first, and each goes where the sum is least (R. L. Graham, "Bounds on
/// multiprocessing timing anomalies", SIAM Journal on Applied Mathematics 17, 1969). This brings
/// the sums close to each other. Points then move, or change places, as long as limits are broken.
struct WeightDivision {
  /// The cluster of every point.
  let labels: [Int32]

  /// Finds one; nil where none was found, though there may be one.
  ///
  /// - Complexity: O(N·(log N + k)), and more where limits are tight.
  init?(_ limits: ClusterLimits, clusters: Int) {
    guard let amounts = limits.amounts else { return nil }
    var sums = [Int](repeating: 0, count: clusters)
    var labels = [Int32](repeating: 0, count: amounts.count)
    for point in amounts.indices.sorted(by: { (amounts[$1], $0) < (amounts[$0], $1) }) {
      let least = sums.indices.min { (sums[$0], $0) < (sums[$1], $1) } ?? 0
      labels[point] = Int32(truncatingIfNeeded: least)
      sums[least] += amounts[point]
    }
    if sums.contains(where: { limits.excess($0) > 0 }) {
      // All points may go everywhere, at no cost.
      guard amounts.count * clusters <= 1 << 20 else { return nil }
      var moves = CandidateMoves()
      for point in amounts.indices where amounts[point] > 0 {
        for cluster in 0..<clusters { moves.reach(cluster, cost: 0) }
        moves.add(point, label: labels[point], cost: 0, amount: amounts[point])
      }
      var whole = WholeMoves(
        moves, sizes: sums, limits, prices: Array(repeating: 0, count: clusters))
      guard whole.repair(isStopped: { false }) else { return nil }
      for (point, label) in zip(moves.points, whole.labels) { labels[point] = label }
    }
    self.labels = labels
  }
}
