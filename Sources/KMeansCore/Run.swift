/// One start of k-means as a value: M, Y, the sums of the clusters, and J so far.
///
/// `step()` is one assignment and one update; `finish()` repeats it until nothing changes. In real
/// numbers each step lowers J or leaves it, and J ≥ 0, so the alternation ends, at a local minimum.
///
/// Three roundings weaken that. A centroid is the mean rounded by at most half an ulp a coordinate,
/// so J after an update exceeds J at the mean by at most Σⱼ Wⱼ Σ_l (½ ulp m_jl)². A label is the
/// nearest by computed distances, whose order is that of the real ones within 2γ = 2(d + 3)·2⁻⁵³ of
/// them. J in the history is off by at most 2⁻¹⁰⁰·Σ w‖x‖². So J rises by at most twice the sum of
/// these. That shows only where the spread of the data is near the last place of their offset, as
/// with values of 10¹² that differ by 10⁻⁴. There, labels may also come back after some iterations,
/// and the iteration limit ends the run.
struct Run {
  /// The result so far.
  private(set) var outcome: Outcome
  let prepared: Prepared
  private var x: Observations { prepared.x }
  private let settings: Settings
  let execution: Execution
  private let relocation: Relocation
  private(set) var assignment: any Assignment
  private var update: RunUpdate
  private var sums: ClusterSums
  private var drift: Drift
  /// The last centroids with labels of their own; nil before the first step.
  var settled: Settled?

  /// When a run ends, and how its steps are done.
  struct Settings {
    let problem: any Problem
    let algorithm: Clusterer.Algorithm
    /// As `Clusterer.Configuration` has it.
    let tolerance: Double
    /// How many steps there may be.
    let iterationLimit: Int
    /// What clusters may have; nil for no limits.
    var sizeLimits: ClusterLimits?
    /// Whether the run may end without labels, since another start has a result.
    var mayEndEmpty = false
  }

  /// The result of a run.
  struct Outcome {
    var m: PointMatrix
    var labels: LabelMatrix
    /// J after the update of every step.
    var history: [Double] = []
    var stopReason = Clustering.StopReason.iterationLimit
    var work = Clustering.Work()
    /// The algorithm that did the assignment steps, where there was a choice.
    var account: Clustering.AssignmentAccount?
    /// How far a run over nested batches came; nil for other runs.
    var batch: Clustering.BatchAccount?
    /// How a search for a low J went; nil where there was none.
    var search: Clustering.SearchAccount?
    /// The prices of the labels, where sizes have limits.
    var prices: ClusterPrices?
  }

  /// What one step did.
  struct Step {
    /// How many points of positive weight changed their cluster in the assignment.
    let changed: Int
    /// The points that empty clusters took after it, with the cluster that each left.
    let relocated: [(point: Int, from: Int32)]
    /// Σ‖Δm‖² of the update.
    var shift = 0.0

    /// Whether nothing changed: the centroids are those of the step before.
    var isLast: Bool { changed + relocated.count == 0 }
  }

  /// What a stop half-way through a step goes back to: the last centroids with labels of their own,
  /// and the points that relocation moved since, with the cluster that each left.
  struct Settled: Sendable {
    let m: PointMatrix
    let relocated: [(point: Int, from: Int32)]
  }

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - prepared: X.
  ///   - start: M₀, k points of d features in `Double`.
  ///   - settings: when it ends, and how its steps are done.
  ///   - execution: kernels, threads and stop.
  init(_ prepared: Prepared, from start: PointMatrix, _ settings: Settings, execution: Execution) {
    let (x, k) = (prepared.x, start.count)
    (self.prepared, self.settings, self.execution) = (prepared, settings, execution)
    outcome = Outcome(m: start, labels: LabelMatrix(unset: x.count, clusters: k))
    assignment =
      settings.sizeLimits.map { Balanced(x, limits: $0, clusters: k, execution: execution) }
      ?? settings.algorithm.assignment(prepared, clusters: k, execution: execution)
    update = RunUpdate(
      x, problem: settings.problem, execution: execution,
      isPlain: settings.algorithm == .textbook)
    relocation = Relocation(problem: settings.problem, execution: execution)
    sums = ClusterSums(grid: x.grid, clusters: k, isWeighted: x.weights != nil)
    drift = .infinite(clusters: k)
  }

  /// A run that goes on after steps over some of its points.
  ///
  /// - Parameters:
  ///   - prepared: X.
  ///   - state: what the steps came to, and how far the centroids moved in the last. Points without
  ///     a label are unset, and no part of the sums.
  ///   - settings: when it ends; iterations before count.
  ///   - execution: kernels, threads and stop.
  init(
    _ prepared: Prepared,
    going state: (outcome: Outcome, assignment: any Assignment, sums: ClusterSums, drift: Drift),
    _ settings: Settings, execution: Execution
  ) {
    self.init(prepared, from: state.outcome.m, settings, execution: execution)
    (outcome, assignment, sums, drift) = state
  }

