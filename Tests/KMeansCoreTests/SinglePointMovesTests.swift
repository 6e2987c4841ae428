import Testing

@testable import KMeansCore

/// Moves of single points and merged centroids, against slow twins.
struct SinglePointMovesTests {
  private let execution = Execution(kernels: .current, threads: 2, control: .free)

  /// By how much J falls where a point moves, by the definition.
  private func gain(
    _ x: PointMatrix, _ weights: [Double], _ labels: [Int], _ point: Int, to cluster: Int, _ k: Int
  ) -> Double {
    var moved = labels
    moved[point] = cluster
    return QualityCase.objective(x, weights, labels, k)
      - QualityCase.objective(x, weights, moved, k)
  }

  /// Where a search ends, no move of one point lowers J.
  @Test(arguments: 0..<12)
  func noMoveIsLeft(_ seed: Int) throws {
    let x = blobs(90, 1 + seed % 4, seed)
    let weights = (0..<90).map { seed % 2 == 0 ? 1 : 0.5 + Double($0 % 3) }
    let k = 3 + seed % 6
    let found = try Clusterer(QualityCase.settings(k, effort: 0, seed: UInt64(seed))).fit(
      x, weights: seed % 2 == 0 ? nil : weights)
    let labels = found.labels.values.map { Int($0) }
    for point in 0..<90 {
      for cluster in 0..<k where cluster != labels[point] {
        let gain = gain(x, weights, labels, point, to: cluster, k)
        #expect(gain <= 1e-9 * found.objective, "\(point) to \(cluster): \(gain)")
      }
    }
  }

  /// The points that gain are those of the definition, at fixed points of Lloyd's algorithm.
  @Test(arguments: 0..<12)
  func candidatesAreThoseThatGain(_ seed: Int) throws {
    let points = blobs(200, 1 + seed % 3, seed + 50)
    let weights = seed % 3 == 1 ? (0..<200).map { 0.25 + Double($0 % 7) } : nil
    let x = try Observations(points, weights: weights)
    let k = 4 + seed
    let found = try Clusterer(
      Clusterer.Configuration(clusters: k, seed: UInt64(seed), tolerance: 0)
    ).fit(x)
    let moves = SinglePointMoves(x, found.centroids, found.labels, execution: execution)
    let labels = found.labels.values.map { Int($0) }
    let gaining = (0..<200).filter { point in
      (0..<k).contains { cluster in
        cluster != labels[point]
          && gain(
            points, weights ?? Array(repeating: 1, count: 200), labels, point, to: cluster, k)
            > 1e-7 * found.objective
      }
    }
    let candidates = try #require(moves.candidates())
    #expect(Set(gaining).isSubset(of: candidates))
    for point in candidates {
      let best = (0..<k).filter { $0 != labels[point] }.map {
        gain(points, weights ?? Array(repeating: 1, count: 200), labels, point, to: $0, k)
      }.max()
      #expect((best ?? 0) > -1e-9 * found.objective)
    }
  }

  /// Lloyd's algorithm alone often leaves moves, so that the tests above see some.
  @Test func lloydLeavesMoves() throws {
    var left = 0
    for seed in 0..<20 {
      let x = try Observations(blobs(200, 2, seed))
      let found = try Clusterer(
        Clusterer.Configuration(clusters: 9, seed: UInt64(seed), tolerance: 0)
      ).fit(x)
      var moves = SinglePointMoves(x, found.centroids, found.labels, execution: execution)
      if moves.moved() != nil { left += 1 }
    }
    #expect(left > 5)
  }

  /// Two parents of k clusters merge to k as the definition says: the cheapest pair first.
  @Test(arguments: 0..<10)
  func mergingTakesTheCheapestPair(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let (k, d) = (2 + seed, 1 + seed % 4)
    var groups: [(m: PointMatrix, weights: [Double])] = []
    for _ in 0..<2 {
      var values: [Double] = []
      for _ in 0..<k * d { values.append(random.normal()) }
      let weights = (0..<k).map { _ in (random.unit() * 5).rounded() }
      groups.append((try PointMatrix(dimensions: d, values: values), weights))
    }
    var merging = WardMerging(groups, kernels: .current)
    let merged = merging.merged(to: k)
    let expected = Self.merged(groups, to: k)
    let found = Set((0..<k).map { merged.point($0).map { ($0 * 1e9).rounded() } })
    #expect(found == Set(expected.map { $0.map { ($0 * 1e9).rounded() } }))
  }

  /// The slow twin: all pairs at every step.
  private static func merged(
    _ groups: [(m: PointMatrix, weights: [Double])], to k: Int
  ) -> [[Double]] {
    var all = groups.flatMap { group in
      (0..<group.m.count).map { (c: group.m.point($0), w: group.weights[$0]) }
    }
    while all.count > k {
      var (least, pair) = (Double.infinity, (0, 1))
      for b in all.indices {
        for a in 0..<b {
          let (v, w) = (all[a].w, all[b].w)
          let cost = v + w > 0 ? v * w / (v + w) * Textbook.squaredDistance(all[a].c, all[b].c) : 0
          if cost < least { (least, pair) = (cost, (a, b)) }
        }
      }
      let (a, b) = (all[pair.0], all.remove(at: pair.1))
      let w = a.w + b.w
      let mean = w > 0 ? zip(a.c, b.c).map { ($0 * a.w + $1 * b.w) / w } : a.c
      all[pair.0] = (mean, w)
    }
    return all.map(\.c)
  }
}
