import KMeansMatrices

/// The loop that every variant goes through: assign, update, until nothing changes.
///
/// Each step lowers J or leaves it, and J ≥ 0, so the alternation ends, at a local minimum.
///
/// That is so of real numbers. Here a centroid is the mean rounded by at most half an ulp a
/// coordinate, so J after an update is greater than at the mean by at most Σⱼ Wⱼ Σ_l (½ ulp m_jl)²;
/// a label is the nearest by computed distances, whose order is that of the real ones within
/// 2γ = 2(d + 3)·2⁻⁵³ of them; and J in the history is off by at most 2⁻¹⁰⁰·Σ w‖x‖². So J can rise
/// by twice these at most. That shows where the spread of the data is near the last place of their
/// offset, as with values of 10¹² that differ by 10⁻⁴: there, labels may also come back after some
/// iterations, and the iteration limit ends the run.
struct Alternation {
  let x: Observations
  let configuration: Configuration
  let execution: Execution
  /// Whether the run may end without any labels, for there is a result of another.
  var mayEndEmpty = false
  /// Iterations that the run has behind it, which count for the limit.
  var iterationsBefore = 0
  /// Called after every iteration with its number (from 1), J, and Σ‖Δm‖² of its update.
  let report: (_ iteration: Int, _ objective: Double, _ shift: Double) -> Void

  /// Where one start led.
  struct Outcome {
    var m: PointMatrix
    var labels: LabelMatrix
    /// J after the update of every iteration.
    var history: [Double]
    var stopReason: StopReason
    var work: Work
    /// What the assignment steps were done with, where that was to be chosen.
    var account: AssignmentAccount?

    /// Takes up the last centroids that have labels of their own.
    mutating func goBack(to settled: Settled, because reason: StopReason) {
      for (point, label) in settled.moves { labels.labels[point] = label }
      (m, stopReason) = (settled.m, reason)
    }
  }

  /// The last centroids with labels of their own, but for the points that relocation moved: what a
  /// stop half-way through a step goes back to.
  struct Settled {
    let m: PointMatrix
    /// The points, and the cluster that each left.
    let moves: [(point: Int, from: Int32)]
  }

  /// Alternates from `start` until no label changes, the centroids stay within the tolerance, the
  /// iterations are spent, or the run is stopped.
  ///
  /// - Returns: labels that are those of the returned centroids, whatever the end; but nothing of
  ///   use where the run ended before its first iteration, which has no history then.
  func run(from start: PointMatrix) -> Outcome {
    let outcome = run(from: start, by: configuration.algorithm)
    // When the run shall end, a slow step leaves the first labels to a fast one: they are the same.
    if outcome.history.isEmpty && !mayEndEmpty && !execution.control.isAbandoned {
      return run(from: start, by: .auto)
    }
    return outcome
  }

  private func run(from start: PointMatrix, by algorithm: Algorithm) -> Outcome {
    var (assignment, update) = algorithm.steps(x, clusters: start.count, execution: execution)
    var outcome = run(from: start, &assignment, update)
    outcome.account = assignment.account
    return outcome
  }

  private func run(
    from start: PointMatrix, _ assignment: inout any AssignmentStep, _ update: any UpdateStep
  ) -> Outcome {
    var objective = ObjectiveFromSums(x, threads: execution.threads)
    let relocation = Relocation(execution: execution)
    let threshold = configuration.tolerance > 0 ? configuration.tolerance * x.meanVariance : -1
    var run = Outcome(
      m: start, labels: LabelMatrix(unset: x.count, clusters: start.count), history: [],
      stopReason: .iterationLimit, work: Work())
    var sums = ClusterSums(grid: x.grid, clusters: start.count, isWeighted: x.weights != nil)
    var drift = Drift.infinite(clusters: start.count)
    var settled: Settled?

    for iteration in 1...configuration.iterationLimit - iterationsBefore {
      let changed = assignment.assign(
        x, to: run.m, after: drift, labels: &run.labels, sums: &sums, work: &run.work,
        mayStop: mayEndEmpty || settled != nil)
      guard let changed else { break }
      let moves = relocation.relocate(x, m: run.m, labels: &run.labels, sums: &sums)
      settled = Settled(m: run.m, moves: moves)
      let moved = moves.count
      if changed + moved > 0 { (run.m, drift) = update.means(of: sums, replacing: run.m) }
      let shift = drift.total
      // A point that relocation moved is not where its bounds say.
      if moved > 0 { drift = .infinite(clusters: start.count) }
      run.history.append(objective(sums, run.m))
      sums.settle()
      report(iteration, run.history[iteration - 1], changed + moved == 0 ? 0 : shift)
      if changed + moved == 0 {
        run.stopReason = .labelsUnchanged
        return run
      }
      if shift <= threshold { run.stopReason = .tolerance }
      if run.stopReason == .tolerance || execution.control.poll() != nil { break }
    }
    if run.stopReason != .tolerance, let reason = execution.control.poll(), let settled {
      run.goBack(to: settled, because: reason)
      return run
    }
    if settled == nil { return run }
    // Labels for the last centroids, which no assignment has seen.
    let changed = assignment.assign(
      x, to: run.m, after: drift, labels: &run.labels, sums: &sums, work: &run.work,
      mayStop: true)
    if changed == nil, let settled {
      run.goBack(to: settled, because: execution.control.poll() ?? .interrupted)
    }
    return run
  }
}
