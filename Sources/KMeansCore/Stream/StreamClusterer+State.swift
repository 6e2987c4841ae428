extension StreamClusterer {
  /// What a stream knows, written down, beside its centroids: with these and the same further
  /// batches it goes on to the same bits.
  public struct State: Codable, Sendable, Equatable {
    /// How many batches were counted.
    public let batches: Int
    /// How many points were counted.
    public let points: Int
    /// How many times a cluster that had died got a new centroid.
    public let revivals: Int
    /// After how much what came before counts half.
    public let halfLife: HalfLife?
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

  /// What the stream knows; nil before the first batch.
  public var state: State? {
    guard batches > 0, let m = centroids else { return nil }
    let d = m.dimensions
    return State(
      batches: batches, points: points, revivals: revivals, halfLife: halfLife, revives: revives,
      seed: configuration.seed, drift: drift, sinceHalving: sinceHalving, sizes: sizes,
      withinSumOfSquares: withinSumOfSquares, weights: totals,
      sums: (0..<clusters).map { Array(sums[$0 * d..<($0 + 1) * d]) })
  }

  /// A stream that goes on from what another wrote down.
  ///
  /// - Parameters:
  ///   - state: what it wrote down.
  ///   - centroids: its centroids, to the bit.
  ///   - configuration: settings whose clusters, initialization and seed are replaced.
  /// - Throws: `ConfigurationError.streamState` where the parts do not fit together, and as
  ///   `init(_:halfLife:revives:)`.
  /// - Complexity: O(k·d).
  public init(
    resuming state: State, at centroids: PointMatrix, _ configuration: Clusterer.Configuration
  ) throws(ConfigurationError) {
    var configuration = configuration
    configuration.clusters = centroids.count
    configuration.initialization = .centroids(centroids)
    configuration.seed = state.seed
    if let count = state.halfLife?.count, count < 1 { throw .streamState }
    try self.init(configuration, halfLife: state.halfLife, revives: state.revives)
    let k = clusters
    let lists = [
      state.sizes.count, state.withinSumOfSquares.count, state.weights.count, state.sums.count,
    ]
    guard lists.allSatisfy({ $0 == k }),
      state.sums.allSatisfy({ $0.count == centroids.dimensions }),
      state.withinSumOfSquares.allSatisfy({ $0 >= 0 && $0.isFinite }),
      [state.batches, state.points, state.revivals, state.sinceHalving].allSatisfy({
        (0...Int.max / 4).contains($0)
      }), state.sizes.allSatisfy({ (0...Int.max / 4).contains($0) }),
      state.weights.allSatisfy({ !($0.value < .zero) })
    else { throw .streamState }
    (batches, points, revivals) = (state.batches, state.points, state.revivals)
    (drift, sinceHalving) = (state.drift, state.sinceHalving)
    (sizes, withinSumOfSquares) = (state.sizes, state.withinSumOfSquares)
    (totals, sums) = (state.weights, Array(state.sums.joined()))
  }
}
