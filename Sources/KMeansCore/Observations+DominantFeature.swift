extension Observations {
  /// The feature whose variance is at least 100 times the mean of the others', if there is one:
  /// it alone decides the distances.
  public var dominantFeature: (feature: Int, ratio: Double)? {
    if isProvenEven { return nil }
    let variances = variances
    guard variances.count > 1, let greatest = variances.max(),
      let feature = variances.firstIndex(of: greatest)
    else { return nil }
    let others = variances.indices.filter { $0 != feature }.map { variances[$0] }
    let mean = others.reduce(0, +) / Double(others.count)
    guard mean > 0, greatest >= 100 * mean else { return nil }
    return (feature, greatest / mean)
  }

  /// Whether no feature can dominate, by a bound b on all variances and their mean: of d variances
  /// with the sum T, the greatest is at most b, and the others are T − b at least. Roundings of
  /// sums of d < 2³¹ variances are below 2⁻²¹ of them.
  private var isProvenEven: Bool {
    let (d, bound) = (Double(dimensions), greatestVariance)
    let others = meanVariance * d * (1 - 0x1p-20) - bound
    return bound * (d - 1) < 100 * others * (1 - 0x1p-20)
  }
}
