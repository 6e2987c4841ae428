/// One start over nested batches: Lloyd's steps over a batch, which doubles until it is all points.
///
/// Of a batch every point counts once, with its latest label: sums are exact, so that what a point
/// has contributed before leaves without a trace. After a step the batch doubles where most
/// centroids have moved less than their standard error, that is where for more than half of the
/// clusters
///
///     p(j) < σ_C(j),  p(j) = ‖Δm_j‖,  σ_C(j)² = Σ w·δ(x, m_j) / (W_j·(n_j − 1)),
///
/// over the n_j points of the cluster that are in the batch; one that stayed where it was counts as
/// such. Newling and Fleuret (NIPS 2016, arXiv:1602.02934) ask for the median of σ_C(j)/p(j) to
/// exceed ρ, which for ρ = 1 is the same; their sums of squares are about the centroids before the
/// step, and these about the means. The batch doubles, too, after a step that would end a `Run`.
///
/// In the history, J of a batch is multiplied by the weight of all points over that of the batch's.
/// It is an estimate of J until the batch is all points, and may rise where the batch doubles.
///
/// - Complexity: a step over n points is an assignment of n points, and O(n·d) for their J.
struct NestedRun {
  /// The result so far.
  private(set) var outcome: Run.Outcome
  private let points: NestedPoints
  private let settings: Run.Settings
  private let execution: Execution
  /// How many points may be looked at in all steps together; nil for any number.
  private let budget: Int?
  private let update: CentroidUpdate
  private let relocation: Relocation
  private var level = 0
  private var batch: Observations
  private var assignment = LayeredAssignment()
  private var sums: ClusterSums
  private var drift: Drift
  /// How many points were looked at.
  private var spent = 0
  /// Of a run that goes on among steps over all points: those before, and what a stop goes back to.
  private var before: Int?
  private var settled: Run.Settled?

  private var x: Observations { points.whole.x }

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - points: X.
  ///   - start: M₀, k points of d features in `Double`.
  ///   - settings: when it ends, and how its steps are done.
  ///   - epochs: how many times N points may be looked at; nil for any number.
  ///   - execution: kernels, threads and stop.
  init(
    _ points: NestedPoints, from start: PointMatrix, _ settings: Run.Settings, epochs: Double?,
    execution: Execution
  ) {
    let (x, k) = (points.whole.x, start.count)
    (self.points, self.settings, self.execution) = (points, settings, execution)
    budget = epochs.map { Int(min(0x1p62, $0 * Double(x.count))) }
    update = CentroidUpdate(
      problem: settings.problem, execution: execution, isPlain: settings.algorithm == .textbook)
    relocation = Relocation(problem: settings.problem, execution: execution)
    outcome = Run.Outcome(m: start, labels: LabelMatrix(unset: 0, clusters: k))
    sums = ClusterSums(grid: x.grid, clusters: k, isWeighted: x.weights != nil)
    drift = .infinite(clusters: k)
    batch = points.batch(0)
    takeLayer()
  }

  /// Steps until the batch is all points and nothing changes, or something ends the run before.
  ///
  /// - Parameters:
  ///   - keeper: takes down the state after steps; nil for nobody.
  ///   - report: called after every step.
  mutating func finish(
    keeping keeper: StateKeeper<NestedState>? = nil, report: (Run.Outcome, Run.Step) -> Void
  ) {
    while level < points.lastLevel {
      if let reason = limit { return end(because: reason, keeper) }
      guard let step = step() else {
        return end(because: execution.control.poll() ?? .interrupted, keeper)
      }
      report(outcome, step)
      keeper?.offer(false) { state }
    }
    finishWhole(keeper, report: report)
  }

  /// The state after the last step.
  private var state: NestedState {
    NestedState(
      level: level, spent: spent, before: before, run: RunState(outcome, settled: settled))
  }

  /// Goes on where another run from the same start was.
  ///
  /// - Parameter state: of the other; one that is not of these points changes nothing.
  /// - Complexity: O(N·d).
  mutating func resume(_ state: NestedState) {
    let isLast = state.level == points.lastLevel
    guard let labels = state.run.labels, state.level <= points.lastLevel,
      labels.count == points.order.ends[state.level],
      state.before == nil || (isLast && (labels.values.last ?? -1) >= 0)
    else { return }
    while level < state.level { grow() }
    outcome = Run.Outcome(state.run, labels)
    sums = ClusterSums(batch, labels, execution: execution)
    (spent, before) = (state.spent, state.before)
    settled = before == nil ? nil : state.run.settled
  }

  /// Why no further step over the batch may be done; nil where it may.
  private var limit: Clustering.StopReason? {
    guard !outcome.history.isEmpty else { return nil }
    if outcome.history.count >= settings.iterationLimit { return .iterationLimit }
    if let budget, spent + batch.count > budget { return .iterationLimit }
    return execution.control.poll()
  }

  /// Takes in the points that the batch has more than the one before.
  private mutating func takeLayer() {
    let layer = points.layer(level)
    outcome.labels.values += Array(repeating: -1, count: layer.x.count)
    // The textbook sums up all its points anew.
    let isPlain = settings.algorithm == .textbook
    if isPlain { assignment = LayeredAssignment() }
    let part = isPlain ? Prepared(batch) : layer
    assignment.append(
      part.x.count,
      settings.algorithm.assignment(part, clusters: outcome.m.count, execution: execution))
  }