  /// One assignment and one update.
  ///
  /// - Parameter mayStop: whether any reason may end the step half-way; nil for whether there is a
  ///   result to return.
  /// - Returns: nil when the step was ended half-way, and the run must end.
  mutating func step(mayStop: Bool? = nil) -> Step? {
    let moves = assign(mayStop: mayStop ?? (settings.mayEndEmpty || settled != nil))
    guard let moves else { return nil }
    moves.enter(&sums)
    #if INTERNAL_CHECKS
      Self.check(
        prepared.x, outcome.m, outcome.labels, sums, areNearest: settings.sizeLimits == nil)
    #endif
    let relocated = relocation.relocate(x, m: outcome.m, labels: &outcome.labels, sums: &sums)
    settled = Settled(m: outcome.m, relocated: relocated)
    return update((moves.changed, relocated), &sums, &outcome, &drift)
  }

  /// Steps until no label changes, the centroids stay within the tolerance, the iterations are
  /// spent, or the run is stopped.
  ///
  /// Whatever ends the run, the labels are those of the centroids then. A run that ended before its
  /// first step was done has no history, and its outcome is of no use.
  ///
  /// - Parameters:
  ///   - keeper: takes down the state after steps; nil for nobody.
  ///   - report: called after every step.
  mutating func finish(
    keeping keeper: StateKeeper<RunState>? = nil, report: (Outcome, Step) -> Void
  ) {
    defer { (outcome.account, outcome.prices) = (assignment.account, assignment.prices) }
    let threshold = settings.threshold(x)
    while outcome.stopReason != .tolerance, outcome.history.count < settings.iterationLimit,
      let step = step()
    {
      report(outcome, step)
      if outcome.ends(after: step, threshold: threshold) {
        if step.isLast { return }
        break
      }
      if execution.control.poll() != nil { break }
      keeper?.offer(false) { state }
    }
    guard settled != nil else {
      keeper?.offer(true) { state }
      return
    }
    let reason = outcome.stopReason == .tolerance ? nil : execution.control.poll()
    if reason != nil || !relabel(mayStop: true) {
      keeper?.offer(true) { state }
      goBack(because: reason ?? execution.control.poll() ?? .interrupted)
    }
  }

  /// Finds the labels of the last centroids, which have none yet.
  ///
  /// - Returns: whether every point was looked at; else the labels stay.
  @discardableResult
  mutating func relabel(mayStop: Bool) -> Bool { assign(mayStop: mayStop) != nil }

  /// One assignment; nil when it was ended half-way, with the labels as before.
  private mutating func assign(mayStop: Bool) -> Moves? {
    let moves = assignment.assign(
      to: outcome.m, after: drift, labels: &outcome.labels, mayStop: mayStop)
    guard moves.isComplete else {
      moves.undo(&outcome.labels)
      return nil
    }
    outcome.work += moves.work
    return moves
  }

  /// Goes back to the last centroids that have labels of their own.
  private mutating func goBack(because reason: Clustering.StopReason) {
    guard let settled else { return }
    for (point, label) in settled.relocated { outcome.labels.values[point] = label }
    (outcome.m, outcome.stopReason) = (settled.m, reason)
  }
}

extension Run {
  /// A run from its start to its end.
  ///
  /// - Parameters:
  ///   - prepared: X.
  ///   - start: M₀, k points of d features in `Double`.
  ///   - settings: when it ends, and how its steps are done.
  ///   - state: where the run was before; nil for its start.
  ///   - keeper: takes down the state after steps; nil for nobody.
  ///   - execution: kernels, threads and stop.
  ///   - report: called after every step.
  /// - Returns: its result; without history when it was abandoned before it had labels.
  static func finished(
    _ prepared: Prepared, from start: PointMatrix, _ settings: Settings,
    resuming state: RunState? = nil, keeping keeper: StateKeeper<RunState>? = nil,
    execution: Execution, report: (Outcome, Step) -> Void = { _, _ in }
  ) -> Outcome {
    var run =
      state.map { Run(prepared, resuming: $0, settings, execution: execution) }
      ?? Run(prepared, from: start, settings, execution: execution)
    run.finish(keeping: keeper, report: report)
    let isEmpty = run.outcome.history.isEmpty && !settings.mayEndEmpty
    guard isEmpty && !execution.control.isAbandoned else { return run.outcome }
    // A slow step was stopped before the first labels. A fast one finds the same labels in time.
    let fast = Settings(
      problem: settings.problem, algorithm: .auto, tolerance: settings.tolerance,
      iterationLimit: settings.iterationLimit, sizeLimits: settings.sizeLimits)
    run = Run(prepared, from: start, fast, execution: execution)
    run.finish(report: report)
    return run.outcome
  }
}
