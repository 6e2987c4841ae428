import KMeansMatrices

/// k-means++: each centroid is a point drawn with a probability proportional to its squared
/// distance to the nearest centroid so far.
///
/// D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007: steps
/// 1a to 1c, expected J within 8(ln k + 2) of the least. With more than one trial it is the greedy
/// kind of the authors' own implementation: of several draws the one that lowers J most is kept.
///
/// - Complexity: O(trials·N·k·d).
struct KMeansPlusPlus {
  /// Draws a step.
  let trials: Int

  /// 2 + ⌊ln k⌋, scikit-learn's number of trials, without a logarithm.
  static func greedyTrials(clusters: Int) -> Int {
    // ⌈eⁿ⌉ for n = 1, 2, …: ⌊ln k⌋ is the number of them that are at most k.
    let powers = [
      3, 8, 21, 55, 149, 404, 1097, 2981, 8104, 22027, 59875, 162_755, 442_414, 1_202_605,
      3_269_018, 8_886_111, 24_154_953, 65_659_970, 178_482_301, 485_165_196, 1_318_815_735,
    ]
    return 2 + powers.count { $0 <= clusters }
  }

  /// `clusters` centroids, each a point of X.
  func start(
    _ x: Observations, clusters: Int, random: RandomSource, execution: Execution
  ) -> PointMatrix {
    x.points.selecting(rows(x, clusters: clusters, random: random, execution: execution))
  }

  /// The points of X that are the centroids.
  func rows(
    _ x: Observations, clusters: Int, random: RandomSource, execution: Execution
  ) -> [Int] {
    let seeds = NearestSeed(x, seeds: clusters * trials, execution: execution)
    // 1a. The first centroid is any point.
    let first = seeds.drawAny(random.bits(.candidate, step: 0, index: 0))
    return extend([first], by: seeds, to: clusters, random: random, execution: execution)
  }

  /// `given` and further centroids, each a point of X.
  func start(
    _ x: Observations, clusters: Int, from given: PointMatrix, random: RandomSource,
    execution: Execution
  ) -> PointMatrix {
    let missing = clusters - given.count
    var seeds = NearestSeed(x, seeds: missing * trials, execution: execution)
    seeds.include(PointMatrix(copyingAsDouble: given))
    let further = x.points.selecting(
      extend([], by: seeds, to: missing, random: random, execution: execution))
    return PointMatrix(dimensions: x.dimensions, count: clusters) { values in
      for index in 0..<clusters {
        let point = index < given.count ? given.point(index) : further.point(index - given.count)
        for feature in 0..<x.dimensions { values[index * x.dimensions + feature] = point[feature] }
      }
    }
  }

  /// Draws further points until there are `clusters`.
  ///
  /// - Parameters:
  ///   - rows: the points drawn so far.
  ///   - seeds: without any centroid.
  /// - Returns: `rows` and the further ones. When the run is stopped, the rest are random points;
  ///   when it is abandoned, they are missing.
  func extend(
    _ rows: [Int], by seeds: NearestSeed, to clusters: Int, random: RandomSource,
    execution: Execution
  ) -> [Int] {
    var (rows, seeds) = (rows, seeds)
    if rows.count < clusters && !execution.control.isStopped { seeds.include(rows) }
    while rows.count < clusters {
      if execution.control.isAbandoned { return rows }
      if execution.control.poll() != nil {
        return rows
          + RandomPoints.draw(
            clusters - rows.count, of: seeds.x, except: rows, random: random,
            execution: execution)
      }
      // 1b. Draw with probability wδ / Σ wδ.
      let candidates = (0..<trials).map {
        seeds.draw(random.bits(.candidate, step: rows.count, index: $0))
      }
      let best = seeds.best(of: candidates)
      rows.append(best)
      if rows.count < clusters { seeds.include([best]) }
    }
    return rows
  }
}
