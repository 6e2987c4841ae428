/// Takes from two clusterings of the same points, region by region, whichever costs less.
///
/// Clusters of the two that share more than a few points belong together. What hangs together so is
/// a region: clusters of one parent and of the other that have about the same points. J is a sum
/// over clusters, so that regions can be judged one by one, and a child of two minima is lower than
/// both where each of them is ahead somewhere. It is the idea of D. Whitley, D. Hains and A. Howe,
/// "Tunneling between optima: partition crossover for the traveling salesman problem", GECCO 2009,
/// doi:10.1145/1569901.1570026, for clusterings.
///
/// Regions with as many clusters in both parents are exchanged alone, others in pairs that leave k
/// as it is.
///
/// - Complexity: O(N + k²).
struct RegionalCrossover {
  private let first: Individual
  private let second: Individual
  private let clusters: Int

  /// A region: how many clusters the second parent has more in it, and what it costs more.
  private struct Region {
    let number: Int
    let surplus: Int
    let cost: Double
  }

  /// More clusters would need too large a table.
  private static let mostClusters = 2048
  /// A share of the points of the smaller cluster above which two belong together.
  private static let share = 0.05
  /// Differences below this share of J are roundings.
  private static let leastGain = 1e-9

  /// - Parameters:
  ///   - first: a parent, whose regions stay where both cost the same.
  ///   - second: the other.
  init(_ first: Individual, _ second: Individual) {
    (self.first, self.second) = (first, second)
    clusters = first.outcome.m.count
  }

  /// The centroids of the child.
  ///
  /// - Returns: nil where it would be one of its parents.
  func centroids() -> PointMatrix? {
    guard clusters <= Self.mostClusters else { return nil }
    let regions = regionsOfClusters()
    let (exchanged, isWhole) = exchanged(regions)
    if exchanged.isEmpty || isWhole { return nil }
    let k = clusters
    let kept = (0..<k).filter { !exchanged.contains(regions[$0]) }
    let taken = (0..<k).filter { exchanged.contains(regions[k + $0]) }
    return first.outcome.m.selecting(kept).appending(second.outcome.m.selecting(taken))
  }

  /// The region of every cluster of the first parent, and then of the second.
  private func regionsOfClusters() -> [Int] {
    let k = clusters
    var shared = [Int32](repeating: 0, count: k * k)
    for (a, b) in zip(first.outcome.labels.values, second.outcome.labels.values) {
      shared[Int(a) * k + Int(b)] += 1
    }
    let sizes = (first.outcome.labels.sizes, second.outcome.labels.sizes)
    var parents = Array(0..<2 * k)
    func root(_ cluster: Int) -> Int {
      var cluster = cluster
      while parents[cluster] != cluster {
        parents[cluster] = parents[parents[cluster]]
        cluster = parents[cluster]
      }
      return cluster
    }
    for a in 0..<k {
      for b in 0..<k where shared[a * k + b] > 0 {
        let least = Double(min(sizes.0[a], sizes.1[b]))
        if Double(shared[a * k + b]) > Self.share * least { parents[root(a)] = root(k + b) }
      }
    }
    return (0..<2 * k).map(root)
  }

  /// The regions that the second parent gives, and whether these are all that differ.
  private func exchanged(_ regions: [Int]) -> (numbers: Set<Int>, isWhole: Bool) {
    let k = clusters
    var surplus = [Int](repeating: 0, count: 2 * k)
    var costs = [Double](repeating: 0, count: 2 * k)
    for cluster in 0..<k {
      surplus[regions[cluster]] -= 1
      costs[regions[cluster]] -= first.sums.byCluster[cluster]
      surplus[regions[k + cluster]] += 1
      costs[regions[k + cluster]] += second.sums.byCluster[cluster]
    }
    let least = Self.leastGain * first.objective
    let all = (0..<2 * k).map { Region(number: $0, surplus: surplus[$0], cost: costs[$0]) }
    let differing = all.filter { $0.surplus != 0 || abs($0.cost) > least }
    var numbers = Set(differing.filter { $0.surplus == 0 && $0.cost < 0 }.map(\.number))
    let uneven = differing.filter { $0.surplus != 0 }
    for size in Set(uneven.map { abs($0.surplus) }).sorted() {
      let more = uneven.filter { $0.surplus == size }.sorted(by: Self.isCheaper)
      let fewer = uneven.filter { $0.surplus == -size }.sorted(by: Self.isCheaper)
      for (one, other) in zip(more, fewer) where one.cost + other.cost < -least {
        numbers.formUnion([one.number, other.number])
      }
    }
    return (numbers, numbers.count == differing.count)
  }

  private static func isCheaper(_ a: Region, _ b: Region) -> Bool {
    (a.cost, a.number) < (b.cost, b.number)
  }
}
