extension Clusterer {
  /// Clusters points, and hands out checkpoints from which the fit can go on.
  ///
  /// See `fit(_:resuming:every:saving:progress:stop:)` of observations.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: a weight for every point, or nil for 1 each.
  ///   - checkpoint: where an earlier fit was; nil to begin.
  ///   - interval: how much time there is between checkpoints, at least.
  ///   - save: called on the calling thread with every checkpoint.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request.
  /// - Returns: the clustering with the least J, the first among equals.
  /// - Throws: `ClusteringError`, also for what `Observations` refuses.
  public func fit(
    _ points: PointMatrix, weights: [Double]? = nil, resuming checkpoint: Checkpoint?,
    every interval: Duration = .seconds(60), saving save: ((Checkpoint) -> Void)? = nil,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    do { _ = try configuration.validated() } catch { throw .configuration(error) }
    let x: Observations
    do {
      x = try configuration.distance.observations(
        points, weights: weights, threads: configuration.threads, stop: stop)
    } catch { throw ClusteringError(error) }
    return try fit(
      x, resuming: checkpoint, every: interval, saving: save, progress: progress, stop: stop)
  }

  /// Clusters checked points, and hands out checkpoints from which the fit can go on.
  ///
  /// A fit that goes on ends with the bits of one that was never cut off: labels, centroids, J, the
  /// history and the restart. What it computed and how long it took may differ. The number of
  /// threads, the algorithm and the time limit may be others than before; a time limit counts from
  /// here.
  ///
  /// There is a checkpoint after a step when the interval has passed since the last one, one where
  /// the fit is stopped, and one at its end. A step, and the draw of first centroids, are never cut
  /// in two.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - checkpoint: where an earlier fit of the same points with the same settings was; nil to
  ///     begin.
  ///   - interval: how much time there is between checkpoints, at least; 0 for one after every
  ///     step.
  ///   - save: called on the calling thread with every checkpoint, and waited for; nil for none. A
  ///     checkpoint that is kept in memory makes the next step copy the labels.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request.
  /// - Returns: the run with the least J, the first among equals.
  /// - Throws: what `fit(_:progress:stop:)` does, and `ClusteringError.checkpoint` for one of other
  ///   points or settings, or a variant that has none.
  /// - Complexity: beside the fit, O(N·d) once, and O(N + k·d) a checkpoint.
  public func fit(
    _ x: Observations, resuming checkpoint: Checkpoint?, every interval: Duration = .seconds(60),
    saving save: ((Checkpoint) -> Void)? = nil,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Clustering {
    guard interval >= .zero else { throw .checkpoint(.interval(interval)) }
    guard configuration.variant.writesCheckpoints else {
      throw .checkpoint(.variant(configuration.variant))
    }
    guard !configuration.quality.searches else {
      throw .checkpoint(.quality(configuration.quality))
    }
    return try fit(x, progress: progress, stop: stop) { seen throws(ClusteringError) in
      let facts = CheckpointFacts(seen, configuration, threads: configuration.workers)
      do throws(CheckpointError) { try checkpoint?.facts.check(is: facts) } catch {
        throw .checkpoint(error)
      }
      return (save.map { keeper(facts, every: interval, $0) }, checkpoint?.state)
    }
  }

  /// Makes checkpoints of the states of a search.
  private func keeper(
    _ facts: CheckpointFacts, every interval: Duration, _ save: @escaping (Checkpoint) -> Void
  ) -> StateKeeper<SearchState> {
    var last = ContinuousClock.now
    return StateKeeper { [configuration] isLast, state in
      guard isLast || ContinuousClock.now - last >= interval else { return }
      let state = state()
      let isFinished =
        switch state {
        case .restarts(let restarts): restarts.next == configuration.starts
        case .bisecting(let bisecting): bisecting.isFinished
        }
      save(Checkpoint(facts, state, isFinished: isFinished))
      last = .now
    }
  }
}
