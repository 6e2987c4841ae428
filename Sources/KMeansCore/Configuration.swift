/// What to fit and how: every setting of a fit, checked when built, so that an invalid one cannot
/// exist.
///
/// The defaults are scikit-learn's: greedy k-means++, one start (ten for random points), 300
/// iterations, tolerance 1e-4.
public struct Configuration: Sendable {
  /// k, the number of clusters, at least 1.
  public internal(set) var clusters: Int
  /// The distance between points, which decides what is minimised.
  public let distance: Distance
  /// How starts are spent.
  public let variant: Variant
  /// How the first centroids are found.
  public let initialization: Initialization
  /// How many starts are tried; the one with the least J is kept.
  public internal(set) var restarts: Int
  /// The seed of all random draws.
  public let seed: UInt64
  /// How many iterations a start may take, at least 1.
  public let iterationLimit: Int
  /// A start ends when Σ‖Δm‖² ≤ tolerance × the mean column variance; 0 ends only when no label
  /// changes.
  public let tolerance: Double
  /// How the assignment step is done; the result is the same for all.
  public let algorithm: Algorithm
  /// The order of the clusters in the result.
  public internal(set) var order: ClusterOrder
  /// How many threads work side by side; the result is the same for any number.
  public let threads: Int
  /// How long a fit may take; the best clustering so far is the result. Nil for no limit.
  public let timeLimit: Duration?

  /// The number of the first start among those that draw from one seed.
  var firstRestart = 0

  /// The most starts of a fit; each keeps its history in memory.
  public static let mostRestarts = 1_000_000

  /// A checked configuration.
  ///
  /// - Parameters:
  ///   - clusters: k, 1 … 2^31 − 1.
  ///   - distance: what is minimised.
  ///   - variant: how starts are spent.
  ///   - initialization: how the first centroids are found.
  ///   - restarts: starts, 1 … `mostRestarts`; nil for 10 with `.randomPoints` and 1 otherwise.
  ///   - seed: of all random draws.
  ///   - iterationLimit: the most iterations of a start, at least 1.
  ///   - tolerance: at least 0, in mean column variances.
  ///   - algorithm: how the assignment step is done.
  ///   - order: of the clusters in the result.
  ///   - threads: at least 1; nil for all processors.
  ///   - timeLimit: more than zero; nil for no limit.
  /// - Throws: `ConfigurationError` naming the first setting that is out of its range.
  public init(
    clusters: Int, distance: Distance = .euclidean, variant: Variant = .full,
    initialization: Initialization = .kMeansPlusPlus, restarts: Int? = nil, seed: UInt64 = 0,
    iterationLimit: Int = 300, tolerance: Double = 1e-4,
    algorithm: Algorithm = .auto, order: ClusterOrder = .asFound, threads: Int? = nil,
    timeLimit: Duration? = nil
  ) throws(ConfigurationError) {
    guard clusters >= 1 && clusters <= Int(Int32.max) else { throw .clusters(clusters) }
    let restarts = restarts ?? initialization.usualRestarts
    guard restarts >= 1 && restarts <= Self.mostRestarts else { throw .restarts(restarts) }
    guard iterationLimit >= 1 else { throw .iterationLimit(iterationLimit) }
    guard tolerance >= 0 && tolerance.isFinite else { throw .tolerance(tolerance) }
    let threads = threads ?? Chunks.processors
    guard threads >= 1 else { throw .threads(threads) }
    if let timeLimit, timeLimit <= .zero { throw .timeLimit(timeLimit) }
    if variant != .full {
      guard initialization.given == nil else { throw .givenCentroids(variant) }
      guard order == .asFound else { throw .order(order, variant) }
    }
    if let given = initialization.given {
      let isWhole = given.count == clusters
      let mayExtend = initialization.isRandom && given.count > 0 && given.count < clusters
      guard isWhole || mayExtend else {
        throw .centroidCount(found: given.count, expected: clusters)
      }
      for point in 0..<given.count {
        for (feature, value) in given.point(point).enumerated()
        where !(abs(value) < 0x1p480) {
          throw .centroidValue(centroid: point, feature: feature, value: value)
        }
      }
    }
    self.clusters = clusters
    self.distance = distance
    self.variant = variant
    self.initialization = initialization
    self.restarts = initialization.isRandom ? restarts : 1
    self.seed = seed
    self.iterationLimit = iterationLimit
    self.tolerance = tolerance
    self.algorithm = algorithm
    self.order = order
    self.threads = threads
    self.timeLimit = timeLimit
  }
}

extension Configuration {
  /// X as the distance sees it.
  ///
  /// - Complexity: O(1) where X stays as it is, else O(N·d).
  func seen(
    _ x: Observations, kernels: Kernels, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Observations {
    do {
      let seen = try distance.problem.seen(x.points, kernels: kernels, threads: threads)
      guard let seen else { return x }
      return try Observations(
        seen, weights: x.weights, threads: threads, kernels: kernels, stop: stop)
    } catch {
      throw ClusteringError(error)
    }
  }

  /// The number of a start among all that draw from the seed.
  func number(ofRestart restart: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: firstRestart &+ restart)
  }

  /// M₀ of a start, and how it was drawn.
  func start(_ x: Prepared, random: RandomSource, execution: Execution) -> Start {
    let start = initialization.start(
      x, clusters: clusters, random: random, execution: execution)
    // Drawn centroids are points of X as the distance sees them.
    guard start.draws.isEmpty else { return start }
    return Start(
      centroids: distance.problem.admitted(start.centroids, kernels: execution.kernels))
  }
}