  /// One assignment and one update over the batch; nil when it was ended half-way.
  private mutating func step() -> Run.Step? {
    let moves = assignment.assign(
      to: outcome.m, after: drift, labels: &outcome.labels,
      mayStop: settings.mayEndEmpty || !outcome.history.isEmpty)
    guard moves.isComplete else { return nil }
    outcome.work += moves.work
    moves.enter(&sums)
    #if INTERNAL_CHECKS
      Run.check(batch, outcome.m, outcome.labels, sums, areNearest: true)
    #endif
    let relocated = relocation.relocate(
      batch, m: outcome.m, labels: &outcome.labels, sums: &sums)
    var step = Run.Step(changed: moves.changed, relocated: relocated)
    (outcome.m, drift) = update(sums, replacing: outcome.m)
    step.shift = drift.total
    spent += batch.count
    let squares = SumsOfSquares(batch.rows, outcome.m, outcome.labels, execution: execution)
    outcome.history.append(
      squares.total * settings.problem.objectiveScale * x.totalWeight.quotient(by: batchWeight))
    let isDone = step.isLast || step.shift <= settings.tolerance * x.meanVariance
    let grows = isDone || isStill(squares)
    sums.settle()
    // The bounds of a point that relocation moved do not hold.
    if !relocated.isEmpty { drift = .infinite(clusters: outcome.m.count) }
    if grows { grow() }
    return step
  }

  private var batchWeight: Dyadic {
    (0..<sums.clusters).reduce(into: Dyadic.zero) { $0 += sums.weight($1) }
  }

  /// Whether more than half of the centroids have moved less than their standard error.
  private func isStill(_ squares: SumsOfSquares) -> Bool {
    let still = drift.squaredDistances.indices.filter { cluster in
      let moved = drift.squaredDistances[cluster]
      guard moved > 0 else { return true }
      let weight = sums.weight(cluster).rounded
      return squares.byCluster[cluster] > moved * weight * Double(sums.members[cluster] - 1)
    }
    return 2 * still.count > sums.clusters
  }

  private mutating func grow() {
    level += 1
    batch = points.batch(level)
    takeLayer()
  }

  /// Goes on as a `Run` over all points, with the labels and bounds that there are.
  private mutating func finishWhole(
    _ keeper: StateKeeper<NestedState>?, report: (Run.Outcome, Run.Step) -> Void
  ) {
    let before = self.before ?? outcome.history.count
    if before > 0, settled == nil, let reason = execution.control.poll() {
      return end(because: reason, keeper)
    }
    // One step at least, whatever the budget.
    let least = before == 0 ? 1 : 0
    let allowed = budget.map { max(least, ($0 - spent) / x.count) } ?? settings.iterationLimit
    let limited = Run.Settings(
      problem: settings.problem, algorithm: settings.algorithm, tolerance: settings.tolerance,
      iterationLimit: min(settings.iterationLimit, before + min(allowed, settings.iterationLimit)),
      mayEndEmpty: settings.mayEndEmpty)
    guard limited.iterationLimit > before else { return end(because: .iterationLimit) }
    var run = Run(
      Prepared(batch), going: (outcome, assignment, sums, drift), limited, execution: execution)
    run.settled = settled
    let whole = keeper?.map { [level, spent] (state: RunState) in
      NestedState(level: level, spent: spent, before: before, run: state)
    }
    run.finish(keeping: whole, report: report)
    guard run.outcome.history.count > before else {
      return end(because: execution.control.poll() ?? .interrupted, keeper)
    }
    outcome = run.outcome
    outcome.labels = points.inRowOrder(outcome.labels)
    spent += (outcome.history.count - before) * x.count
    account()
  }

  /// Ends the run before it has converged. Unless its limits ended it, it may go on later.
  private mutating func end(
    because reason: Clustering.StopReason, _ keeper: StateKeeper<NestedState>?
  ) {
    if reason != .iterationLimit { keeper?.offer(true) { state } }
    end(because: reason)
  }

  /// Ends the run before it has converged: all points get the labels of the last centroids.
  private mutating func end(because reason: Clustering.StopReason) {
    let once = Run.Settings(
      problem: settings.problem, algorithm: .lloyd, tolerance: settings.tolerance,
      iterationLimit: 1, mayEndEmpty: settings.mayEndEmpty)
    if outcome.history.isEmpty {
      // A slow step was stopped before the first labels. A fast one finds some in time.
      guard !settings.mayEndEmpty && !execution.control.isAbandoned else { return }
      outcome = Run.finished(points.whole, from: outcome.m, once, execution: execution)
      spent = x.count
    } else {
      var run = Run(points.whole, from: outcome.m, once, execution: execution)
      let isLabelled = run.relabel(mayStop: settings.mayEndEmpty)
      if !isLabelled { outcome.history = [] }
      outcome.labels = run.outcome.labels
      outcome.work += run.outcome.work
    }
    outcome.stopReason = reason
    account()
  }

  /// Writes down how far the run came.
  private mutating func account() {
    let isLimited = outcome.stopReason == .iterationLimit
    outcome.batch = Clustering.BatchAccount(
      points: batch.count, epochs: Double(spent) / Double(x.count),
      isLimitedByEpochs: isLimited && outcome.history.count < settings.iterationLimit)
    if outcome.account == nil { outcome.account = assignment.account }
  }
}
