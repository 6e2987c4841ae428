import KMeansMatrices

extension Trace {
  /// How a centroid was drawn.
  public struct Draw: Sendable, Equatable {
    /// The points that were drawn for it, in their order.
    public let candidates: [Int]
    /// The one of them that was kept: of several, the one that lowers J most.
    public let chosen: Int
  }
}

extension Initialization {
  /// The draws of `start`, with every candidate; none where centroids are given or are means.
  ///
  /// - Complexity: as `start`.
  func draws(
    _ x: Observations, clusters: Int, random: RandomSource, execution: Execution
  ) -> [Trace.Draw] {
    switch self {
    case .kMeansPlusPlus:
      return Self.draws(
        x, clusters: clusters, trials: KMeansPlusPlus.greedyTrials(clusters: clusters),
        random: random, execution: execution)
    case .kMeansPlusPlusPlain:
      return Self.draws(x, clusters: clusters, trials: 1, random: random, execution: execution)
    case .randomPoints:
      let rows = RandomPoints.draw(
        clusters, of: x, except: [], random: random, execution: execution)
      return rows.map { Trace.Draw(candidates: [$0], chosen: $0) }
    case .kMeansParallel, .centroids, .extending:
      return []
    }
  }

  /// `KMeansPlusPlus.extend`, which does not tell of the candidates that it drops.
  private static func draws(
    _ x: Observations, clusters: Int, trials: Int, random: RandomSource, execution: Execution
  ) -> [Trace.Draw] {
    var seeds = NearestSeed(x, seeds: clusters * trials, execution: execution)
    let first = seeds.drawAny(random.bits(.candidate, step: 0, index: 0))
    var draws = [Trace.Draw(candidates: [first], chosen: first)]
    while let last = draws.last, draws.count < clusters {
      seeds.include([last.chosen])
      let candidates = (0..<trials).map {
        seeds.draw(random.bits(.candidate, step: draws.count, index: $0))
      }
      draws.append(Trace.Draw(candidates: candidates, chosen: seeds.best(of: candidates)))
    }
    return draws
  }
}
