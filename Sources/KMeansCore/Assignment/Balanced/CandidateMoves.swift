/// Points that may have to change their cluster, each with the clusters within its reach.
///
/// A cluster is within the reach R of a point where it would cost the point at most R more than its
/// own, prices included. Where sums of weights have limits, a point can be in several clusters for
/// a while: it has a part for each.
struct CandidateMoves {
  /// The points, ascending.
  private(set) var points: [Int] = []
  /// Where the clusters of each begin, and the end of the last.
  private var starts = [0]
  /// The clusters within reach, the own one among them.
  private(set) var heads: [Int32] = []
  /// c of the point in these.
  private(set) var headCosts: [Int64] = []

  /// The clusters of the parts; of each point one at first, in the order of the points.
  private(set) var labels: [Int32] = []
  /// c of each part in its cluster.
  private(set) var costs: [Int64] = []
  /// How much of its limits each part takes, at least 1.
  private(set) var amounts: [Int] = []
  /// Which point each further part is of.
  private var owners: [Int32] = []

  /// How many points there are.
  var count: Int { points.count }
  /// How many parts there are.
  var partCount: Int { labels.count }

  /// Which of the points a part is of.
  @inline(__always)
  func owner(_ part: Int) -> Int { part < count ? part : Int(owners[part - count]) }

  /// Where the clusters within the reach of a part are.
  @inline(__always)
  func reached(_ part: Int) -> Range<Int> {
    let owner = owner(part)
    return starts[owner]..<starts[owner + 1]
  }

  /// Adds a cluster within the reach of the point that is added next.
  @inline(__always)
  mutating func reach(_ cluster: Int, cost: Int64) {
    heads.append(Int32(truncatingIfNeeded: cluster))
    headCosts.append(cost)
  }

  /// Adds a point, to which the clusters that were reached since the last one belong.
  ///
  /// - Parameters:
  ///   - point: its number, greater than the last one's.
  ///   - label: its cluster.
  ///   - cost: c of it there.
  ///   - amount: how much of the limits it takes.
  mutating func add(_ point: Int, label: Int32, cost: Int64, amount: Int) {
    points.append(point)
    labels.append(label)
    costs.append(cost)
    amounts.append(amount)
    starts.append(heads.count)
  }

  /// Adds those of later points.
  ///
  /// - Precondition: no point has several parts.
  mutating func append(_ later: CandidateMoves) {
    let offset = heads.count
    points += later.points
    labels += later.labels
    costs += later.costs
    amounts += later.amounts
    starts += later.starts.dropFirst().map { $0 + offset }
    heads += later.heads
    headCosts += later.headCosts
  }

  /// Moves an amount of a part to a cluster.
  ///
  /// - Parameters:
  ///   - amount: of the part, or all of it.
  ///   - part: which one.
  ///   - head: the cluster.
  ///   - cost: c there, less c where it was.
  /// - Returns: the part that is there then; another one, where an amount was left behind.
  mutating func move(_ amount: Int, of part: Int, to head: Int, cost: Int64) -> Int {
    if amount == amounts[part] {
      labels[part] = Int32(truncatingIfNeeded: head)
      costs[part] &+= cost
      return part
    }
    amounts[part] -= amount
    owners.append(Int32(truncatingIfNeeded: owner(part)))
    labels.append(Int32(truncatingIfNeeded: head))
    costs.append(costs[part] &+ cost)
    amounts.append(amount)
    return partCount - 1
  }

  /// The cluster that has most of each point, the lowest among equals.
  func wholeLabels() -> [Int32] {
    guard partCount > count else { return labels }
    var shares = [[Int32: Int]](repeating: [:], count: count)
    for part in 0..<partCount { shares[owner(part)][labels[part], default: 0] += amounts[part] }
    return shares.map { shares in
      shares.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
    }
  }
}
