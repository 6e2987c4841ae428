extension Clusterer {
  /// How many points, or how much weight, every cluster may have.
  ///
  /// Of all assignments that keep the limits, each step of a fit takes one that makes J least
  /// (`Clustering.Balance`). Points of weight 0 count nowhere.
  @nonexhaustive
  public enum SizeLimits: Sendable, Hashable, Codable {
    /// ⌊N/k⌋ to ⌈N/k⌉ points.
    case equal
    /// `least` to `most` points; nil for no limit. A weight is a factor of a point's distance, and
    /// the point counts once.
    case points(least: Int? = nil, most: Int? = nil)
    /// Points that weigh `least` to `most` together; nil for no limit. Points are whole, so that
    /// the labels need not be the cheapest; `Clustering.Balance` tells how near they are.
    case weight(least: Double? = nil, most: Double? = nil)
  }
}

extension Clusterer.SizeLimits {
  /// Throws where no points at all could keep the limits.
  func check() throws(ConfigurationError) {
    switch self {
    case .equal: return
    case .points(let least, let most):
      if let least, least < 0 { throw .leastSize(least) }
      if let most, most < 1 { throw .mostSize(most) }
      if let least, let most, least > most { throw .sizes(least: least, most: most) }
    case .weight(let least, let most):
      if let least, !(least >= 0 && least.isFinite) { throw .leastWeight(least) }
      if let most, !(most > 0 && most.isFinite) { throw .mostWeight(most) }
      if let least, let most, least > most { throw .weights(least: least, most: most) }
    }
  }

  /// The limits for some points.
  ///
  /// - Parameters:
  ///   - weights: of the points; nil for 1 each.
  ///   - count: N.
  ///   - clusters: k.
  ///   - divides: whether a division of weights that keeps limits on their sums is looked for.
  /// - Returns: what a cluster may have.
  /// - Throws: `ClusteringError.sizeLimits` where no clustering can keep them.
  /// - Complexity: O(N) with weights, and what `WeightDivision` takes; else O(1).
  func limits(
    _ weights: [Double]?, count: Int, clusters: Int, divides: Bool = false
  ) throws(ClusteringError) -> ClusterLimits {
    let points = weights?.count { $0 > 0 } ?? count
    switch self {
    case .equal:
      return ClusterLimits(
        points: points / clusters...(points + clusters - 1) / clusters, total: points)
    case .points(let least, let most):
      let (least, most) = (least ?? 0, min(most ?? points, points))
      let (all, isTooMany) = least.multipliedReportingOverflow(by: clusters)
      if isTooMany || all > points {
        throw .sizeLimits(.least(least, clusters: clusters, points: points))
      }
      let room = most.multipliedReportingOverflow(by: clusters)
      if !room.overflow && room.partialValue < points {
        throw .sizeLimits(.most(most, clusters: clusters, points: points))
      }
      return ClusterLimits(points: least...max(least, most), total: points)
    case .weight(let least, let most):
      guard let weights else { throw .sizeLimits(.noWeights) }
      return try Self.limits(weights, least, most, clusters: clusters, divides: divides)
    }
  }

  private static func limits(
    _ weights: [Double], _ least: Double?, _ most: Double?, clusters: Int, divides: Bool
  ) throws(ClusteringError) -> ClusterLimits {
    let limits = ClusterLimits(weights: weights, least: least, most: most)
    let sum = Double(limits.total) * limits.unit
    if Double(limits.range.lowerBound) * Double(clusters) > Double(limits.total) {
      throw .sizeLimits(.leastWeight(limits.least, clusters: clusters, sum: sum))
    }
    if Double(limits.range.upperBound) * Double(clusters) < Double(limits.total) {
      throw .sizeLimits(.mostWeight(limits.most, clusters: clusters, sum: sum))
    }
    if let heavy = limits.amounts?.firstIndex(where: { $0 > limits.range.upperBound }) {
      throw .sizeLimits(.heavyPoint(heavy, weight: weights[heavy], most: limits.most))
    }
    if divides && WeightDivision(limits, clusters: clusters) == nil {
      throw .sizeLimits(
        .noDivision(least: limits.least, most: limits.most, clusters: clusters))
    }
    return limits
  }
}

extension ClusteringError {
  /// Why points cannot keep limits on the sizes of clusters.
  @nonexhaustive
  public enum SizeProblem: Equatable, Sendable {
    /// There are fewer points than k clusters need.
    case least(Int, clusters: Int, points: Int)
    /// There are more points than k clusters may take.
    case most(Int, clusters: Int, points: Int)
    /// Weights have limits, but there are none.
    case noWeights
    /// All points weigh less than k clusters need.
    case leastWeight(Double, clusters: Int, sum: Double)
    /// All points weigh more than k clusters may take.
    case mostWeight(Double, clusters: Int, sum: Double)
    /// A point weighs more than a cluster may take.
    case heavyPoint(Int, weight: Double, most: Double)
    /// No division of the weights that keeps the limits was found, though there may be one.
    case noDivision(least: Double, most: Double, clusters: Int)
  }
}

extension ClusteringError.SizeProblem: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .least(let least, let clusters, let points):
      "\(clusters.counted("cluster")) of at least \(least.counted("point")) need "
        + "\(Self.product(clusters, least)), but there are only \(points); choose a smaller size "
        + "or a smaller k"
    case .most(let most, let clusters, let points):
      "\(clusters.counted("cluster")) of at most \(most.counted("point")) take "
        + "\(Self.product(clusters, most)), but there are \(points); choose a larger size or a "
        + "larger k"
    case .noWeights:
      "the weight of clusters has limits, but there are no weights; give them, or limit the sizes"
    case .leastWeight(let least, let clusters, let sum):
      "\(clusters.counted("cluster")) that weigh at least \(least) each need more than the "
        + "\(sum) that all points weigh; choose a smaller weight or a smaller k"
    case .mostWeight(let most, let clusters, let sum):
      "\(clusters.counted("cluster")) that weigh at most \(most) each take less than the "
        + "\(sum) that all points weigh; choose a larger weight or a larger k"
    case .heavyPoint(let point, let weight, let most):
      "point \(point) weighs \(weight), more than the \(most) that a cluster may; choose a larger "
        + "weight, or leave the point out"
    case .noDivision(let least, let most, let clusters):
      "no way was found to divide the points into \(clusters.counted("cluster")) that weigh "
        + "\(least) to \(most) each; choose wider limits"
    }
  }

  private static func product(_ a: Int, _ b: Int) -> String {
    let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
    return isTooLarge ? "more than 2^63" : String(product)
  }
}
