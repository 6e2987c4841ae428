extension StreamClusterer {
  /// What the stream knows; nil before the first batch.
  public var state: StreamState? {
    guard batches > 0, let m = centroids else { return nil }
    let d = m.dimensions
    return StreamState(
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
    resuming state: StreamState, at centroids: PointMatrix, _ configuration: Clusterer.Configuration
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
