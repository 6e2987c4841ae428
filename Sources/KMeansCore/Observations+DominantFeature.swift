extension Observations {
  /// The feature whose variance is at least 100 times the mean of the others that vary, if there is
  /// one: it alone decides the distances.
  public var dominantFeature: (feature: Int, ratio: Double)? {
    let variances = variances
    guard variances.count > 1, let greatest = variances.max(),
      let feature = variances.firstIndex(of: greatest)
    else { return nil }
    let others = variances.indices.filter { $0 != feature && variances[$0] > 0 }
    let mean = others.reduce(0) { $0 + variances[$1] } / Double(max(1, others.count))
    guard mean > 0, greatest >= 100 * mean else { return nil }
    return (feature, greatest / mean)
  }
}
