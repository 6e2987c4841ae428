/// One start over shards: the update of every step, relocation, the stop and J, as `Run` has them.
/// The assignments are the shards'.
struct ShardDescent: Sendable {
  private let plan: ShardPlan
  private let restart: Int
  private let settings: Run.Settings
  private let relocation: Relocation
  private var outcome: Run.Outcome
  private var update: RunUpdate
  /// What led to the labels that points have; nil before the first step.
  private var before: ShardQuestion.Before?

  /// What follows the end of a start, which may have been stopped.
  typealias Then =
    @Sendable (ShardedClustering, _ isStopping: Bool) throws(ShardError) -> ShardCourse

  init(_ plan: ShardPlan, from start: PointMatrix, restart: Int) {
    (self.plan, self.restart) = (plan, restart)
    settings = Run.Settings(plan.configuration, plan.facts)
    relocation = Relocation(problem: settings.problem, execution: plan.execution)
    outcome = Run.Outcome(m: start, labels: LabelMatrix(unset: 0, clusters: start.count))
    update = RunUpdate(plan.facts, problem: settings.problem, execution: plan.execution)
  }

  /// Steps until the start has ended.
  func course(_ then: @escaping Then) throws(ShardError) -> ShardCourse {
    let step = ShardQuestion.Step(m: outcome.m, before: before)
    return plan.ask(.step(step), progress(.step)) { (tally) throws(ShardError) in
      try self.labelled(tally, then)
    }
  }

  private func progress(_ stage: ShardedFit.Stage) -> ShardedFit.Progress {
    ShardedFit.Progress(stage: stage, restart: restart, history: outcome.history)
  }

  /// All points have labels.
  private func labelled(_ tally: ShardTally, _ then: @escaping Then) throws(ShardError)
    -> ShardCourse
  {
    guard let sums = tally.sums, sums.isSound else { throw .damaged }
    let empty = relocation.empty(sums)
    let changed = tally.changed
    guard !empty.isEmpty else {
      return try updated(changed, [], sums, isStopping: tally.isStopping, then)
    }
    let limit = relocation.limit(empty, sums)
    return plan.ask(.farthest(outcome.m, limit: limit), progress(.farthest)) {
      (tally) throws(ShardError) in
      var sums = sums
      let relocated = try self.relocated(tally, to: empty, limit: limit, &sums)
      return try self.updated(changed, relocated, sums, isStopping: tally.isStopping, then)
    }
  }

  /// Gives the farthest points to empty clusters.
  private func relocated(
    _ tally: ShardTally, to empty: [Int], limit: Int, _ sums: inout ClusterSums
  ) throws(ShardError) -> [ShardQuestion.Relocated] {
    // Farther first, then the lower row of all.
    let far = tally.farthest.sorted { a, b in
      if a.point.distance != b.point.distance { return a.point.distance > b.point.distance }
      return (a.shard, a.point.row) < (b.shard, b.point.row)
    }.prefix(limit)
    let clusters = sums.clusters
    guard far.allSatisfy({ $0.point.number < clusters && $0.point.weight > 0 }) else {
      throw .damaged
    }
    let points = far.map { ShardedPoint(shard: $0.shard, $0.point) }
    let rows = Observations.Rows(
      points: points.matrix(plan.dimensions),
      weights: plan.whole.isWeighted ? points.map(\.weight) : nil)
    let candidates = far.enumerated().map { (point: $0.offset, from: $0.element.point.number) }
    let moves = relocation.moves(of: candidates, to: empty, rows: rows, sums: &sums)
    return moves.map { move in
      let place = points[move.point].place
      return ShardQuestion.Relocated(shard: place.shard, row: place.row, to: move.to)
    }
  }

  /// Ends the step, and the start where it was the last.
  private func updated(
    _ changed: Int, _ relocated: [ShardQuestion.Relocated], _ sums: ClusterSums,
    isStopping: Bool, _ then: @escaping Then
  ) throws(ShardError) -> ShardCourse {
    var (next, sums) = (self, sums)
    next.before = ShardQuestion.Before(m: outcome.m, relocated: relocated)
    var drift = Drift.infinite(clusters: outcome.m.count)
    let moved = relocated.map { (point: plan.whole.firsts[$0.shard] + $0.row, from: Int32(0)) }
    let step = next.update((changed, moved), &sums, &next.outcome, &drift)
    let hasEnded = next.outcome.ends(after: step, threshold: settings.threshold(plan.facts))
    if !hasEnded && isStopping { next.outcome.stopReason = .interrupted }
    if hasEnded || isStopping || next.outcome.history.count >= settings.iterationLimit {
      return next.finish(then)
    }
    return try next.course(then)
  }

  /// Finds what the labels of the last centroids come to.
  private func finish(_ then: @escaping Then) -> ShardCourse {
    plan.ask(.finish(outcome.m), progress(.finish)) { (tally) throws(ShardError) in
      let squares = SumsOfSquares(tally.exact, scale: self.settings.problem.objectiveScale)
      let clustering = ShardedClustering(
        centroids: self.outcome.m, count: self.plan.whole.survey.count, objective: squares.total,
        history: self.outcome.history, stopReason: self.outcome.stopReason, sizes: tally.sizes,
        withinSumOfSquares: squares.byCluster, restart: self.restart)
      return try then(clustering, tally.isStopping)
    }
  }
}

extension ClusterSums {
  /// Whether means can be had of them: clusters with members have a weight.
  fileprivate var isSound: Bool {
    (0..<clusters).allSatisfy { members[$0] == 0 || weight($0) > .zero }
  }
}
