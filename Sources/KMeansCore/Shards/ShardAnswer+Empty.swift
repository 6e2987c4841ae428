extension ShardAnswer {
  /// The answer of a shard without points.
  static func empty(
    _ question: ShardQuestion, _ whole: ShardContext.Whole
  ) throws(ShardError) -> ShardAnswer {
    switch question {
    case .survey: return .survey(Surveyed(dimensions: whole.survey.dimensions))
    case .draw(let draw):
      switch draw.task {
      case .potentials(let trials): return .potentials(Array(repeating: 0, count: trials.count))
      case .shares: return .shares(Array(repeating: .zero, count: draw.seeds.count))
      default: return .drawn(Drawn())
      }
    case .step(let step):
      let grid = FixedPointGrid(whole.survey)
      return .step(
        changed: 0,
        ClusterSums(grid: grid, clusters: step.m.count, isWeighted: whole.isWeighted))
    case .farthest: return .farthest([])
    case .finish(let m):
      return .finish(
        sizes: Array(repeating: 0, count: m.count), within: Array(repeating: .zero, count: m.count))
    }
  }
}
