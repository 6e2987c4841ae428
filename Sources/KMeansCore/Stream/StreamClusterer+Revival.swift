extension StreamClusterer {
  /// New centroids for clusters that have died, where a batch has points for them.
  struct Revival {
    /// M with the new centroids.
    let m: PointMatrix
    /// The clusters that got one, ascending.
    let clusters: [Int]
  }

  /// Replaces the centroids of dead clusters by points of a batch, drawn by greedy k-means++
  /// with the centroids of the others as those drawn so far.
  ///
  /// Where weights decay, a cluster is dead when its weight, the batch's included, is less than
  /// 1/1024 of the mean weight of the clusters; else when it has none. What it counted before is
  /// forgotten.
  ///
  /// - Parameters:
  ///   - x: the batch.
  ///   - m: M.
  ///   - batch: the sums of the batch by its labels.
  ///   - execution: kernels, threads and stop.
  /// - Returns: nil where no cluster gets a centroid.
  /// - Complexity: O(k) where none is dead, else that of drawing.
  mutating func revive(
    _ x: Observations, _ m: PointMatrix, _ batch: ClusterSums, _ execution: Execution
  ) -> Revival? {
    let dead = dead(with: batch)
    guard !dead.isEmpty, dead.count < clusters else { return nil }
    let isDead = Set(dead)
    let living = (0..<clusters).filter { !isDead.contains($0) }
    let drawn = draw(dead.count, of: x, beside: m.selecting(living), execution)
    guard !drawn.isEmpty else { return nil }
    let revived = Array(dead.prefix(drawn.count))
    for cluster in revived { forget(cluster) }
    var places = Dictionary(uniqueKeysWithValues: zip(revived, drawn))
    let new = PointMatrix(dimensions: m.dimensions, count: clusters) { values in
      for cluster in 0..<clusters {
        let point = places.removeValue(forKey: cluster).map(x.points.point) ?? m.point(cluster)
        for (feature, value) in point.enumerated() {
          values[cluster * m.dimensions + feature] = value
        }
      }
    }
    return Revival(m: new, clusters: revived)
  }

  /// The clusters that have too little weight once a batch is counted.
  private func dead(with batch: ClusterSums) -> [Int] {
    let all = (0..<clusters).map { totals[$0].value + batch.weight($0) }
    guard halfLife != nil else { return all.indices.filter { all[$0].isZero } }
    let total = all.reduce(into: Dyadic.zero) { $0 += $1 }
    let factor = Dyadic(Self.deadShare) * Dyadic(clusters)
    return all.indices.filter { all[$0] * factor < total }
  }

  /// Points of a batch for new centroids, none at the place of another centroid: as many as are
  /// wanted, or fewer.
  private func draw(
    _ count: Int, of x: Observations, beside living: PointMatrix, _ execution: Execution
  ) -> [Int] {
    let trials = KMeansPlusPlus.greedyTrials(clusters: clusters)
    var seeds = NearestSeed(
      Prepared(x, makesViews: false), seeds: count * trials, execution: execution)
    defer { seeds.close() }
    seeds.include(living)
    let draws = KMeansPlusPlus.extend(
      [], by: &seeds, to: count, trials: trials,
      random: RandomSource(
        seed: configuration.seed, restart: UInt32(truncatingIfNeeded: batches)))
    var taken = Set((0..<living.count).map(living.point))
    return draws.map(\.chosen).filter {
      x.rows.weight($0) > 0 && taken.insert(x.points.point($0)).inserted
    }
  }
}
