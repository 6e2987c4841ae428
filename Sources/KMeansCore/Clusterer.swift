import KMeansMatrices

/// Start here: a configuration in, a clustering out.
///
/// Each start draws M₀ (`Initialization`), alternates the two steps (`Run`) and is scored by its
/// exact J; `Restarts` keeps the best of them whole.
public struct Clusterer: Sendable {
  /// The settings of every fit.
  public let configuration: Configuration

  /// A clusterer with the given settings.
  public init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// Clusters points; see `fit(_:progress:stop:)`.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: a weight for every point, or nil for 1 each.
  /// - Throws: `ClusteringError`, also for what `Observations` refuses.
  public func fit(
    _ points: PointMatrix, weights: [Double]? = nil,
    progress: (Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    let observations: Observations
    do {
      observations = try Observations(
        points, weights: weights, threads: configuration.threads, stop: stop)
    } catch .stopped {
      throw .stopped
    } catch .outOfMemory(let bytes) {
      throw .outOfMemory(bytes: bytes)
    } catch {
      throw .observations(error)
    }
    return try fit(observations, progress: progress, stop: stop)
  }

  /// Clusters checked points.
  ///
  /// Cancelling the calling Swift task, `stop` and the time limit all end the fit early, with the
  /// best clustering so far as the result. Where there is none yet, the centroids still missing are
  /// drawn at random and one assignment is finished, within the patience of `stop` and within
  /// a second after the time limit; later than that, the fit throws.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - progress: called on the calling thread after every iteration.
  ///   - stop: ends the fit when somebody asks through it.
  /// - Returns: the run with the least J, the first among equals.
  /// - Throws: `ClusteringError` when k > N, or given centroids have another d; `.stopped` and
  ///   `.outOfTime` when there were no labels in time; `.outOfMemory` before any work when what the
  ///   fit may need cannot be had.
  /// - Complexity: O(restarts·iterations·N·k·d) at worst.
  public func fit(
    _ x: Observations, progress: (Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    // What seeding needs is kept for further starts, where there is memory for it.
    let keepsSeeding =
      configuration.restarts > 1
      && Memory.isAvailable(MemoryNeed(x, configuration, keepsSeeding: true).bytes)
    return try fit(Prepared(x, keepsSeeding: keepsSeeding), progress: progress, stop: stop)
  }

  /// Clusters points that other fits share; see `fit(_:progress:stop:)`.
  package func fit(
    _ prepared: Prepared, progress: (Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    try check(prepared.x)
    let kernels: Kernels
    do { kernels = try Kernels.selected() } catch { throw .kernels(error) }
    let control = RunControl(signal: stop, timeLimit: configuration.timeLimit)
    let execution = Execution(
      kernels: kernels, threads: configuration.threads, control: control)
    let best = withoutActuallyEscaping(progress) { progress in
      Restarts(
        task: SearchTask(
          prepared: prepared, configuration: configuration, execution: execution,
          progress: progress)
      ).clustering()
    }
    guard let best else { throw control.abandonment }
    return best
  }

  private func check(_ x: Observations) throws(ClusteringError) {
    guard configuration.clusters <= x.count else {
      throw .tooFewPoints(points: x.count, clusters: configuration.clusters)
    }
    if let given = configuration.initialization.given, given.dimensions != x.dimensions {
      throw .dimensions(found: given.dimensions, expected: x.dimensions)
    }
    let need = MemoryNeed(x, configuration)
    guard Memory.isAvailable(need.bytes) else { throw .outOfMemory(bytes: need.bytes) }
  }
}

/// How far a fit has come.
public struct Progress: Sendable {
  /// The restart, from 0.
  public let restart: Int
  /// How many restarts there are.
  public let restarts: Int
  /// Iterations of this restart so far; 0 while its centroids are drawn.
  public let iteration: Int
  /// J after that iteration; nil while the centroids are drawn.
  public let objective: Double?
  /// Σ‖Δm‖², how far the centroids moved in that iteration, which a tolerance is held against; nil
  /// while the centroids are drawn.
  public let centroidShift: Double?
}

/// Why points cannot be clustered as configured.
public enum ClusteringError: Error, Equatable, Sendable {
  /// The points or weights are no good.
  case observations(ObservationError)
  /// k > N.
  case tooFewPoints(points: Int, clusters: Int)
  /// Given centroids have `found` features where the points have `expected`.
  case dimensions(found: Int, expected: Int)
  /// The instruction set that the environment asks for cannot be had.
  case kernels(KernelError)
  /// Somebody ended the fit before it had a result.
  case stopped
  /// The time limit passed before the fit had a result.
  case outOfTime
  /// The fit needs `bytes` bytes of memory at once, which the system does not give.
  case outOfMemory(bytes: Int)
}

extension ClusteringError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .observations(let error): error.description
    case .tooFewPoints(let points, let clusters):
      "k is \(clusters), but there are only \(points) points; choose a smaller k"
    case .dimensions(let found, let expected):
      "the given centroids have \(found) features, the points have \(expected)"
    case .kernels(let error): error.description
    case .stopped: "the fit was stopped before there was a result"
    case .outOfTime:
      "the time limit passed before every point had a first label; allow more time, or choose a"
        + " smaller k"
    case .outOfMemory(let bytes):
      "the fit needs about \(bytes / 1_000_000 + 1) MB of memory, more than can be had; use fewer"
        + " points, columns or clusters, or a machine with more memory"
    }
  }
}
