import KMeansMetrics

/// How many clusters the scores of a sweep choose, with their evidence.
///
/// Every criterion chooses by itself. There is a clear number when the data cluster better than
/// uniform data of the same extent, and most criteria choose the same number. The bend of J is no
/// criterion: on data without clusters it bends just as well (E. Schubert, "Stop using the elbow
/// criterion for k-means and how to choose the number of clusters instead", SIGKDD Explorations
/// 25(1), 2023, arXiv:2212.12189).
public struct Recommendation: Sendable, Equatable {
  /// A rule that chooses a number of clusters.
  public enum Criterion: String, Sendable, CaseIterable {
    /// The greatest mean silhouette.
    case silhouette
    /// The greatest index of Caliński and Harabasz.
    case calinskiHarabasz
    /// The least index of Davies and Bouldin.
    case daviesBouldin
    /// The greatest information criterion.
    case bic
    /// The least k whose gap is within one standard error of the greatest, k = 1 included
    /// (S. Dudoit and J. Fridlyand, Genome Biology 3(7), 2002).
    case gap
  }

  /// What a criterion chooses, of the numbers tried.
  public struct Choice: Sendable, Equatable {
    /// The criterion.
    public let criterion: Criterion
    /// Its number of clusters; 1, of the gap statistic alone, is no structure at all.
    public let clusters: Int
    /// Whether it is the greatest number tried, so that a greater one might be better still.
    public let isAtEnd: Bool
  }

  /// What all criteria together say.
  public enum Verdict: Sendable, Equatable {
    /// This number of clusters is clear.
    case clear(clusters: Int)
    /// No number is clear.
    case unclear(Reason)
  }

  /// Why no number of clusters is clear.
  public enum Reason: String, Sendable, Equatable {
    /// All points are equal, so that there is nothing to tell apart.
    case allEqual
    /// Fewer than two numbers were tried, or two criteria exist.
    case tooLittle
    /// The data cluster no better than uniform data of the same extent.
    case likeUniformData
    /// No number is chosen by most criteria.
    case disagreement
    /// Most criteria choose the greatest number tried.
    case endOfRange
  }

  /// What every criterion chooses, of those that could be computed.
  public let choices: [Choice]
  /// What they say together.
  public let verdict: Verdict
  /// How many of the criteria agree on the number that most choose.
  public let agreeing: Int

  /// What scores say.
  ///
  /// - Parameters:
  ///   - scored: every number of clusters tried, ascending, with its scores.
  ///   - baseline: the gap statistic of one cluster; nil without references.
  ///   - perfect: numbers of clusters whose J is 0. Variance within clusters is what these criteria
  ///     divide by, or take a logarithm of, so there they are as good as can be.
  ///   - isConstant: whether all points are equal.
  init(
    _ scored: [(clusters: Int, scores: ClusterCountSweep.Scores)], baseline: GapStatistic?,
    perfect: Set<Int> = [], isConstant: Bool = false
  ) {
    let tried = scored.filter { $0.clusters > 1 }
    var choices: [Choice] = []
    func choose(
      _ criterion: Criterion, isEndless: Bool = false,
      _ score: (ClusterCountSweep.Scores) -> Double?
    ) {
      let scored = tried.compactMap { entry in
        (isEndless && perfect.contains(entry.clusters) ? .infinity : score(entry.scores))
          .map { (clusters: entry.clusters, score: $0) }
      }
      // After a stop perhaps a single one has the score, which then chooses nothing.
      if scored.count < min(2, tried.count) { return }
      // The first among equals: fewer clusters.
      guard
        let best = scored.max(by: {
          ($0.score, -$0.clusters) < ($1.score, -$1.clusters)
        })
      else { return }
      choices.append(
        Choice(
          criterion: criterion, clusters: best.clusters,
          isAtEnd: best.clusters == tried.last?.clusters && tried.count > 1))
    }
    choose(.silhouette) { $0.silhouette?.mean }
    choose(.calinskiHarabasz, isEndless: true, \.calinskiHarabasz)
    choose(.daviesBouldin) { $0.daviesBouldin.map { -$0 } }
    choose(.bic, isEndless: true, \.bic)
    let gaps = GapChoice(tried, baseline: baseline, perfect: perfect)
    if let clusters = gaps?.clusters {
      choices.append(
        Choice(
          criterion: .gap, clusters: clusters,
          isAtEnd: clusters == tried.last?.clusters && tried.count > 1))
    }
    self.choices = choices
    if isConstant {
      (verdict, agreeing) = (.unclear(.allEqual), 0)
      return
    }
    (verdict, agreeing) = Self.verdict(choices, tried: tried.count, gaps: gaps)
  }

  private static func verdict(
    _ choices: [Choice], tried: Int, gaps: GapChoice?
  ) -> (Verdict, Int) {
    var votes: [Int: Int] = [:]
    for choice in choices { votes[choice.clusters, default: 0] += 1 }
    let most = votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let most, tried >= 2, choices.count >= 2 else {
      return (.unclear(.tooLittle), most?.value ?? 0)
    }
    if let gaps, !gaps.isStructured { return (.unclear(.likeUniformData), most.value) }
    guard 2 * most.value > choices.count else {
      return (.unclear(.disagreement), most.value)
    }
    if choices.contains(where: { $0.clusters == most.key && $0.isAtEnd }) {
      return (.unclear(.endOfRange), most.value)
    }
    return (.clear(clusters: most.key), most.value)
  }
}

/// What the gap statistics of a sweep say.
private struct GapChoice {
  /// The number of clusters that they choose.
  let clusters: Int
  /// Whether some number of clusters fits the data clearly better than it fits uniform data,
  /// compared with one cluster.
  let isStructured: Bool

  /// How many standard errors a gap must exceed that of one cluster by, and by how much at least: W
  /// of the data is then below nine tenths of that of uniform data. Uniform data that fill no box
  /// stay below that too: a triangle, the most unlike one, comes to 0.07.
  private static let (errors, least) = (3.0, 0.1)

  init?(
    _ scored: [(clusters: Int, scores: ClusterCountSweep.Scores)], baseline: GapStatistic?,
    perfect: Set<Int>
  ) {
    guard let baseline else { return nil }
    let gaps =
      [(clusters: 1, gap: baseline)]
      + scored.compactMap { entry in
        let endless = GapStatistic(value: .infinity, standardError: 0)
        return (perfect.contains(entry.clusters) ? endless : entry.scores.gap)
          .map { (clusters: entry.clusters, gap: $0) }
      }
    guard gaps.count > 1, let best = gaps.max(by: { $0.gap.value < $1.gap.value }) else {
      return nil
    }
    let threshold = best.gap.value - best.gap.standardError
    clusters = gaps.first { $0.gap.value >= threshold }?.clusters ?? best.clusters
    let rise = best.gap.value - baseline.value
    let error =
      (best.gap.standardError * best.gap.standardError
      + baseline.standardError * baseline.standardError).squareRoot()
    isStructured = rise > Self.errors * error && rise > Self.least
  }
}
