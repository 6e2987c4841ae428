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
    var state = RestartsState()
    if case .restarts(let before) = task.resuming { state = before }
    var best = state.best.map {
      Ended(restart: $0.restart, outcome: $0.outcome, sums: task.sums($0.outcome))
    }
    // A run that is cut short offers its own last state.
    var isOffered = false
    for restart in min(state.next, starts)..<starts {
      if execution.control.endsStep(mayStop: best != nil) { break }
      task.note(restart: restart)
      var start: PointMatrix?
      state.initializing += clock.measure { start = self.start(restart, &state) }
      guard let start, !execution.control.endsStep(mayStop: best != nil) else { break }
      isOffered = true
      var run: Ended?
      state.iterating += clock.measure {
        run = self.run(restart, from: start, after: state, mayEndEmpty: best != nil)
      }
      guard let run else { break }
      state.work += run.outcome.work
      state.histories.append(run.outcome.history)
      if run.sums.total < best?.sums.total ?? .infinity || best == nil { best = run }
      if run.outcome.isCutShort { break }
      (state.next, state.current, isOffered) = (restart + 1, nil, false)
      state.best = best.map { ($0.restart, $0.outcome) }
      task.keeper?.offer(state.next == starts) { .restarts(state) }
    }
    if !isOffered && execution.control.poll() != nil {
      task.keeper?.offer(true) { .restarts(state) }
    }
    state.best = nil
    guard var best else { return nil }
    state.iterating += clock.measure {
      guard let numbering = configuration.numbering else { return }
      state.work += renumber(&best, by: numbering)
      state.histories[best.restart] = best.outcome.history
    }
    return clustering(
      best, histories: state.histories, work: state.work, initializing: state.initializing,
      iterating: state.iterating)
  }

  /// M₀ of a start: drawn, unless that was done before.
  ///
  /// A draw that is stopped is not the one that it would have been, and is not written down.
  private func start(_ restart: Int, _ state: inout RestartsState) -> PointMatrix {
    if let known = state.current { return known.centroids }
    let random = RandomSource(
      seed: configuration.seed, restart: configuration.number(ofRestart: restart))
    let start = course.start(random, report: task.seedingReport(restart: restart))
    let isStopped = execution.control.poll() != nil
    if !isStopped { state.current = .drawn(start) }
    task.keeper?.offer(isStopped) { [state] in .restarts(state) }
    return start
  }

  /// A start to its end; nil where it was abandoned before it had labels.
  private func run(
    _ restart: Int, from start: PointMatrix, after state: RestartsState, mayEndEmpty: Bool
  ) -> Ended? {
    var settings = Run.Settings(configuration, x)
    settings.mayEndEmpty = mayEndEmpty
    let keeper = task.keeper?.map { (course: CourseState) in
      var all = state
      all.current = course
      return .restarts(all)
    }
    let outcome = course.finished(
      from: start, settings, resuming: state.current, keeping: state.current.flatMap { _ in keeper }
    ) {
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
  public static let full = Clusterer.Variant(
    "full", "the best of several starts of k clusters", writesCheckpoints: true
  ) { Restarts(task: $0) }
}
