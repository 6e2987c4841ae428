/// A number that J cannot go below, whatever the clusters.
///
/// K-means ends at a local minimum. A bound says how far above the global one that can be at most:
///
///     let bound = clustering.bound(of: x)
///     print("at most \(100 * bound.excess(of: clustering.objective)) % above the optimum")
///
/// It is rounded downwards, by more than all roundings on the way can amount to.
public struct ObjectiveBound: Sendable, Hashable, Codable {
  /// No clustering of the points with as many clusters has a smaller J.
  public let value: Double
  /// What proves it.
  public let method: Method

  /// What proves a bound. Of several, the greatest bound is told.
  public enum Method: String, Sendable, CaseIterable, Codable {
    /// One cluster: J is the total sum of squares.
    case total
    /// As many clusters as different points: J cannot be less than 0.
    case points
    /// All points lie on a line, whose optimum is found by dynamic programming (`LineOptimum`).
    case line
    /// The sum of the least J of every feature by itself: what a clustering costs is a sum over
    /// features.
    case features
    /// The total sum of squares less the k − 1 greatest eigenvalues of the scatter matrix (C. Ding
    /// and X. He, "K-means clustering via principal component analysis", ICML 2004,
    /// doi:10.1145/1015330.1015408).
    case spectral
    /// The sum of the least J of parts of the points (`PartitionBound`); of a single part, the
    /// least J itself.
    case partition
  }

  /// By how much J exceeds the bound, over the bound: J is at most that share above the optimum.
  ///
  /// - Parameter objective: J, of the same points and as many clusters.
  /// - Returns: 0 where J is proven to be the least; infinity where the bound is 0 and J is not.
  public func excess(of objective: Double) -> Double {
    if objective <= value { return 0 }
    return value > 0 ? objective / value - 1 : .infinity
  }

  /// Whether J is proven to be the least, up to a millionth of a millionth of it, which roundings
  /// of the bound take.
  public func proves(_ objective: Double) -> Bool { excess(of: objective) <= 1e-12 }
}

extension Clustering {
  /// A number that J of these points cannot go below with as many clusters.
  ///
  /// - Parameters:
  ///   - x: X, which was clustered, with its weights.
  ///   - effort: how much work is done: about as many millions of steps of an enumeration. The
  ///     bound is the same for any number of threads.
  ///   - stop: ends the work early, with the greatest bound so far.
  /// - Returns: the greatest of the bounds that there are.
  /// - Throws: `ClusteringError.dimensions` where x has other features, `.observations` for points
  ///   that the distance cannot see.
  /// - Precondition: as many labels as points.
  /// - Complexity: O(N·d·k) for single features and O(N·d² + d³) for the spectral bound, both left
  ///   out where that is more than `effort` allows.
  public func bound(
    of x: Observations, effort: Int = ObjectiveBound.usualEffort, stop: StopSignal? = nil
  ) throws(ClusteringError) -> ObjectiveBound {
    guard x.dimensions == centroids.dimensions else {
      throw .dimensions(found: x.dimensions, expected: centroids.dimensions)
    }
    precondition(labels.count == x.count, "a label for every point")
    let control = RunControl(signal: stop, timeLimit: nil)
    let kernels = try Clusterer.kernels()
    let seen = try configuration.seen(x, kernels: kernels, control: control)
    let execution = Execution(kernels: kernels, threads: configuration.workers, control: control)
    let scale = configuration.problem.objectiveScale
    let found = ObjectiveBound(
      seen, labels, clusters: configuration.clusters, effort: effort, execution: execution)
    return found.scaled(by: scale)
  }
}

extension ObjectiveBound {
  /// A number that J of points cannot go below with the clusters of some labels.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - labels: a good clustering of them: the better, the greater the bound.
  ///   - effort: as of `Clustering.bound(of:effort:stop:)`.
  ///   - threads: nil for all processors; the bound is the same for any number.
  ///   - stop: ends the work early, with the greatest bound so far.
  /// - Throws: `ClusteringError.kernels`.
  /// - Precondition: as many labels as points.
  /// - Complexity: as of `Clustering.bound(of:effort:stop:)`.
  public init(
    of x: Observations, near labels: LabelMatrix, effort: Int = usualEffort, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(ClusteringError) {
    precondition(labels.count == x.count, "a label for every point")
    self.init(
      x, labels, clusters: labels.clusters, effort: effort,
      execution: Execution(
        kernels: try Clusterer.kernels(), threads: threads ?? Chunks.processors,
        control: RunControl(signal: stop, timeLimit: nil)))
  }
}

extension ObjectiveBound {
  /// The bound of J where that is a multiple of the sum of squares.
  ///
  /// - Parameter scale: a power of two.
  /// - Returns: the bound in the unit of J.
  func scaled(by scale: Double) -> ObjectiveBound {
    ObjectiveBound(value: value * scale, method: method)
  }
}

extension ObjectiveBound {
  /// Less than a second's work, for every search of the quality `best`.
  static let smallEffort = 4
  /// Some seconds' work.
  public static let usualEffort = 32

  /// The greatest bound for k clusters of any centroids.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - labels: a good clustering of them, from which parts are made.
  ///   - clusters: k.
  ///   - effort: as of `Clustering.bound(of:effort:stop:)`.
  ///   - execution: kernels, threads and stop.
  init(
    _ x: Observations, _ labels: LabelMatrix, clusters: Int, effort: Int, execution: Execution
  ) {
    guard clusters > 1 else {
      self.init(value: max(0, x.totalSumOfSquares.nextDown), method: .total)
      return
    }
    var best = ObjectiveBound(value: 0, method: .points)
    func take(_ value: Double?, _ method: Method) {
      guard let value, value.isFinite, value < 0x1p1000, value > best.value else { return }
      best = ObjectiveBound(value: value, method: method)
    }
    let lines = FeatureBound(
      x, clusters: clusters, most: effort << 20, execution: execution)
    take(lines?.value, lines?.isLine == true ? .line : .features)
    if lines?.isLine != true {
      let spectral = SpectralBound(
        x, clusters: clusters, most: Double(effort) * 1e9, execution: execution)
      take(spectral?.value, .spectral)
      let parts = PartitionBound(
        x, labels, clusters: clusters, steps: effort << 20, execution: execution)
      take(parts.value, .partition)
    }
    self = best
  }
}
