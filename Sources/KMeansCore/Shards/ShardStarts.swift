/// The starts of a fit over shards; the best is kept.
struct ShardStarts: Sendable {
  let plan: ShardPlan
  /// The number of the start.
  private var restart = 0
  private var best: ShardedClustering?

  init(_ plan: ShardPlan) { self.plan = plan }

  /// Draws centroids and steps from them, start after start.
  func course() throws(ShardError) -> ShardCourse {
    let configuration = plan.configuration
    let random = RandomSource(
      seed: configuration.seed, restart: configuration.number(ofRestart: restart))
    return try ShardSeeding(plan, random, restart: restart).course {
      (m) throws(ShardError) in
      try ShardDescent(self.plan, from: m, restart: self.restart).course {
        (ended, isStopping) throws(ShardError) in
        try self.ended(ended, isStopping: isStopping)
      }
    }
  }

  private func ended(
    _ clustering: ShardedClustering, isStopping: Bool
  ) throws(ShardError) -> ShardCourse {
    var next = self
    if let kept = best, !(clustering.objective < kept.objective) {
      next.best = kept
    } else {
      next.best = clustering
    }
    next.restart += 1
    if let best = next.best, next.restart >= plan.configuration.starts || isStopping {
      return .done(best)
    }
    return try next.course()
  }
}
