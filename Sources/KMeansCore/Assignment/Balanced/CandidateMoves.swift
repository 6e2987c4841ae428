/// Points that may have to change their cluster, each with the clusters within its reach.
///
/// A cluster is within the reach R of a point where it would cost the point at most R more than its
/// own, prices included.
struct CandidateMoves {
  /// The points, ascending.
  private(set) var points: [Int] = []
  /// Their clusters.
  var labels: [Int32] = []
  /// c of each in its cluster.
  var costs: [Int64] = []
  /// Where the clusters of each begin, and the end of the last.
  private(set) var starts = [0]
  /// The clusters within reach, the own one among them.
  private(set) var heads: [Int32] = []
  /// c of the point in these.
  private(set) var headCosts: [Int64] = []

  /// How many points there are.
  var count: Int { points.count }

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
  mutating func add(_ point: Int, label: Int32, cost: Int64) {
    points.append(point)
    labels.append(label)
    costs.append(cost)
    starts.append(heads.count)
  }

  /// Adds those of later points.
  mutating func append(_ later: CandidateMoves) {
    let offset = heads.count
    points += later.points
    labels += later.labels
    costs += later.costs
    starts += later.starts.dropFirst().map { $0 + offset }
    heads += later.heads
    headCosts += later.headCosts
  }
}
