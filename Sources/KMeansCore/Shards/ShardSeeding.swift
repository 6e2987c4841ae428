/// The first centroids of a start, drawn over shards: the points that one machine draws from the
/// same rows in the same order.
struct ShardSeeding: Sendable {
  let plan: ShardPlan
  let random: RandomSource
  let restart: Int

  /// What follows the draws.
  typealias Then = @Sendable (PointMatrix) throws(ShardError) -> ShardCourse
  /// What follows some draws.
  typealias After = @Sendable ([ShardedPoint]) throws(ShardError) -> ShardCourse

  init(_ plan: ShardPlan, _ random: RandomSource, restart: Int) {
    (self.plan, self.random, self.restart) = (plan, random, restart)
  }

  var clusters: Int { plan.clusters }

  /// Draws k centroids.
  func course(_ then: @escaping Then) throws(ShardError) -> ShardCourse {
    let initialization = plan.configuration.initialization
    if let given = initialization.given {
      return try then(admitted(PointMatrix(copyingAsDouble: given)))
    }
    let plan = plan
    let asDrawn: After = { (points) throws(ShardError) in
      try then(points.matrix(plan.dimensions))
    }
    if let rounds = initialization.rounds {
      return try parallel(rounds) { (m) throws(ShardError) in try then(self.admitted(m)) }
    }
    switch initialization {
    case .randomPoints: return try randomPoints(asDrawn)
    case .kMeansPlusPlusPlain:
      return try drawAny([0]) { (first) throws(ShardError) in
        try self.extend(first, trials: 1, asDrawn)
      }
    case .kMeansPlusPlus:
      let trials = KMeansPlusPlus.greedyTrials(clusters: clusters)
      return try drawAny([0]) { (first) throws(ShardError) in
        try self.extend(first, trials: trials, asDrawn)
      }
    default: throw .setting("initialization \(initialization.name)")
    }
  }

  private func admitted(_ m: PointMatrix) -> PointMatrix {
    plan.configuration.problem.admitted(m, kernels: plan.execution.kernels)
  }

  func ask(
    _ seeds: [ShardedPoint], _ task: ShardQuestion.Task,
    then: @escaping @Sendable (ShardTally) throws(ShardError) -> ShardCourse
  ) -> ShardCourse {
    let draw = ShardQuestion.Draw(seeds: seeds.matrix(plan.dimensions), task: task)
    return plan.ask(
      .draw(draw), ShardedFit.Progress(stage: .seeding, restart: restart), then: then)
  }

  /// The shard that a number below the sum of all falls to, and what is left of it there.
  func target(_ number: UInt64, _ totals: [UInt64]) -> ShardQuestion.Target {
    var rest = number
    for (shard, total) in totals.enumerated() {
      if rest < total { return ShardQuestion.Target(shard: shard, rest: rest) }
      rest &-= total
    }
    return ShardQuestion.Target(shard: totals.count - 1, rest: rest)
  }

  // MARK: By weights alone

  /// A point for each step, drawn in proportion to its weight alone; one may come twice.
  func drawAny(_ steps: [Int], _ then: @escaping After) throws(ShardError) -> ShardCourse {
    let bits = steps.map { random.bits(.candidate, step: $0, index: 0) }
    guard plan.whole.isWeighted else {
      let one = try mass()
      let total = UInt64(plan.whole.survey.count) &* one
      return rows(
        bits.map { Int(SquaredDistanceSampling.bounded($0, below: total) / one) }, then)
    }
    return ask([], .weights([], taken: [])) { (tally) throws(ShardError) in
      let totals = tally.totals
      let total = totals.reduce(0, &+)
      let targets = bits.map {
        self.target(SquaredDistanceSampling.bounded($0, below: total), totals)
      }
      return self.ask([], .weights(targets, taken: [])) { (tally) throws(ShardError) in
        try then(try tally.points(targets.count))
      }
    }
  }

  /// The mass of every point where none has a weight.
  private func mass() throws(ShardError) -> UInt64 {
    let one = SquaredDistanceSampling(plan.facts, bound: 1).mass(1, weight: 1)
    // It is never 0 for what points have.
    guard one > 0 else { throw .damaged }
    return one
  }

  /// The points of some rows of all.
  private func rows(_ rows: [Int], _ then: @escaping After) -> ShardCourse {
    let places = rows.map { row in
      let (shard, row) = plan.whole.place(row)
      return ShardQuestion.Place(shard: shard, row: row)
    }
    return ask([], .rows(places)) { (tally) throws(ShardError) in
      try then(try tally.points(places.count))
    }
  }

  /// k different points, each drawn in proportion to its weight among those left.
  private func randomPoints(_ then: @escaping After) throws(ShardError) -> ShardCourse {
    guard plan.whole.isWeighted else { return rows(try differentRows(), then) }
    return ask([], .weights([], taken: [])) { (tally) throws(ShardError) in
      try self.different([], tally.totals, then)
    }
  }

  /// The rows that `RandomPoints` draws where every point has the same mass.
  private func differentRows() throws(ShardError) -> [Int] {
    let one = try mass()
    var drawn: [Int] = []
    // Ascending, to count those before a row.
    var taken: [Int] = []
    for step in 0..<clusters {
      let left = UInt64(plan.whole.survey.count - drawn.count) &* one
      let bits = random.bits(.candidate, step: step, index: 0)
      var row = Int(SquaredDistanceSampling.bounded(bits, below: left) / one)
      var place = 0
      while place < taken.count && taken[place] <= row {
        row += 1
        place += 1
      }
      taken.insert(row, at: place)
      drawn.append(row)
    }
    return drawn
  }

  /// Draws one more of the points that are left, by the sums of their masses.
  private func different(
    _ drawn: [ShardedPoint], _ totals: [UInt64], _ then: @escaping After
  ) throws(ShardError) -> ShardCourse {
    let total = totals.reduce(0, &+)
    let taken = drawn.map(\.place)
    if drawn.count == clusters { return try then(drawn) }
    guard total > 0 else {
      let limit = clusters - drawn.count
      return ask([], .rest(limit: limit, taken: taken)) { (tally) throws(ShardError) in
        let heavy = tally.points.filter { $0.weight > 0 }
        let all = drawn + (heavy + tally.points.filter { $0.weight == 0 }).prefix(limit)
        guard all.count == self.clusters else { throw .damaged }
        return try then(all)
      }
    }
    let bits = random.bits(.candidate, step: drawn.count, index: 0)
    let target = target(SquaredDistanceSampling.bounded(bits, below: total), totals)
    return ask([], .weights([target], taken: taken)) { (tally) throws(ShardError) in
      let point = try tally.points(1)[0]
      var left = totals
      let mass = SquaredDistanceSampling(self.plan.facts, bound: 1).mass(1, weight: point.weight)
      left[point.place.shard] &-= mass
      return try self.different(drawn + [point], left, then)
    }
  }
}
