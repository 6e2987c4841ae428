/// k-means||: a few rounds that each draw about 2k points at once, then k-means++ among the drawn,
/// each weighted by the points nearest to it.
///
/// B. Bahmani, B. Moseley, A. Vattani, R. Kumar and S. Vassilvitskii, "Scalable k-means++", PVLDB
/// 5(7), 2012: algorithm 2, with the oversampling factor ℓ = 2k and, unless more or fewer are asked
/// for, five rounds, their advice. It reads X fewer times than k-means++, which matters when X is
/// large or slow to read.
///
/// - Complexity: O(rounds·N·k·d).
struct KMeansParallel: Seeding {
  static let usualRounds = 5
  static let mostRounds = 1 << 20
  static let oversampling = 2
  /// How many times points are drawn, after the first one.
  var rounds = usualRounds
  /// Points that are taken into account between two looks at whether to stop.
  private static let batch = 16

  /// Throws for a number of rounds that there cannot be.
  static func check(rounds: Int) throws(ConfigurationError) {
    guard rounds >= 1 && rounds <= mostRounds else { throw .rounds(rounds) }
  }

  /// `clusters` centroids: means of drawn points.
  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
    report: SeedingReport?
  ) -> Start {
    let expected = rounds * Self.oversampling * clusters
    var seeds = NearestSeed(x, seeds: expected, execution: execution)
    // 1. The first centroid is any point.
    var rows = [seeds.drawAny(random.bits(.candidate, step: 0, index: 0))]
    seeds.include(rows)
    // 3–6. In every round each point is drawn with probability ℓ·q / Σ q.
    for round in 1...rounds {
      if seeds.total == 0 || execution.control.poll() != nil { break }
      let drawn = draw(seeds, factor: UInt64(Self.oversampling * clusters), round, random)
      for start in stride(from: 0, to: drawn.count, by: Self.batch) {
        if execution.control.poll() != nil { break }
        let some = drawn[start..<min(start + Self.batch, drawn.count)]
        seeds.include(Array(some))
        rows += some
        let later = (rounds - round) * Self.oversampling * clusters
        report?.note(rows.count, of: rows.count + (drawn.count - start - some.count) + later)
      }
    }
    // After a stop there is no time to find the points nearest to the drawn ones.
    if execution.control.isStopped { rows = Array(rows.prefix(clusters)) }
    seeds.close()
    if rows.count <= clusters {
      var seeds = NearestSeed(x, seeds: rows.count + clusters, execution: execution)
      let draws = KMeansPlusPlus.extend(
        rows.map { Trace.Draw(candidates: [$0], chosen: $0) }, by: &seeds, to: clusters, trials: 1,
        random: random)
      seeds.close()
      return Start(centroids: x.x.points.selecting(draws.map(\.chosen)))
    }
    report?.noteAll(rows.count)
    return Start(
      centroids: recluster(rows, of: x.x, clusters: clusters, random: random, execution: execution)
    )
  }

  private func draw(
    _ seeds: NearestSeed, factor: UInt64, _ round: Int, _ random: RandomSource
  ) -> [Int] {
    let total = seeds.total
    let drawn = Chunks.forEach(
      count: seeds.x.count, size: 4096, threads: seeds.execution.threads,
      makeWorker: { [Int]() }
    ) { drawn, range in
      for row in range {
        let mass = seeds.mass(row)
        guard mass > 0 else { continue }
        // u·Σq / 2^64 < ℓ·q, in integers; a product that overflows is certainly greater.
        let (share, overflow) = factor.multipliedReportingOverflow(by: mass)
        let bits = random.bits(.row, step: round, index: row)
        if overflow || SquaredDistanceSampling.bounded(bits, below: total) < share {
          drawn.append(row)
        }
      }
    }
    return drawn.joined().sorted()
  }

  /// 7–8. Weights each drawn point by the points nearest to it, and clusters them.
  private func recluster(
    _ rows: [Int], of x: Observations, clusters: Int, random: RandomSource, execution: Execution
  ) -> PointMatrix {
    let candidates = x.points.selecting(rows)
    let labels = nearestLabels(x.points, candidates, execution: execution)
    if execution.control.isStopped { return candidates.selecting(Array(0..<clusters)) }
    var weights = [ExactSum](repeating: ExactSum(), count: rows.count)
    for (point, label) in labels.values.enumerated() {
      weights[Int(label)].add(x.weights?[point] ?? 1)
    }
    return Self.means(
      of: candidates, shares: weights.map(\.value.rounded), clusters: clusters, random: random,
      execution: execution)
  }

  /// Means of drawn points, each with the weight of the points nearest to it.
  ///
  /// - Parameters:
  ///   - candidates: more than k drawn points.
  ///   - shares: the weights, each the exact sum rounded once.
  ///   - clusters: k.
  ///   - random: numbers for this start.
  ///   - execution: kernels, threads and stop.
  /// - Returns: k centroids.
  static func means(
    of candidates: PointMatrix, shares: [Double], clusters: Int, random: RandomSource,
    execution: Execution
  ) -> PointMatrix {
    var sums = shares
    // A sum of weights may exceed the limit for weights. A power of two brings all sums below it;
    // those that become too small count as 0 beside such a sum.
    if sums.contains(where: { $0 >= 0x1p480 }) {
      sums = sums.map { $0 * 0x1p-100 }.map { $0 < 0x1p-480 ? 0 : $0 }
    }
    let weighted = try? Observations(
      candidates, weights: sums, threads: execution.threads, kernels: execution.kernels)
    guard let weighted else {
      // Refused only where the spread of the drawn points is too small, though that of X is not.
      return candidates.selecting(Array(0..<clusters))
    }
    let prepared = Prepared(weighted)
    let start = KMeansPlusPlus().start(
      prepared, clusters: clusters, random: random, execution: execution)
    let settings = Run.Settings(
      problem: SquaredEuclidean(), algorithm: .auto, tolerance: 1e-4, iterationLimit: 30)
    return Run.finished(prepared, from: start.centroids, settings, execution: execution).m
  }
}

extension Clusterer.Initialization {
  /// k-means||: a few rounds of oversampling, then k-means++ among the sampled.
  public static let kMeansParallel = kMeansParallel(rounds: KMeansParallel.usualRounds)

  /// K-means|| with another number of rounds than the usual five: fewer read X less often, more
  /// draw more points to choose from.
  ///
  /// - Parameter rounds: from 1 to 2^20, which the configuration checks.
  /// - Returns: the initialization.
  public static func kMeansParallel(rounds: Int) -> Clusterer.Initialization {
    Clusterer.Initialization(
      "k-means-parallel", "k-means||: a few rounds that draw many points at once",
      explanation: "K-means|| (seed {seed}) draws many points and clusters those; their means "
        + "are the first centroids.",
      rounds: rounds, by: KMeansParallel(rounds: rounds))
  }

  /// The number of rounds, where it is not the usual one.
  var unusualRounds: Int? { rounds == KMeansParallel.usualRounds ? nil : rounds }
}
