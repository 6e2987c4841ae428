import KMeansMatrices

/// What to fit and how: every setting of a fit, checked when built, so that an invalid one cannot
/// exist.
///
/// The defaults are scikit-learn's: greedy k-means++, one start (ten for random points), 300
/// iterations, tolerance 1e-4.
public struct Configuration: Sendable {
  /// k, the number of clusters, at least 1.
  public let clusters: Int
  /// How far apart points are, and with it what is minimised.
  public let distance: Distance
  /// Where the centroids start.
  public let initialization: Initialization
  /// How many starts are tried; the one with the least J is kept.
  public let restarts: Int
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
  public let order: ClusterOrder
  /// How many threads work side by side; the result is the same for any number.
  public let threads: Int
  /// How long a fit may take; the best clustering so far is the result. Nil for no limit.
  public let timeLimit: Duration?

  /// The most starts that a fit can have: what is remembered of each takes memory.
  public static let mostRestarts = 1_000_000

  /// A checked configuration.
  ///
  /// - Parameters:
  ///   - restarts: nil for 10 with `.randomPoints` and 1 otherwise.
  ///   - threads: nil for all processors.
  /// - Throws: `ConfigurationError` naming the first setting that is out of its range.
  public init(
    clusters: Int, distance: Distance = .euclidean,
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

/// Why a configuration cannot be built.
public enum ConfigurationError: Error, Equatable, Sendable {
  /// k is not in 1 … 2^31 − 1.
  case clusters(Int)
  /// The number of starts is not in 1 … `Configuration.mostRestarts`.
  case restarts(Int)
  /// The number of iterations is below 1.
  case iterationLimit(Int)
  /// The tolerance is negative or not finite.
  case tolerance(Double)
  /// The number of threads is below 1.
  case threads(Int)
  /// The time limit is not positive.
  case timeLimit(Duration)
  /// There are `found` given centroids, not k.
  case centroidCount(found: Int, expected: Int)
  /// A given centroid's value is not finite or not below 2^480 in size (indices from 0).
  case centroidValue(centroid: Int, feature: Int, value: Double)
}

extension ConfigurationError: CustomStringConvertible {
  /// One sentence: the setting, its value, and what it may be.
  public var description: String {
    switch self {
    case .clusters(let found):
      "k is \(found); it must be at " + (found < 1 ? "least 1" : "most \(Int32.max)")
    case .restarts(let found):
      "the number of restarts is \(found); it must be at "
        + (found < 1 ? "least 1" : "most \(Configuration.mostRestarts)")
    case .iterationLimit(let found): "the iteration limit is \(found); it must be at least 1"
    case .tolerance(let found): "the tolerance is \(found); it must be 0 or a positive number"
    case .threads(let found): "the number of threads is \(found); it must be at least 1"
    case .timeLimit(let found): "the time limit is \(found); it must be positive"
    case .centroidCount(let found, let expected):
      "there are \(found) given centroids for k = \(expected); give as many as clusters"
    case .centroidValue(let centroid, let feature, let value):
      "feature \(feature) of given centroid \(centroid) is \(value); it must be finite and scaled"
    }
  }
}

/// The order in which a result numbers its clusters. Points that lie equally near to several
/// centroids belong to the lowest of these numbers.
public enum ClusterOrder: String, Sendable, CaseIterable {
  /// As the initialization drew them.
  case asFound = "none"
  /// The largest first; equal sizes by their centroids, feature by feature.
  case size
  /// By their centroids' first feature, then the second, and so on.
  case first
}
