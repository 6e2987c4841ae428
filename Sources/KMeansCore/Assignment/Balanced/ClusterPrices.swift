/// What clusters cost beside distances, where their sizes have limits: whole numbers on a grid.
struct ClusterPrices: Sendable {
  /// By cluster: positive where a cluster may take no further point, negative where it may lose
  /// none.
  var units: [Int64]
  let grid: CostGrid

  /// The prices of the same clusters in another order.
  func ordered(_ order: [Int]) -> ClusterPrices {
    ClusterPrices(units: order.map { units[$0] }, grid: grid)
  }

  /// The same where some price is 0, or there are both positive and negative ones. Where all
  /// clusters are as full, or as empty, as they may be, prices count relative to each other alone.
  var shifted: ClusterPrices {
    let (low, high) = (units.min() ?? 0, units.max() ?? 0)
    let shift = low > 0 ? low : min(high, 0)
    return ClusterPrices(units: units.map { $0 - shift }, grid: grid)
  }
}
