/// K-means of points that come batch after batch and are not kept.
///
///     var stream = try StreamClusterer(Clusterer.Configuration(clusters: 8))
///     for batch in batches { try stream.partialFit(batch) }
///
/// With the points C_j of a batch whose nearest centroid is m_j, and h half-lives that were full
/// when the batch came:
///
///     S_j ← S_j / 2^h + Σ w x over C_j    W_j ← W_j / 2^h + Σ w over C_j    m_j ← S_j / W_j
///
/// So a point counts once, with the label that it had when it came. S and W are exact (see
/// `DecayedSum` for what halving drops in the end), and each value of m is rounded once: the result
/// depends on the batches alone, and not on threads or kernels. Without a half-life all points
/// count the same: MacQueen's running means (1967), a batch at a time. `Docs/variants/streams.md`
/// has all rules.
///
/// It is a value: a copy goes on by itself, and `StreamState` writes it down.
///
/// - Complexity: O(n·k·d) a batch of n points at worst, and O(k·d) memory beside the batch.
public struct StreamClusterer: Sendable {
  /// k, the seed, and how the first centroids are found. The first batch is fitted by these.
  public let configuration: Clusterer.Configuration
  /// After how much what came before counts half; nil for never.
  public let halfLife: HalfLife?
  /// Whether clusters that have died get new centroids.
  public let revives: Bool

  /// M; nil before the first batch, unless centroids were given.
  public internal(set) var centroids: PointMatrix?
  /// How many batches were counted.
  public internal(set) var batches = 0
  /// How many points were counted.
  public internal(set) var points = 0
  /// How many times a cluster that had died got a new centroid.
  public internal(set) var revivals = 0
  /// How many points have joined every cluster, whatever their weights and however long ago.
  public internal(set) var sizes: [Int]
  /// Every cluster's sum of w·δ over the points that it counts, each with the weight that is left
  /// of it, about the centroid.
  public internal(set) var withinSumOfSquares: [Double]
  /// J of the last batch per unit of weight, over that of the points before it by their own
  /// centroids. Nil while nothing was counted before, and where the points before lie on their
  /// centroids.
  public internal(set) var drift: Double?

  /// S, cluster by cluster.
  var sums: [DecayedSum] = []
  /// W_j.
  var totals: [DecayedSum]
  /// Points or batches since the last half-life was full.
  var sinceHalving = 0

  /// A dead cluster has less than this part of the mean weight, where weights decay.
  static let deadShare = 1024
  /// A cluster whose weight is below 2^forgottenExponent is left with none.
  static let forgottenExponent = -1024

  /// A stream that has not begun.
  ///
  /// - Parameters:
  ///   - configuration: k, the seed, the initialization, and when the fit of the first batch ends.
  ///   - halfLife: after how much what came before counts half; nil for never.
  ///   - revives: whether clusters that have died get new centroids.
  /// - Throws: `ConfigurationError` for settings that no stream can have: another distance, another
  ///   variant, limits on sizes, frozen clusters, or a reference.
  public init(
    _ configuration: Clusterer.Configuration, halfLife: HalfLife? = nil, revives: Bool = true
  ) throws(ConfigurationError) {
    self.configuration = try configuration.validated()
    guard configuration.distance == .euclidean, configuration.variant == .full,
      configuration.sizeLimits == nil, configuration.frozenClusters == 0,
      configuration.reference == nil
    else { throw .stream }
    (self.halfLife, self.revives) = (halfLife, revives)
    sizes = Array(repeating: 0, count: configuration.clusters)
    withinSumOfSquares = Array(repeating: 0, count: configuration.clusters)
    totals = Array(repeating: DecayedSum(), count: configuration.clusters)
    if let given = configuration.initialization.given, given.count == configuration.clusters {
      begin(at: PointMatrix(copyingAsDouble: given))
    }
  }

  /// How many points a batch has where nothing else is said: as many as the first batch of nested
  /// batches has at least, from which the first centroids are drawn as well.
  ///
  /// - Parameter clusters: k.
  /// - Returns: 64 k, but 4,096 or more, and no more than 65,536 unless 4 k is more.
  public static func usualBatch(clusters: Int) -> Int {
    Clusterer.Configuration(clusters: clusters).firstBatch
  }

  /// k, the number of clusters.
  public var clusters: Int { configuration.clusters }

  /// W_j, what is left of the weights of every cluster's points, each rounded once.
  public var weights: [Double] { totals.map(\.rounded) }

  /// J of the points that are counted per unit of weight, each with the label that it had when it
  /// came; nil where nothing weighs.
  public var objectivePerWeight: Double? {
    let weight = totals.reduce(into: Dyadic.zero) { $0 += $1.value }
    return weight.isZero ? nil : withinSumOfSquares.reduce(0, +) / weight.rounded
  }

  /// The same stream with another half-life from now on.
  public func changing(halfLife: HalfLife?) -> StreamClusterer {
    guard halfLife != self.halfLife else { return self }
    var changed = StreamClusterer(self, halfLife: halfLife)
    if halfLife?.unit != self.halfLife?.unit { changed.sinceHalving = 0 }
    return changed
  }

  private init(_ other: StreamClusterer, halfLife: HalfLife?) {
    (configuration, self.halfLife, revives) = (other.configuration, halfLife, other.revives)
    (centroids, batches, points) = (other.centroids, other.batches, other.points)
    (revivals, sizes) = (other.revivals, other.sizes)
    (withinSumOfSquares, drift) = (other.withinSumOfSquares, other.drift)
    (sums, totals, sinceHalving) = (other.sums, other.totals, other.sinceHalving)
  }

  /// Lets the centroids be these, without any weight.
  mutating func begin(at m: PointMatrix) {
    centroids = m
    sums = Array(repeating: DecayedSum(), count: clusters * m.dimensions)
  }

  /// Lets every cluster count as so much weight at its centroid, as if its points had come before.
  ///
  /// - Parameters:
  ///   - weights: W_j, k numbers w ≥ 0, finite.
  ///   - sizes: how many points they are.
  ///   - withinSumOfSquares: the shares of their J; nil for 0 each.
  /// - Precondition: centroids were given, and nothing was counted yet.
  /// - Complexity: O(k·d).
  public mutating func count(
    weights: [Double], sizes: [Int], withinSumOfSquares: [Double]? = nil
  ) {
    guard let m = centroids else { preconditionFailure("centroids were given") }
    precondition(batches == 0 && weights.count == clusters && sizes.count == clusters)
    for cluster in 0..<clusters where weights[cluster] > 0 {
      let weight = Dyadic(weights[cluster])
      totals[cluster] = DecayedSum(weight)
      for feature in 0..<m.dimensions {
        sums[cluster * m.dimensions + feature] = DecayedSum(Dyadic(m[feature, cluster]) * weight)
      }
    }
    self.sizes = sizes
    if let withinSumOfSquares { self.withinSumOfSquares = withinSumOfSquares }
  }
}
