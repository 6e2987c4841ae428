/// What a fit asks of all shards in a round. A question says all that a shard needs, so that one
/// whose state was lost gives the same answer.
enum ShardQuestion: Sendable {
  /// What the points are.
  case survey
  /// Draws among the points, or what drawn ones would be worth.
  case draw(Draw)
  /// Labels for given centroids, and what follows from them.
  case step(Step)
  /// The points that lie farthest from their centroids M, `limit` at most.
  case farthest(PointMatrix, limit: Int)
  /// The sizes and sums of squares of the clusters of M.
  case finish(PointMatrix)

  /// One step of the fit.
  struct Step: Sendable {
    /// M.
    let m: PointMatrix
    /// The step before; nil for the first.
    let before: Before?
  }

  /// What led to the labels that points have.
  struct Before: Sendable {
    /// M of that step.
    let m: PointMatrix
    /// The points that empty clusters took after it.
    let relocated: [Relocated]
  }

  /// A point that an empty cluster took.
  struct Relocated: Sendable {
    let shard: Int
    let row: Int
    /// The cluster.
    let to: Int
  }

  /// A point, by its shard and its row there.
  struct Place: Sendable, Hashable {
    let shard: Int
    let row: Int
  }

  /// A number that a draw is made by, for one shard: what is left of it after the shards before.
  struct Target: Sendable {
    let shard: Int
    let rest: UInt64
  }

  /// A question about draws.
  struct Draw: Sendable {
    /// The seeds so far.
    let seeds: PointMatrix
    let task: Task
  }

  /// What is drawn.
  enum Task: Sendable {
    /// The sum of all masses by the seeds, and the points whose prefixes exceed the targets first.
    case masses([Target])
    /// The same by weights alone, without points that were taken.
    case weights([Target], taken: [Place])
    /// The first points that were not taken, `limit` at most of positive weight and of none.
    case rest(limit: Int, taken: [Place])
    /// The points of these places.
    case rows([Place])
    /// The sums of all masses with each of some further seeds.
    case potentials(PointMatrix)
    /// The points that a round of k-means|| draws.
    case sample(Sample)
    /// The weights of the points nearest to each seed.
    case shares
  }

  /// A round of k-means||.
  struct Sample: Sendable {
    let seed: UInt64
    let restart: UInt32
    let round: Int
    /// ℓ.
    let factor: UInt64
    /// The sum of all masses.
    let total: UInt64
  }
}

extension ShardQuestion.Task {
  /// Whether it is about distances to seeds.
  var needsSeeds: Bool {
    switch self {
    case .masses, .potentials, .sample, .shares: true
    case .weights, .rest, .rows: false
    }
  }
}

/// A question with what shards must know to understand it.
struct ShardRequest: Sendable {
  /// The number of the round.
  let round: Int
  let context: ShardContext
  let question: ShardQuestion

  var bytes: [UInt8] {
    ShardBytes.sealed(.request) { out in
      out.write(round)
      context.write(&out)
      question.write(&out)
    }
  }

  init(round: Int, context: ShardContext, question: ShardQuestion) {
    (self.round, self.context, self.question) = (round, context, question)
  }

  /// Reads `bytes`, for a shard of points with d features.
  init(_ input: inout CheckpointReader, dimensions: Int) throws(CheckpointError) {
    round = try input.int(0...CheckpointReader.most)
    context = try ShardContext(&input)
    // Questions about other features are told by the context.
    let d = context.whole?.survey.dimensions ?? dimensions
    question = try ShardQuestion(&input, dimensions: d)
  }
}
