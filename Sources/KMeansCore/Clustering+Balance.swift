extension Clustering {
  /// How the sizes of clusters keep their limits, and how near their cost is to the least possible.
  ///
  /// With a price p_j added to what points pay in cluster j, Σᵢ wᵢδ(xᵢ, m_yᵢ) of any labels within
  /// the limits is at least the dual,
  ///
  ///     Σᵢ minⱼ (wᵢδ(xᵢ, mⱼ) + p_j) − most·Σⱼ max(p_j, 0) + least·Σⱼ max(−p_j, 0),
  ///
  /// where points count 1 each. Where weights have limits a point pays wᵢ·(δ(xᵢ, mⱼ) + p_j). So
  /// where the labels cost as much, none within the limits cost less for these centroids. Costs are
  /// rounded to multiples of `unit`, which makes both sums exact.
  public struct Balance: Sendable, Hashable, Codable {
    /// What has limits.
    public enum Measure: String, Sendable, Codable, CaseIterable {
      /// The number of points of positive weight.
      case points
      /// The sum of their weights.
      case weight
    }

    /// What has limits.
    public let measure: Measure
    /// The least that a cluster may have.
    public let least: Double
    /// The most that a cluster may have.
    public let most: Double
    /// What each cluster has.
    public let sums: [Double]
    /// What the labels cost: J, but for the rounding of costs.
    public let primal: Double
    /// What labels within the limits cost at least.
    public let dual: Double
    /// The primal minus the dual; 0 where the labels are proven to be optimal. Where costs are so
    /// small beside `unit` that their rounding may hide a millionth of the primal, what it may hide
    /// at most is added.
    public let gap: Double
    /// p, by cluster: in the unit of J, or for every unit of weight.
    public let prices: [Double]
    /// What costs are multiples of.
    public let unit: Double

    /// The same for the clusters in another order.
    ///
    /// - Parameter order: the old numbers in their new order.
    /// - Returns: sums and prices in that order.
    func ordered(_ order: [Int]) -> Balance {
      Balance(
        measure: measure, least: least, most: most, sums: order.map { sums[$0] },
        primal: primal, dual: dual, gap: gap, prices: order.map { prices[$0] }, unit: unit)
    }

    /// Whether no labels within the limits cost less.
    public var isProven: Bool { gap == 0 }
  }
}
