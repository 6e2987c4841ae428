/// The result of a fit over shards. Labels are what every shard's points are nearest to: see
/// `NearestCentroids`.
public struct ShardedClustering: Sendable {
  /// M, k points of d features.
  public let centroids: PointMatrix
  /// N.
  public let count: Int
  /// J, the exact sum of the squared distances (times weights), rounded once.
  public let objective: Double
  /// J after the update of every iteration.
  public let history: [Double]
  /// Why the run ended.
  public let stopReason: Clustering.StopReason
  /// The number of points of every cluster.
  public let sizes: [Int]
  /// The share of J of every cluster, exact and rounded once.
  public let withinSumOfSquares: [Double]
  /// Which restart, from 0, this is.
  public let restart: Int

  /// Assignments and updates of this run.
  public var iterations: Int { history.count }
}
