/// What a stream knows, written down, beside its centroids: with these and the same further
/// batches it goes on to the same bits.
public struct StreamState: Codable, Sendable, Equatable {
  /// How many batches were counted.
  public let batches: Int
  /// How many points were counted.
  public let points: Int
  /// How many times a cluster that had died got a new centroid.
  public let revivals: Int
  /// After how much what came before counts half.
  public let halfLife: StreamClusterer.HalfLife?
  /// Whether clusters that have died get new centroids.
  public let revives: Bool
  /// The seed of draws.
  public let seed: UInt64
  /// The last drift.
  public let drift: Double?
  let sinceHalving: Int
  let sizes: [Int]
  let withinSumOfSquares: [Double]
  /// W_j, exactly.
  let weights: [DecayedSum]
  /// S_j, exactly, cluster by cluster.
  let sums: [[DecayedSum]]
}
