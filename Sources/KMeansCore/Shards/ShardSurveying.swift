/// The first rounds of a fit over shards: what all points are, and whether they can be clustered.
struct ShardSurveying: Sendable {
  private let configuration: Clusterer.Configuration
  private let execution: Execution

  init(_ configuration: Clusterer.Configuration, execution: Execution) {
    (self.configuration, self.execution) = (configuration, execution)
  }

  /// The first question.
  var course: ShardCourse { ask(ShardContext(distance: configuration.distance)) }

  private func ask(_ context: ShardContext) -> ShardCourse {
    .ask(
      ShardRound(
        context: context, question: .survey, progress: ShardedFit.Progress(stage: .survey)
      ) { (tally) throws(ShardError) in try self.surveyed(tally, context) })
  }

  private func surveyed(
    _ tally: ShardTally, _ context: ShardContext
  ) throws(ShardError) -> ShardCourse {
    let shards = tally.surveys.compactMap(\.self)
    let full = shards.filter { $0.survey != nil }
    guard let first = full.first, var survey = first.survey else {
      throw .clustering(.observations(.noPoints))
    }
    for shard in shards where shard.dimensions != first.dimensions {
      throw .dimensions(found: shard.dimensions, expected: first.dimensions)
    }
    for shard in full.dropFirst() { if let other = shard.survey { survey.merge(other) } }
    try check(survey)
    var context = context
    if context.direction == nil, let point = first.first, survey.box.hasDirection(of: point) {
      // Points that differ by rounding alone are made equal, as one machine does.
      context.direction = PointMatrix.lasting(point)
      return ask(context)
    }
    let whole = ShardContext.Whole(
      survey: survey, bound: bound(survey, full), firsts: firsts(shards))
    context.whole = whole
    let facts: Observations
    do { facts = try whole.facts() } catch { throw .clustering(.observations(error)) }
    let plan = ShardPlan(
      configuration: configuration, context: context, whole: whole, facts: facts,
      execution: execution)
    return try ShardStarts(plan).course()
  }

  private func check(_ survey: Survey) throws(ShardError) {
    if survey.weights.total.isZero { throw .clustering(.observations(.noWeight)) }
    guard configuration.clusters <= survey.count else {
      throw .clustering(.tooFewPoints(points: survey.count, clusters: configuration.clusters))
    }
    guard survey.count <= Survey.mostPoints else { throw .damaged }
    if let given = configuration.initialization.given, given.dimensions != survey.dimensions {
      throw .clustering(.dimensions(found: given.dimensions, expected: survey.dimensions))
    }
  }

  private func firsts(_ shards: [ShardAnswer.Surveyed]) -> [Int] {
    var firsts = [0]
    for shard in shards { firsts.append((firsts.last ?? 0) + (shard.survey?.count ?? 0)) }
    return firsts
  }

  /// The squared diagonal of the box of the points that weigh anything.
  private func bound(_ survey: Survey, _ shards: [ShardAnswer.Surveyed]) -> Double {
    guard shards.contains(where: { $0.weighted != nil }) else {
      return survey.box.sides.reduce(0) { $0 + $1 * $1 }
    }
    var (least, greatest) = (
      [Double](repeating: .infinity, count: survey.dimensions),
      [Double](repeating: -.infinity, count: survey.dimensions)
    )
    for shard in shards {
      guard let box = shard.survey?.box else { continue }
      let own = shard.weighted ?? (box.least, box.greatest)
      for feature in least.indices {
        least[feature] = min(least[feature], own.least[feature])
        greatest[feature] = max(greatest[feature], own.greatest[feature])
      }
    }
    return zip(least, greatest).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
  }
}

extension BoundingBox {
  /// Whether no point differs from one of them, a unit vector, by more than rounding.
  ///
  /// What differs by rounding lies between two numbers, so the ends of the box stand for all.
  fileprivate func hasDirection(of point: [Double]) -> Bool {
    least.indices.allSatisfy {
      UnitVector.isRounding(least[$0], point[$0]) && UnitVector.isRounding(greatest[$0], point[$0])
    }
  }
}
