/// What follows once the points of a step have labels and sums: the update, and J after it.
///
/// A run over all points and a fit over shards both end their steps so.
struct RunUpdate: Sendable {
  private let update: CentroidUpdate
  private var objective: ObjectiveFromSums

  /// - Parameters:
  ///   - x: X, or a part of it with the facts of all.
  ///   - problem: what is minimised.
  ///   - execution: kernels and threads.
  ///   - isPlain: whether centroids are computed by the definition.
  init(_ x: Observations, problem: any Problem, execution: Execution, isPlain: Bool = false) {
    update = CentroidUpdate(problem: problem, execution: execution, isPlain: isPlain)
    objective = ObjectiveFromSums(x, execution: execution)
  }

  /// Ends a step.
  ///
  /// - Parameters:
  ///   - moves: how many points of positive weight changed their cluster, and the points that
  ///     empty clusters took.
  ///   - sums: of the clusters; nothing that follows from them is left to be done.
  ///   - outcome: gets the centroids, and J.
  ///   - drift: gets how far the centroids moved.
  /// - Returns: what the step did.
  /// - Complexity: O(c·d) for c changed clusters, and a copy of M.
  mutating func callAsFunction(
    _ moves: (changed: Int, relocated: [(point: Int, from: Int32)]), _ sums: inout ClusterSums,
    _ outcome: inout Run.Outcome, _ drift: inout Drift
  ) -> Run.Step {
    var step = Run.Step(changed: moves.changed, relocated: moves.relocated)
    if !step.isLast {
      (outcome.m, drift) = update(sums, replacing: outcome.m)
      step.shift = drift.total
      // The bounds of a point that relocation moved do not hold.
      if !step.relocated.isEmpty { drift = .infinite(clusters: outcome.m.count) }
    }
    outcome.history.append(objective(sums, outcome.m) * update.problem.objectiveScale)
    sums.settle()
    return step
  }
}

extension Run.Settings {
  /// The Σ‖Δm‖² that ends a run; negative for none.
  ///
  /// - Parameter x: X, or a part of it with the facts of all.
  /// - Returns: tolerance × the mean variance of the columns.
  func threshold(_ x: Observations) -> Double { tolerance > 0 ? tolerance * x.meanVariance : -1 }
}

extension Run.Outcome {
  /// Whether a step was the last, which the reason to stop then says.
  mutating func ends(after step: Run.Step, threshold: Double) -> Bool {
    if step.isLast {
      stopReason = .labelsUnchanged
    } else if step.shift <= threshold {
      stopReason = .tolerance
    } else {
      return false
    }
    return true
  }
}
