extension ShardState {
  /// The answer to a question about draws.
  mutating func drawn(
    _ draw: ShardQuestion.Draw, _ part: ShardPart, _ whole: ShardContext.Whole
  ) throws(ShardError) -> ShardAnswer {
    guard draw.seeds.count > 0 || !draw.task.needsSeeds else { throw .damaged }
    if case .shares = draw.task {
      return .shares(try ShardSeeds.shares(of: draw.seeds, part.x, execution: execution))
    }
    var current = seeds ?? ShardSeeds(part.x, bound: whole.bound, execution: execution)
    seeds = nil
    defer { seeds = current }
    if draw.task.needsSeeds { current.include(draw.seeds) }
    switch draw.task {
    case .masses(let targets): return .drawn(current.masses(own(targets)))
    case .weights(let targets, let taken):
      return .drawn(current.weights(own(targets), try own(taken)))
    case .rest(let limit, let taken): return .drawn(current.rest(limit, try own(taken)))
    case .rows(let places): return .drawn(current.rows(places.map { ($0.shard, $0.row) }, number))
    case .potentials(let trials): return .potentials(current.potentials(of: trials))
    case .sample(let sample):
      return .drawn(current.sample(sample, first: whole.firsts[number]))
    case .shares: throw .damaged
    }
  }

  private func own(_ targets: [ShardQuestion.Target]) -> [(number: Int, rest: UInt64)] {
    targets.enumerated().filter { $0.element.shard == number }.map { ($0.offset, $0.element.rest) }
  }

  private func own(_ places: [ShardQuestion.Place]) throws(ShardError) -> Set<Int> {
    let rows = places.filter { $0.shard == number }.map(\.row)
    guard rows.allSatisfy({ $0 < points.count }) else { throw .damaged }
    return Set(rows)
  }
}
