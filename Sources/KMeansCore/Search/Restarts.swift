/// The restarts of one fit; the best is kept whole.
struct Restarts: Search {
  let task: SearchTask
  private let course: any Course
  private let starts: Int
  private var x: Observations { task.prepared.x }
  private var configuration: Clusterer.Configuration { task.configuration }
  private var execution: Execution { task.execution }

  /// - Parameters:
  ///   - task: X and the settings.
  ///   - course: how a start is drawn and brought to its end; nil for over all points.
  ///   - starts: how many there are; nil for as many as are configured.
  init(task: SearchTask, course: (any Course)? = nil, starts: Int? = nil) {
    (self.task, self.course) = (task, course ?? WholeCourse(task: task))
    self.starts = starts ?? task.configuration.starts
  }

  /// One start, to its end.
  private struct Ended {
    let restart: Int
    var outcome: Run.Outcome
    var sums: SumsOfSquares
  }

  /// Runs all restarts, or as many as the time allows, but at least one; nil where that one was
  /// abandoned before it had labels.
  func clustering() -> Clustering? {
    let clock = ContinuousClock()
    var best: Ended?
    var work = Clustering.Work()
    var histories: [[Double]] = []
    var (initializing, iterating) = (Duration.zero, Duration.zero)
    for restart in 0..<starts {
      if execution.control.endsStep(mayStop: best != nil) { break }
      task.note(restart: restart)
      var start: PointMatrix?
      let random = RandomSource(
        seed: configuration.seed, restart: configuration.number(ofRestart: restart))
      initializing += clock.measure {
        start = course.start(random)
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
      guard let numbering = configuration.numbering else { return }
      work += renumber(&best, by: numbering)
      histories[best.restart] = best.outcome.history
    }
    return clustering(
      best, histories: histories, work: work, initializing: initializing, iterating: iterating)
  }

  private func run(_ restart: Int, from start: PointMatrix, mayEndEmpty: Bool) -> Ended? {
    var settings = Run.Settings(configuration, x)
    settings.mayEndEmpty = mayEndEmpty
    let outcome = course.finished(from: start, settings) {
      task.note(restart: restart, $0, $1)
    }
    // Without an iteration there are no labels.
    if outcome.history.isEmpty { return nil }
    return Ended(restart: restart, outcome: outcome, sums: task.sums(outcome))
  }

  /// Numbers the clusters as configured.
  ///
  /// Where that moves points, the centroids are no longer the means. A run that has converged then
  /// goes on from there, which lowers J.
  ///
  /// - Returns: what the further iterations computed.
  private func renumber(_ run: inout Ended, by numbering: Numbering) -> Clustering.Work {
    var work = Clustering.Work()
    while true {
      let found = Renumbering(
        x, run.outcome.m, run.outcome.labels, by: numbering,
        movesTies: configuration.sizeLimits == nil, execution: execution.free)
      (run.outcome.m, run.outcome.labels) = (run.outcome.m.selecting(found.order), found.labels)
      run.outcome.prices = run.outcome.prices?.ordered(found.order)
      run.sums = task.sums(run.outcome)
      let isAtRest = !found.moved.contains { x.rows.weight($0) > 0 }
      guard !isAtRest && run.outcome.stopReason == .labelsUnchanged else { return work }
      guard run.outcome.history.count < configuration.iterationLimit else {
        run.outcome.stopReason = .iterationLimit
        return work
      }
      let before = run.outcome.history
      var settings = Run.Settings(configuration, x, iterationsBefore: before.count)
      settings.mayEndEmpty = true
      var further = Run.finished(
        task.prepared, from: run.outcome.m, settings, execution: execution
      ) { [restart = run.restart] in
        task.note(restart: restart, $0, $1, iterationsBefore: before.count)
      }
      work += further.work
      guard !further.history.isEmpty else {
        run.outcome.stopReason = execution.control.poll() ?? .interrupted
        return work
      }
      further.history = before + further.history
      further.batch = run.outcome.batch
      run.outcome = further
    }
  }

  private func clustering(
    _ run: Ended, histories: [[Double]], work: Clustering.Work, initializing: Duration,
    iterating: Duration
  ) -> Clustering {
    task.clustering(
      run.outcome, run.sums, restart: run.restart, histories: histories, work: work,
      times: (initializing, iterating))
  }
}

extension Clusterer.Variant {
  /// The best of several starts of k clusters.
  public static let full = Clusterer.Variant("full", "the best of several starts of k clusters") {
    Restarts(task: $0)
  }
}
