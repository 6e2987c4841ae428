extension Clusterer {
  /// What to fit and how. Only k has no default:
  ///
  ///     var configuration = Clusterer.Configuration(clusters: 4)
  ///     configuration.seed = 7
  ///
  /// The defaults are scikit-learn's: greedy k-means++, one start (ten for random points), 300
  /// iterations, tolerance 1e-4. A fit checks all settings before it begins; `validated()` does so
  /// earlier.
  public struct Configuration: Sendable, Hashable, Codable {
    /// k, the number of clusters, 1 … 2^31 − 1.
    public var clusters: Int
    /// The distance between points, which decides what is minimised.
    public var distance: Distance
    /// How starts are spent.
    public var variant: Variant
    /// How the first centroids are found.
    public var initialization: Initialization
    /// How many starts are tried, 1 … `mostRestarts`; the one with the least J is kept. Nil for ten
    /// with `.randomPoints` and one otherwise. Where centroids are given, all starts are the same,
    /// and there is one.
    public var restarts: Int?
    /// The seed of all random draws.
    public var seed: UInt64
    /// How many iterations a start may take, at least 1.
    public var iterationLimit: Int
    /// A start ends when Σ‖Δm‖² ≤ tolerance × the mean column variance; 0 ends only when no label
    /// changes. At least 0.
    public var tolerance: Double
    /// How the assignment step is done; the result is the same for all.
    public var algorithm: Algorithm
    /// The order of the clusters in the result.
    public var order: Order
    /// How many threads work side by side, at least 1; the result is the same for any number. Nil
    /// for all processors.
    public var threads: Int?
    /// How large clusters may be; nil for no limits.
    public var sizeLimits: SizeLimits?
    /// How long a fit may take, more than zero; the best clustering so far is the result. Nil for
    /// no limit.
    public var timeLimit: Duration?
    /// For `Variant.miniBatch`: how many times N points the steps may look at, more than 0. Then
    /// the fit ends, approximate, with the labels of all points. Nil for no limit.
    public var epochs: Double?
    /// For `Variant.miniBatch`: how many points the first batch has at least, 1 or more; never
    /// fewer than clusters. Nil for 64 a cluster, but 4096 or more, and from 1024 clusters on for
    /// 65,536, or 4 a cluster where that is more.
    public var batch: Int?

    /// Centroids of another clustering, from which the clusters get their numbers, so that what was
    /// cluster 3 there is cluster 3 here; see `CentroidMatching`. Nil for none.
    public var reference: PointMatrix?
    /// How many generations a search of the quality `best` has, 0 or more. Nil for until nothing
    /// more is expected of them.
    public var effort: Int?
    /// Nil for the usual one, so that it is written down only where it is another.
    private var chosenQuality: Quality?
    /// Nil for none, so that it is written down only where there are some.
    private var frozenCount: Int?

    /// How much is spent on a low J.
    public var quality: Quality {
      get { chosenQuality ?? .fast }
      set { chosenQuality = newValue == .fast ? nil : newValue }
    }

    /// How many of the first given centroids stay as they are, to the bit, and only get points; the
    /// others are found. 0 for none.
    public var frozenClusters: Int {
      get { frozenCount ?? 0 }
      set { frozenCount = newValue == 0 ? nil : newValue }
    }

    /// The number of the first start among those that draw from one seed.
    var firstRestart = 0

    private enum CodingKeys: String, CodingKey {
      case clusters, distance, variant, initialization, restarts, seed, iterationLimit, tolerance
      case algorithm, order, threads, timeLimit, reference, epochs, batch, sizeLimits
      case effort, chosenQuality = "quality", frozenCount = "frozenClusters"
    }

    /// The most starts of a fit; each keeps its history in memory.
    public static let mostRestarts = 1_000_000

    /// Settings, which are as documented at the properties of their names.
    public init(
      clusters: Int, distance: Distance = .euclidean, variant: Variant = .full,
      initialization: Initialization = .kMeansPlusPlus, restarts: Int? = nil, seed: UInt64 = 0,
      iterationLimit: Int = 300, tolerance: Double = 1e-4,
      algorithm: Algorithm = .auto, order: Order = .asFound, threads: Int? = nil,
      timeLimit: Duration? = nil, sizeLimits: SizeLimits? = nil
    ) {
      self.clusters = clusters
      self.distance = distance
      self.variant = variant
      self.initialization = initialization
      self.restarts = restarts
      self.seed = seed
      self.iterationLimit = iterationLimit
      self.tolerance = tolerance
      self.algorithm = algorithm
      self.order = order
      self.threads = threads
      self.timeLimit = timeLimit
      self.sizeLimits = sizeLimits
    }

    /// How many starts there are.
    package var starts: Int {
      initialization.isRandom
        ? restarts ?? quality.usualStarts ?? initialization.usualRestarts : 1
    }

    /// How many threads work side by side: `threads`, or as many as there are processors.
    public var workers: Int { threads ?? Chunks.processors }
  }
}

