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
  }
}

extension Clusterer.SizeLimits {
  /// Throws where no points at all could keep the limits.
  func check() throws(ConfigurationError) {
    guard case .points(let least, let most) = self else { return }
    if let least, least < 0 { throw .leastSize(least) }
    if let most, most < 1 { throw .mostSize(most) }
    if let least, let most, least > most { throw .sizes(least: least, most: most) }
  }

  /// The limits for some points.
  ///
  /// - Parameters:
  ///   - weights: of the points; nil for 1 each.
  ///   - count: N.
  ///   - clusters: k.
  /// - Returns: how many points of positive weight a cluster may have.
  /// - Throws: `ClusteringError.sizeLimits` where no clustering can keep them.
  /// - Complexity: O(N) with weights, else O(1).
  func range(
    _ weights: [Double]?, count: Int, clusters: Int
  ) throws(ClusteringError) -> ClosedRange<Int> {
    let points = weights?.count { $0 > 0 } ?? count
    switch self {
    case .equal:
      return points / clusters...(points + clusters - 1) / clusters
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
      return least...max(least, most)
    }
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
    }
  }

  private static func product(_ a: Int, _ b: Int) -> String {
    let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
    return isTooLarge ? "more than 2^63" : String(product)
  }
}
