import KMeansMatrices

/// The restarts of one fit, of which the best is kept whole.
struct Restarts {
  let x: Observations
  let configuration: Configuration
  let execution: Execution
  let progress: (Progress) -> Void

  private struct Run {
    let restart: Int
    var outcome: Alternation.Outcome
    var sums: SumsOfSquares
  }

  /// Runs all restarts, or as many as the time allows, but at least one; nil where that one was
  /// abandoned before it had any labels.
  func best() -> Clustering? {
    let clock = ContinuousClock()
    var best: Run?
    var work = Work()
    var histories: [[Double]] = []
    var (initializing, iterating) = (Duration.zero, Duration.zero)
    for restart in 0..<configuration.restarts {
      if execution.control.endsStep(mayStop: best != nil) { break }
      note(restart, 0, nil, nil)
      var start: PointMatrix?
      let random = RandomSource(seed: configuration.seed, restart: UInt32(restart))
      initializing += clock.measure {
        start = configuration.initialization.start(
          x, clusters: configuration.clusters, random: random, execution: execution)
      }
      guard let start, !execution.control.endsStep(mayStop: best != nil) else { break }
      iterating += clock.measure {
        guard let run = run(restart, from: start, mayEndEmpty: best != nil) else { return }
        work += run.outcome.work
        histories.append(run.outcome.history)
        if run.sums.total < best?.sums.total ?? .infinity || best == nil { best = run }
      }
    }
    guard var best else { return nil }
    iterating += clock.measure {
      guard configuration.order != .asFound else { return }
      work += renumber(&best)
      histories[best.restart] = best.outcome.history
    }
    return clustering(
      best, histories: histories, work: work, initializing: initializing, iterating: iterating)
  }

  private func note(_ restart: Int, _ iteration: Int, _ objective: Double?, _ shift: Double?) {
    progress(
      Progress(
        restart: restart, restarts: configuration.restarts, iteration: iteration,
        objective: objective, centroidShift: shift))
  }

  private func run(_ restart: Int, from start: PointMatrix, mayEndEmpty: Bool) -> Run? {
    let alternation = Alternation(
      x: x, configuration: configuration, execution: execution, mayEndEmpty: mayEndEmpty
    ) {
      note(restart, $0, $1, $2)
    }
    let outcome = alternation.run(from: start)
    // An iteration is what leaves labels behind.
    if outcome.history.isEmpty { return nil }
    let sums = SumsOfSquares(x.rows, outcome.m, outcome.labels, execution: execution)
    return Run(restart: restart, outcome: outcome, sums: sums)
  }

  /// Numbers the clusters in the order that is wanted.
  ///
  /// Where points come to other clusters by that, a run that has converged goes on from there: its
  /// centroids are no longer the means. That lowers J.
  ///
  /// - Returns: what the further iterations computed.
  private func renumber(_ run: inout Run) -> Work {
    var work = Work()
    while true {
      let found = Renumbering(
        x, run.outcome.m, run.outcome.labels, by: configuration.order, execution: execution.free)
      (run.outcome.m, run.outcome.labels) = (run.outcome.m.selecting(found.order), found.labels)
      run.sums = SumsOfSquares(x.rows, run.outcome.m, run.outcome.labels, execution: execution)
      let isAtRest = !found.moved.contains { x.rows.weight($0) > 0 }
      guard !isAtRest && run.outcome.stopReason == .labelsUnchanged else { return work }
      guard run.outcome.history.count < configuration.iterationLimit else {
        run.outcome.stopReason = .iterationLimit
        return work
      }
      let before = run.outcome.history
      var further = Alternation(
        x: x, configuration: configuration, execution: execution, mayEndEmpty: true,
        iterationsBefore: before.count
      ) { [restart = run.restart] in
        note(restart, before.count + $0, $1, $2)
      }.run(from: run.outcome.m)
      work += further.work
      guard !further.history.isEmpty else {
        run.outcome.stopReason = execution.control.poll() ?? .interrupted
        return work
      }
      further.history = before + further.history
      run.outcome = further
    }
  }

  private func clustering(
    _ run: Run, histories: [[Double]], work: Work, initializing: Duration, iterating: Duration
  ) -> Clustering {
    let sizes = run.outcome.labels.sizes
    return Clustering(
      centroids: run.outcome.m, labels: run.outcome.labels, objective: run.sums.total,
      history: run.outcome.history, restartHistories: histories,
      stopReason: run.outcome.stopReason, sizes: sizes,
      withinSumOfSquares: run.sums.byCluster,
      totalSumOfSquares: x.totalSumOfSquares, restart: run.restart, account: run.outcome.account,
      configuration: configuration, work: work, warnings: warnings(run.outcome, sizes),
      initializing: initializing, iterating: iterating,
      instructionSet: execution.kernels.name)
  }

  private func warnings(_ outcome: Alternation.Outcome, _ sizes: [Int]) -> [ClusteringWarning] {
    var warnings: [ClusteringWarning] = []
    if !outcome.stopReason.isConverged {
      warnings.append(.notConverged(outcome.stopReason, iterations: outcome.history.count))
    }
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    if !empty.isEmpty { warnings.append(.emptyClusters(empty)) }
    if let (feature, ratio) = x.dominantFeature {
      warnings.append(.dominantFeature(feature, ratio: ratio))
    }
    return warnings
  }
}

extension Observations {
  /// The feature whose variance is at least 100 times the mean of the others', if there is one:
  /// it alone decides the distances.
  public var dominantFeature: (feature: Int, ratio: Double)? {
    let variances = variances
    guard variances.count > 1, let greatest = variances.max(),
      let feature = variances.firstIndex(of: greatest)
    else { return nil }
    let others = variances.indices.filter { $0 != feature }.map { variances[$0] }
    let mean = others.reduce(0, +) / Double(others.count)
    guard mean > 0, greatest >= 100 * mean else { return nil }
    return (feature, greatest / mean)
  }
}
