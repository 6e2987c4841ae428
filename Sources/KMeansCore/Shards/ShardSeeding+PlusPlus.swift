/// k-means++ over shards: two rounds a centroid, of which the second tries the candidates.
extension ShardSeeding {
  /// Draws further points until there are k.
  ///
  /// - Parameters:
  ///   - drawn: the points drawn so far, at least one.
  ///   - trials: candidates a step.
  ///   - then: what follows.
  /// - Returns: the next question.
  /// - Throws: what follows throws.
  func extend(
    _ drawn: [ShardedPoint], trials: Int, _ then: @escaping After
  ) throws(ShardError) -> ShardCourse {
    if drawn.count >= clusters { return try then(drawn) }
    return ask(drawn, .masses([])) { (tally) throws(ShardError) in
      if tally.totals.contains(where: { $0 > 0 }) {
        return self.choose(drawn, tally.totals, trials: trials, then)
      }
      if let farthest = tally.farthestSeed {
        return try self.extend(drawn + [farthest], trials: trials, then)
      }
      // Every point of positive weight lies on a seed, so that weights alone count.
      return try self.drawAny(Array(drawn.count..<self.clusters)) { (rest) throws(ShardError) in
        try then(drawn + rest)
      }
    }
  }

  /// Draws the candidates of a step with probability wδ / Σ wδ.
  private func choose(
    _ drawn: [ShardedPoint], _ totals: [UInt64], trials: Int, _ then: @escaping After
  ) -> ShardCourse {
    let total = totals.reduce(0, &+)
    let targets = (0..<trials).map { trial in
      let bits = random.bits(.candidate, step: drawn.count, index: trial)
      return target(SquaredDistanceSampling.bounded(bits, below: total), totals)
    }
    return ask(drawn, .masses(targets)) { (tally) throws(ShardError) in
      var different: [ShardedPoint] = []
      for point in try tally.points(trials)
      where !different.contains(where: { $0.place == point.place }) {
        different.append(point)
      }
      guard different.count > 1, drawn.count + 1 <= self.clusters else {
        return try self.extend(drawn + different.prefix(1), trials: trials, then)
      }
      return self.compare(different, drawn, total, trials: trials, then)
    }
  }

  /// Keeps the candidate that would leave the least potential; the first among equals.
  private func compare(
    _ candidates: [ShardedPoint], _ drawn: [ShardedPoint], _ total: UInt64, trials: Int,
    _ then: @escaping After
  ) -> ShardCourse {
    ask(drawn, .potentials(candidates.matrix(plan.dimensions))) { (tally) throws(ShardError) in
      let gains = candidates.indices.map { candidate in
        total &- tally.potentials.reduce(0) { $0 &+ $1[candidate] }
      }
      var best = 0
      for index in gains.indices where gains[index] > gains[best] { best = index }
      let all = drawn + [candidates[best]]
      let left = tally.potentials.map { $0[best] }
      // The sums with the kept one are known already.
      guard all.count < self.clusters, left.contains(where: { $0 > 0 }) else {
        return try self.extend(all, trials: trials, then)
      }
      return self.choose(all, left, trials: trials, then)
    }
  }
}
