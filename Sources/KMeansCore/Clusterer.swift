/// Start here: a configuration in, a clustering out.
///
/// Each start draws M₀ (`Clusterer.Initialization`), alternates the two steps (`Run`) and is scored
/// by its exact J; `Restarts` keeps the best of them whole.
public struct Clusterer: Sendable {
  /// The settings of every fit.
  public let configuration: Clusterer.Configuration

  /// A clusterer with the given settings.
  public init(_ configuration: Clusterer.Configuration) {
    self.configuration = configuration
  }

  /// Clusters points; see `fit(_:progress:stop:)`.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: a weight for every point, or nil for 1 each.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request.
  /// - Returns: the clustering with the least J, the first among equals.
  /// - Throws: `ClusteringError`, also for what `Observations` refuses.
  public func fit(
    _ points: PointMatrix, weights: [Double]? = nil,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    try checkSettings()
    if let sizeLimits = configuration.sizeLimits, weights.map({ $0.count == points.count }) ?? true
    {
      _ = try sizeLimits.limits(weights, count: points.count, clusters: configuration.clusters)
    }
    let control = self.control(stop)
    let seen = try configuration.seen(
      points, weights: weights, kernels: Self.kernels(), control: control)
    return try fit(prepared(seen), control, progress: progress)
  }

  /// Clusters checked points.
  ///
  /// Cancelling the calling Swift task, `stop` and the time limit all end the fit early, with the
  /// best clustering so far as the result. If there is none yet, the missing centroids are drawn at
  /// random and one assignment is finished. This may take the patience of `stop`, or a second after
  /// the time limit; later than that, the fit throws.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request.
  /// - Returns: the run with the least J, the first among equals.
  /// - Throws: `ClusteringError` when k > N, given centroids have another d, or the distance cannot
  ///   see a point; `.stopped` and `.outOfTime` when there were no labels in time; `.outOfMemory`,
  ///   before the first start, when the system has less memory than the fit may need; `.kernels`.
  /// - Complexity: O(restarts·iterations·N·k·d) at worst.
  public func fit(
    _ x: Observations, progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    try fit(x, progress: progress, stop: stop) { _ in (nil, nil) }
  }

  /// Who takes down the states of a search, and where it was before.
  typealias Keeping = (keeper: StateKeeper<SearchState>?, resuming: SearchState?)

  /// The same with a keeper, which is made for X as the distance sees it.
  func fit(
    _ x: Observations, progress: (Clusterer.Progress) -> Void, stop: StopSignal?,
    keeping: (Observations) throws(ClusteringError) -> Keeping
  ) throws(ClusteringError) -> Clustering {
    try checkShape(x, divides: false)
    let control = self.control(stop)
    let seen = try configuration.seen(x, kernels: Self.kernels(), control: control)
    return try fit(prepared(seen), control, try keeping(seen), progress: progress)
  }

  /// What may end a fit early. The time limit begins now.
  private func control(_ stop: StopSignal?) -> RunControl {
    RunControl(signal: stop, timeLimit: configuration.timeLimit)
  }

  /// X for fits. As much is made of it as there is memory for: first what makes iterations faster,
  /// then what seeding needs, which is kept between starts.
  package func prepared(_ x: Observations, starts: Int? = nil) -> Prepared {
    let starts = starts ?? configuration.starts
    func hasRoom(for need: MemoryNeed) -> Bool {
      // A little is taken before the fit asks once more for what it needs.
      Memory.isAvailable(Memory.bytes(Double(need.bytes) + 0x1p25))
    }
    if starts > 1 && hasRoom(for: MemoryNeed(x, configuration, keepsSeeding: true)) {
      return Prepared(x, starts: starts)
    }
    if hasRoom(for: MemoryNeed(x, configuration)) { return Prepared(x) }
    let keepsBounds = hasRoom(for: MemoryNeed(x, configuration, makesViews: false))
    return Prepared(x, makesViews: false, keepsBounds: keepsBounds)
  }

  static func kernels() throws(ClusteringError) -> Kernels {
    do { return try Kernels.selected() } catch { throw .kernels(error) }
  }

  /// Clusters points that other fits share; see `fit(_:progress:stop:)`.
  ///
  /// - Parameters:
  ///   - prepared: X as the distance sees it.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request.
  /// - Returns: the clustering with the least J, the first among equals.
  /// - Throws: `ClusteringError`, as `fit(_:progress:stop:)` of observations.
  package func fit(
    _ prepared: Prepared, progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    try fit(prepared, control(stop), progress: progress)
  }

  private func fit(
    _ prepared: Prepared, _ control: RunControl, _ keeping: Keeping = (nil, nil),
    progress: (Clusterer.Progress) -> Void
  ) throws(ClusteringError) -> Clustering {
    try check(prepared)
    let execution = Execution(
      kernels: try Self.kernels(), threads: configuration.workers, control: control)
    let best = withoutActuallyEscaping(progress) { progress in
      configuration.quality.search(
        SearchTask(
          prepared: prepared, configuration: configuration, execution: execution,
          progress: progress, keeper: keeping.keeper, resuming: keeping.resuming)
      ).clustering()
    }
    guard let best else { throw control.abandonment }
    return best
  }

  private func checkSettings() throws(ClusteringError) {
    do { _ = try configuration.validated() } catch { throw .configuration(error) }
  }

  /// Throws where the settings, or X with them, cannot be.
  private func checkShape(_ x: Observations, divides: Bool = true) throws(ClusteringError) {
    try checkSettings()
    try configuration.checkShape(x, divides: divides)
  }

  private func check(_ prepared: Prepared) throws(ClusteringError) {
    let x = prepared.x
    try checkShape(x)
    let need = MemoryNeed(
      x, configuration, makesViews: prepared.makesViews, keepsBounds: prepared.keepsBounds)
    guard Memory.isAvailable(need.bytes) else { throw .outOfMemory(bytes: need.bytes) }
  }
}
