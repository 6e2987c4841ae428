/// How children are made, and what their parents become by them.
///
/// Three children in four have the centroids of two parents, merged by `WardMerging`; then one is
/// taken away and put elsewhere. One in four takes regions as they are (`RegionalCrossover`).
///
/// Merging leads where time is short. Where there is time for many generations, half of the
/// children have one parent, of which one centroid is moved. A change at random mostly makes some
/// regions worse where it makes one better, the more so the more clusters there are. So the parent
/// takes the regions that its child does better, and J falls wherever the child was ahead. The
/// genetic algorithms that lead for the travelling salesman problem work so with mutations and
/// partition crossover (R. Tinós, D. Whitley and G. Ochoa, "A new generalized partition crossover
/// for the traveling salesman problem: tunneling between local optima", Evolutionary Computation
/// 28, 2020, doi:10.1162/evco_a_00254).
extension Evolution {
  /// What the children of a generation have in common.
  struct Brood {
    /// The number of the generation before.
    let generation: Int
    /// Those who may become parents, the least J first.
    let parents: [Individual]
    /// Whether there is time to look at every region.
    let hasTime: Bool
    /// J above which no individual survives.
    let limit: Double
  }

  /// Children that end up to this share of J above the limit are looked at: they may have regions
  /// that their parents lack.
  private static let slack = 0.003
  /// Of how many clusters, drawn at random, the one that is missed least gives its centroid.
  private static let drawn = 4
  /// What numbers of a child's random stream are for.
  private enum Draw {
    static let (first, second, cluster, point, isRegional, isAlone) = (0, 1, 2, 3, 4, 5)
    static let clusters = 6
  }

  /// A child at its minimum; or, where there is time, what its first parent became by it.
  ///
  /// - Parameters:
  ///   - number: which child of the generation.
  ///   - brood: what the generation has in common.
  ///   - descent: the way down.
  /// - Returns: nil where the search was stopped on the way.
  func child(_ number: Int, of brood: Brood, _ descent: Descent) -> Individual? {
    let random = CounterRandom(
      seed: configuration.seed, stream: UInt64(brood.generation) << 20 | UInt64(number))
    let first = random.below(brood.parents.count, Draw.first)
    var second = random.below(brood.parents.count, Draw.second)
    if second == first { second = (first + 1) % brood.parents.count }
    let parent = brood.parents[first]
    let isAlone = brood.hasTime && random.bits(Draw.isAlone) & 1 == 0
    let start =
      first == second || isAlone
      ? changed(parent, random) : merged(parent, brood.parents[second], random)
    guard brood.hasTime else { return descent.individual(from: start, limit: brood.limit) }
    guard let child = descent.individual(from: start, limit: brood.limit * (1 + Self.slack))
    else { return nil }
    return improved(parent, by: child, below: brood.limit, descent)
  }

  /// The best of a child and of its parent with the regions that the child does better.
  ///
  /// - Returns: nil where the search was stopped on the way.
  func improved(
    _ parent: Individual, by child: Individual, below limit: Double, _ descent: Descent
  ) -> Individual? {
    guard let m = RegionalCrossover(parent, child).centroids() else { return child }
    guard let mixed = descent.individual(from: m, limit: limit) else { return nil }
    return mixed.objective < child.objective
      ? mixed.afterWork(of: child) : child.afterWork(of: mixed)
  }

  /// A parent's centroids, of which one is moved.
  private func changed(_ parent: Individual, _ random: CounterRandom) -> PointMatrix {
    replacing(leastMissed(parent, random), of: parent.outcome.m, parent, random)
  }

  /// k centroids of two parents.
  private func merged(
    _ first: Individual, _ second: Individual, _ random: CounterRandom
  ) -> PointMatrix {
    if random.bits(Draw.isRegional) & 3 == 0,
      let mixed = RegionalCrossover(first, second).centroids()
    {
      return mixed
    }
    let (k, kernels) = (configuration.clusters, task.execution.kernels)
    var merging = WardMerging(
      [first, second].map { ($0.outcome.m, $0.weights) }, kernels: kernels)
    let m = configuration.problem.admitted(merging.merged(to: k), kernels: kernels)
    guard plan.mutates else { return m }
    return replacing(random.below(k, Draw.cluster), of: m, first, random)
  }

  /// Of a few clusters, drawn at random, the one whose points would cost least with another
  /// centroid: by Ward's cost of merging it, w₁w₂/(w₁ + w₂)·‖m₁ − m₂‖².
  func leastMissed(_ parent: Individual, _ random: CounterRandom) -> Int {
    let k = configuration.clusters
    let clusters = (0..<Self.drawn).map { random.below(k, Draw.clusters + $0) }
    let costs = clusters.map { costOfLosing($0, parent) }
    var least = 0
    for number in 1..<clusters.count where costs[number] < costs[least] { least = number }
    return clusters[least]
  }

  /// The least cost of merging a cluster with another one.
  private func costOfLosing(_ cluster: Int, _ parent: Individual) -> Double {
    let (m, weights) = (parent.outcome.m, parent.weights)
    let own = m.point(cluster)
    var least = Double.infinity
    for other in 0..<m.count where other != cluster {
      var square = 0.0
      for (a, b) in zip(own, m.point(other)) { square += (a - b) * (a - b) }
      let (v, w) = (weights[cluster], weights[other])
      least = min(least, v * w / (v + w) * square)
    }
    return least
  }

  /// Centroids of which one is replaced by a point, drawn with a chance in proportion to what it
  /// costs a parent.
  private func replacing(
    _ cluster: Int, of m: PointMatrix, _ parent: Individual, _ random: CounterRandom
  ) -> PointMatrix {
    let x = task.prepared.x
    guard
      let point = parent.drawPoint(
        x, random.uniform(Draw.point), scale: configuration.problem.objectiveScale,
        kernels: task.execution.kernels)
    else { return m }
    let values = x.points.point(point)
    return PointMatrix(dimensions: m.dimensions, count: m.count) { room in
      m.withDoubles { source in
        _ = room.update(from: UnsafeBufferPointer(start: source, count: room.count))
      }
      for l in 0..<m.dimensions { room[cluster * m.dimensions + l] = values[l] }
    }
  }
}
