/// k-means|| over shards: two rounds a round of draws, and one for the weights of the drawn points.
extension ShardSeeding {
  /// Draws about 2k points in each round, and clusters those.
  ///
  /// - Parameters:
  ///   - rounds: how many there are.
  ///   - then: what follows, with the means of drawn points.
  /// - Returns: the next question.
  /// - Throws: what follows throws.
  func parallel(_ rounds: Int, _ then: @escaping Then) throws(ShardError) -> ShardCourse {
    try drawAny([0]) { (first) throws(ShardError) in try self.sample(1...rounds, first, then) }
  }

  private func sample(
    _ rounds: ClosedRange<Int>, _ drawn: [ShardedPoint], _ then: @escaping Then
  ) throws(ShardError) -> ShardCourse {
    return ask(drawn, .masses([])) { (tally) throws(ShardError) in
      let total = tally.totals.reduce(0, &+)
      if total == 0 { return try self.recluster(drawn, then) }
      let sample = ShardQuestion.Sample(
        seed: self.random.seed, restart: self.random.restart, round: rounds.lowerBound,
        factor: UInt64(KMeansParallel.oversampling * self.clusters), total: total)
      return self.ask(drawn, .sample(sample)) { (tally) throws(ShardError) in
        let all = drawn + tally.points
        guard rounds.count > 1 else { return try self.recluster(all, then) }
        return try self.sample(rounds.lowerBound + 1...rounds.upperBound, all, then)
      }
    }
  }

  private func recluster(
    _ drawn: [ShardedPoint], _ then: @escaping Then
  ) throws(ShardError) -> ShardCourse {
    let (plan, clusters, random) = (plan, clusters, random)
    guard drawn.count > clusters else {
      return try extend(drawn, trials: 1) { (all) throws(ShardError) in
        try then(all.matrix(plan.dimensions))
      }
    }
    return ask(drawn, .shares) { (tally) throws(ShardError) in
      try then(
        KMeansParallel.means(
          of: drawn.matrix(plan.dimensions), shares: tally.exact.map(\.rounded),
          clusters: clusters, random: random, execution: plan.execution))
    }
  }
}
