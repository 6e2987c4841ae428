/// Where a fit over shards is: at a question, or at its end.
enum ShardCourse: Sendable {
  case ask(ShardRound)
  case done(ShardedClustering)
}

/// A question, and how the fit goes on when all shards have answered it.
struct ShardRound: Sendable {
  let context: ShardContext
  let question: ShardQuestion
  /// What the fit is at, for whoever watches it.
  let progress: ShardedFit.Progress
  let then: @Sendable (ShardTally) throws(ShardError) -> ShardCourse
}

/// What is settled once all shards have been surveyed.
struct ShardPlan: Sendable {
  let configuration: Clusterer.Configuration
  let context: ShardContext
  let whole: ShardContext.Whole
  /// A point with the facts of all.
  let facts: Observations
  let execution: Execution

  var clusters: Int { configuration.clusters }
  var dimensions: Int { whole.survey.dimensions }

  /// Asks all shards.
  func ask(
    _ question: ShardQuestion, _ progress: ShardedFit.Progress,
    then: @escaping @Sendable (ShardTally) throws(ShardError) -> ShardCourse
  ) -> ShardCourse {
    .ask(ShardRound(context: context, question: question, progress: progress, then: then))
  }
}
