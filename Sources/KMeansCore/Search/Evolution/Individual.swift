/// One clustering of a population: at its local minimum.
struct Individual {
  /// M, Y, J of every step, and the work done.
  var outcome: Run.Outcome
  /// The shares of J, exact and rounded once.
  let sums: SumsOfSquares
  /// What the clusters weigh, exact and rounded once.
  let weights: [Double]
  /// Steps of Lloyd's and passes of moves that it took, for the work of a search.
  private(set) var steps: Int

  /// J.
  var objective: Double { sums.total }

  /// The same, with what another took counted as well.
  func afterWork(of other: Individual) -> Individual {
    var both = self
    both.steps += other.steps
    both.outcome.work += other.outcome.work
    return both
  }
}

/// The way down from centroids: Lloyd's steps until no label changes, then moves of single points,
/// and so on until neither finds anything.
///
/// Every part ends with Lloyd's steps, so that each label is the nearest centroid and each centroid
/// the mean, exactly. A part counts only where the exact J is less.
struct Descent {
  let task: SearchTask
  /// How the steps are done.
  let settings: Run.Settings
  let execution: Execution

  /// - Parameters:
  ///   - task: X and the settings.
  ///   - threads: how many threads work at one individual.
  init(task: SearchTask, threads: Int) {
    self.task = task
    settings = .descent(task.configuration)
    execution = Execution(
      kernels: task.execution.kernels, threads: threads, control: task.execution.control,
      errorScale: task.execution.errorScale)
  }

  /// The minimum below some centroids.
  ///
  /// - Parameters:
  ///   - start: k centroids.
  ///   - limit: J above which an end is of no use; such a descent may end before its minimum.
  /// - Returns: nil where the search was stopped on the way.
  func individual(from start: PointMatrix, limit: Double = .infinity) -> Individual? {
    var settings = settings
    settings.prospect = limit < .infinity ? Prospect(limit: limit) : nil
    let outcome = Run.finished(task.prepared, from: start, settings, execution: execution)
    return individual(outcome)
  }

  /// The minimum below the end of a run.
  ///
  /// - Returns: nil where the search was stopped on the way, or the run before.
  func individual(_ outcome: Run.Outcome) -> Individual? {
    let control = execution.control
    if outcome.history.isEmpty || control.poll() != nil { return nil }
    var (best, steps) = (outcome, outcome.history.count)
    var sums = self.sums(best)
    while movesPoints && best.stopReason == .labelsUnchanged {
      var moves = SinglePointMoves(task.prepared.x, best.m, best.labels, execution: execution)
      let moved = moves.moved()
      if control.poll() != nil { return nil }
      guard let moved else { break }
      let further = Run.Settings.descent(task.configuration, iterationsBefore: best.history.count)
      if further.iterationLimit < 1 { break }
      var next = Run.finished(task.prepared, from: moved, further, execution: execution)
      if control.poll() != nil { return nil }
      steps += next.history.count + stepsPerPass
      let nextSums = self.sums(next)
      guard nextSums.total < sums.total else { break }
      next.history = best.history + next.history
      next.work += best.work
      (best, sums) = (next, nextSums)
    }
    return Individual(
      outcome: best, sums: sums,
      weights: best.labels.weights(task.prepared.x.weights).map(\.rounded), steps: steps)
  }

  /// As how many of Lloyd's steps a pass of moves counts: with many features few points are known
  /// to stay without a look at all centroids.
  private var stepsPerPass: Int { 1 + task.prepared.x.dimensions / 64 }

  /// Whether single points move: what is gained is known for means alone.
  private var movesPoints: Bool { !settings.problem.isDirectional }

  private func sums(_ outcome: Run.Outcome) -> SumsOfSquares {
    SumsOfSquares(
      task.prepared.x.rows, outcome.m, outcome.labels, execution: execution,
      scale: settings.problem.objectiveScale)
  }
}

extension Run.Settings {
  /// What a configuration says of a run whose end is a minimum: no tolerance ends it before.
  ///
  /// - Parameters:
  ///   - configuration: the settings of the fit.
  ///   - iterationsBefore: iterations before the run, which count for the limit.
  ///   - mayEndEmpty: whether the run may end without labels.
  /// - Returns: the settings of the run.
  static func descent(
    _ configuration: Clusterer.Configuration, iterationsBefore: Int = 0, mayEndEmpty: Bool = true
  ) -> Run.Settings {
    Run.Settings(
      problem: configuration.problem, algorithm: configuration.algorithm, tolerance: 0,
      iterationLimit: configuration.iterationLimit - iterationsBefore, mayEndEmpty: mayEndEmpty)
  }
}
