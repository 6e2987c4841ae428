/// The points of a shard as part of a whole.
struct ShardPart: Sendable {
  /// The points, with the facts of all.
  let x: Observations
  let problem: any Problem
  /// The context that they were made for, as bytes.
  let context: [UInt8]

  /// - Parameters:
  ///   - seen: the points as the distance sees them, at least one.
  ///   - weights: theirs; nil for 1 each.
  ///   - context: what is known of the whole.
  ///   - whole: the same.
  ///   - bytes: those of the context.
  ///   - execution: kernels and threads.
  /// - Throws: `ShardError.clustering` where they cannot be clustered.
  init(
    _ seen: PointMatrix, _ weights: [Double]?, _ context: ShardContext,
    _ whole: ShardContext.Whole, bytes: [UInt8], execution: Execution
  ) throws(ShardError) {
    guard whole.isWeighted || weights == nil else { throw .damaged }
    let own = whole.isWeighted ? weights ?? Array(repeating: 1, count: seen.count) : nil
    do throws(ObservationError) {
      x = try Observations(seen, weights: own, partOf: whole.survey)
    } catch {
      throw .clustering(ClusteringError(error))
    }
    problem = context.distance.problem
    self.context = bytes
  }

  /// The points for steps with k clusters, as far as there is memory.
  func prepared(clusters: Int) -> Prepared {
    Clusterer(Clusterer.Configuration(clusters: clusters)).prepared(x, starts: 1)
  }
}

extension FixedPointGrid {
  /// The grid of all points of a survey.
  init(_ survey: Survey) {
    self.init(box: survey.box, weights: survey.weights.range, count: survey.count)
  }
}
