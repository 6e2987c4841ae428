/// k-means++: each centroid is a point drawn with a probability proportional to its squared
/// distance to the nearest centroid so far.
///
/// D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007: steps
/// 1a to 1c, expected J within 8(ln k + 2) of the least. With more than one trial it is the greedy
/// kind of the authors' own implementation: of several draws the one that lowers J most is kept.
///
/// - Complexity: O(trials·N·k·d).
struct KMeansPlusPlus: Seeding {
  /// Candidates a step; nil for `greedyTrials`.
  var trials: Int?
  /// The first centroids, where some are given.
  var given: PointMatrix?

  /// 2 + ⌊ln k⌋, scikit-learn's number of trials, without a logarithm.
  static func greedyTrials(clusters: Int) -> Int {
    // ⌈eⁿ⌉ for n = 1, 2, …: ⌊ln k⌋ is the number of them that are at most k.
    let powers = [
      3, 8, 21, 55, 149, 404, 1097, 2981, 8104, 22027, 59875, 162_755, 442_414, 1_202_605,
      3_269_018, 8_886_111, 24_154_953, 65_659_970, 178_482_301, 485_165_196, 1_318_815_735,
    ]
    return 2 + powers.count { $0 <= clusters }
  }

  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
    report: SeedingReport?
  ) -> Start {
    let trials = trials ?? Self.greedyTrials(clusters: clusters)
    guard let given else {
      let draws = draws(
        x, clusters: clusters, trials: trials, random: random, execution: execution,
        report: report)
      return Start(centroids: x.x.points.selecting(draws.map(\.chosen)), draws: draws)
    }
    let missing = clusters - given.count
    var seeds = NearestSeed(x, seeds: missing * trials, execution: execution)
    seeds.include(PointMatrix(copyingAsDouble: given))
    let further = Self.extend(
      [], by: &seeds, to: missing, trials: trials, random: random, report: report)
    seeds.close()
    let drawn = x.x.points.selecting(further.map(\.chosen))
    return Start(centroids: given.appending(drawn))
  }

  /// Points of X that are the centroids.
  func draws(
    _ x: Prepared, clusters: Int, trials: Int, random: RandomSource, execution: Execution,
    report: SeedingReport? = nil
  ) -> [Trace.Draw] {
    var seeds = NearestSeed(x, seeds: clusters * trials, execution: execution)
    defer { seeds.close() }
    // 1a. The first centroid is any point.
    let first = seeds.drawAny(random.bits(.candidate, step: 0, index: 0))
    return Self.extend(
      [Trace.Draw(candidates: [first], chosen: first)], by: &seeds, to: clusters, trials: trials,
      random: random, report: report)
  }

  /// Draws further points until there are `clusters`.
  ///
  /// - Parameters:
  ///   - draws: the points drawn so far.
  ///   - seeds: without any of these.
  ///   - clusters: how many points there shall be.
  ///   - trials: candidates a step.
  ///   - random: numbers for this start.
  ///   - report: is told how many points there are; nil for no report.
  /// - Returns: `draws` and the further ones. When the run is stopped, the rest are random points;
  ///   when it is abandoned, they are missing.
  static func extend(
    _ draws: [Trace.Draw], by seeds: inout NearestSeed, to clusters: Int, trials: Int,
    random: RandomSource, report: SeedingReport? = nil
  ) -> [Trace.Draw] {
    var draws = draws
    let (execution, control) = (seeds.execution, seeds.execution.control)
    if draws.count < clusters && !control.isStopped { seeds.include(draws.map(\.chosen)) }
    while draws.count < clusters {
      if control.isAbandoned { return draws }
      if control.poll() != nil {
        let rest = RandomPoints.draw(
          clusters - draws.count, of: seeds.x, except: draws.map(\.chosen), random: random,
          execution: execution)
        return draws + rest.map { Trace.Draw(candidates: [$0], chosen: $0) }
      }
      report?.note(draws.count, of: clusters)
      // 1b. Draw with probability wδ / Σ wδ.
      let candidates = seeds.candidates(
        (0..<trials).map { random.bits(.candidate, step: draws.count, index: $0) })
      let best = seeds.best(of: candidates)
      draws.append(Trace.Draw(candidates: candidates, chosen: best))
      if draws.count < clusters { seeds.include([best]) }
    }
    return draws
  }
}

extension Clusterer.Initialization {
  /// k-means++ with 2 + ⌊ln k⌋ candidates a step; the best is kept.
  public static let kMeansPlusPlus = Clusterer.Initialization(
    "k-means++", "k-means++ that keeps the best of 2 + ln k candidates a step",
    explanation: explanation, by: KMeansPlusPlus())

  /// k-means++ with one candidate a step.
  public static let kMeansPlusPlusPlain = Clusterer.Initialization(
    "k-means++-plain", "k-means++ with one candidate a step", explanation: explanation,
    by: KMeansPlusPlus(trials: 1))

  private static let explanation =
    "K-means++ (seed {seed}) draws points as the first centroids: any point "
    + "first, then points far from those drawn so far, with chances in proportion to the "
    + "squared distance."

  /// The given centroids, fewer than k, and further ones by greedy k-means++. A sweep extends a
  /// clustering of fewer clusters so.
  public static func extending(_ given: PointMatrix) -> Clusterer.Initialization {
    Clusterer.Initialization(
      "given", "given centroids, and more by k-means++",
      explanation: "The first centroids are given.", given: given,
      by: KMeansPlusPlus(given: given))
  }
}