extension Clusterer.Configuration {
  /// These settings, if a fit can have them.
  ///
  /// - Returns: the same.
  /// - Throws: `ConfigurationError` naming the first setting that is out of its range.
  /// - Complexity: O(k·d) for given centroids, else O(1).
  public func validated() throws(ConfigurationError) -> Self {
    guard clusters >= 1 && clusters <= Int(Int32.max) else { throw .clusters(clusters) }
    if let restarts, restarts < 1 || restarts > Self.mostRestarts { throw .restarts(restarts) }
    if let rounds = initialization.rounds { try KMeansParallel.check(rounds: rounds) }
    guard iterationLimit >= 1 else { throw .iterationLimit(iterationLimit) }
    guard tolerance >= 0 && tolerance.isFinite else { throw .tolerance(tolerance) }
    if let threads, threads < 1 { throw .threads(threads) }
    if let timeLimit, timeLimit <= .zero { throw .timeLimit(timeLimit) }
    if let epochs, !(epochs > 0 && epochs.isFinite) { throw .epochs(epochs) }
    if let batch, batch < 1 { throw .batch(batch) }
    guard variant == .miniBatch || (epochs == nil && batch == nil) else {
      throw .noBatches(variant)
    }
    if variant.splits {
      guard initialization.given == nil else { throw .givenCentroids(variant) }
      guard order == .asFound else { throw .order(order, variant) }
    }
    guard sizeLimits == nil || variant == .full else { throw .sizeLimits(variant) }
    if let sizeLimits { try sizeLimits.check() }
    if let given = initialization.given { try check(given) }
    try checkNumbers()
    try checkQuality()
    return self
  }

  private func check(_ given: PointMatrix) throws(ConfigurationError) {
    let isWhole = given.count == clusters
    let mayExtend = initialization.isRandom && given.count > 0 && given.count < clusters
    guard isWhole || mayExtend else {
      throw .centroidCount(found: given.count, expected: clusters)
    }
    for point in 0..<given.count {
      for (feature, value) in given.point(point).enumerated() where !(abs(value) < distance.limit) {
        throw .centroidValue(centroid: point, feature: feature, value: value)
      }
      if distance.isDirectional && given.point(point).allSatisfy({ $0 == 0 }) {
        throw .centroidWithoutDirection(centroid: point)
      }
    }
  }
}

extension Clusterer.Configuration {
  /// Throws where X cannot be clustered by these settings.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - divides: whether a division of weights that keeps limits on their sums is looked for.
  /// - Throws: `ClusteringError` when k > N, given centroids have another d, or no clustering keeps
  ///   the limits on sizes.
  /// - Complexity: O(1), or O(N) for limits and weights.
  func checkShape(_ x: Observations, divides: Bool = true) throws(ClusteringError) {
    guard clusters <= x.count else { throw .tooFewPoints(points: x.count, clusters: clusters) }
    for given in [initialization.given, reference] {
      if let given, given.dimensions != x.dimensions {
        throw .dimensions(found: given.dimensions, expected: x.dimensions)
      }
    }
    _ = try sizeLimits?.limits(
      x.weights, count: x.count, clusters: clusters, divides: divides)
  }

  /// X as the distance sees it, for a fit.
  ///
  /// - Parameters:
  ///   - x: X.
  ///   - kernels: the instruction set.
  ///   - control: ends the work where nothing would come of the fit any more.
  /// - Returns: X as the distance sees it, with its weights.
  /// - Throws: `ClusteringError.observations` for points that the distance cannot see, `.stopped`,
  ///   `.outOfTime`, and `.outOfMemory`.
  /// - Complexity: O(1) where X stays as it is, else O(N·d).
  func seen(
    _ x: Observations, kernels: Kernels, control: RunControl = .free
  ) throws(ClusteringError) -> Observations {
    try Self.translating(control) { () throws(ObservationError) in
      let execution = self.execution(kernels, control)
      let seen = try distance.problem.seen(x.points, isFitted: true, execution)
      if let seen { return try Observations(seen, weights: x.weights, execution) }
      if let refusal = x.refusal { throw refusal }
      return x
    }
  }

  /// Points that have not been surveyed, as the distance sees them, for a fit.
  ///
  /// - Complexity: O(N·d).
  func seen(
    _ points: PointMatrix, weights: [Double]?, kernels: Kernels, control: RunControl
  ) throws(ClusteringError) -> Observations {
    try Self.translating(control) { () throws(ObservationError) in
      let execution = self.execution(kernels, control)
      let seen = try distance.problem.seen(points, isFitted: true, execution)
      return try Observations(seen ?? points, weights: weights, execution)
    }
  }

  private func execution(_ kernels: Kernels, _ control: RunControl) -> SurveyExecution {
    SurveyExecution(threads: workers, kernels: kernels) { control.isAbandoned }
  }

  private static func translating<Value>(
    _ control: RunControl, _ body: () throws(ObservationError) -> Value
  ) throws(ClusteringError) -> Value {
    do { return try body() } catch {
      throw error == .stopped ? control.abandonment : ClusteringError(error)
    }
  }

  /// The number of a start among all that draw from the seed.
  func number(ofRestart restart: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: firstRestart &+ restart)
  }
}
