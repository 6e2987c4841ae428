import TestSupport
import Testing

@testable import KMeansCore

/// How children are made, and what their parents become by them.
struct EvolutionChildrenTests {
  /// Groups at 0, 10, 20 and, far away, at 1000, 1010, 1020: ten points each.
  private static let groups: [Double] = [0, 10, 20, 1000, 1010, 1020]

  private func evolution(clusters: Int) throws -> Evolution {
    let values: [[Double]] = Self.groups.flatMap { group in
      (0..<10).map { [group + Double($0) * 0.1] }
    }
    let task = SearchTask(
      prepared: Prepared(try Observations(PointMatrix(values))),
      configuration: QualityCase.settings(clusters),
      execution: Execution(kernels: .current, threads: 1, control: .free), progress: { _ in })
    return Evolution(task: task, plan: .init(starts: 4, generations: 1, mutates: true))
  }

  /// The minimum by Lloyd's steps alone, so that a bad one stays.
  private func individual(_ evolution: Evolution, _ start: [Double]) throws -> Individual {
    let task = evolution.task
    let outcome = Run.finished(
      task.prepared, from: try PointMatrix(start.map { [$0] }), .descent(task.configuration),
      execution: task.execution)
    return Individual(
      outcome: outcome, sums: task.sums(outcome),
      weights: outcome.labels.weights(nil).map(\.rounded), steps: 1)
  }

  @Test func aParentTakesTheRegionThatItsChildDoesBetter() throws {
    let evolution = try evolution(clusters: 6)
    let descent = Descent(task: evolution.task, threads: 1)
    let parent = try individual(evolution, [0.4, 10.4, 20.4, 1000.2, 1000.7, 1015])
    // It costs more than its parent, and yet has the right side right.
    let child = try individual(evolution, [0.2, 0.7, 15, 1000.4, 1010.4, 1020.4])
    #expect(parent.outcome.labels.sizes != child.outcome.labels.sizes)
    let better = try #require(
      evolution.improved(parent, by: child, below: .infinity, descent))
    let means = (0..<6).map { better.outcome.m.point($0)[0] }.sorted()
    for (mean, group) in zip(means, Self.groups) { #expect(abs(mean - group - 0.45) < 1e-9) }
    #expect(better.objective < min(parent.objective, child.objective))
    #expect(better.steps > child.steps)
  }

  @Test func aChildWithoutABetterRegionStays() throws {
    let evolution = try evolution(clusters: 6)
    let descent = Descent(task: evolution.task, threads: 1)
    let parent = try individual(evolution, Self.groups.map { $0 + 0.4 })
    let child = try individual(evolution, [0.2, 0.7, 15, 1000.4, 1010.4, 1020.4])
    let same = try #require(evolution.improved(parent, by: child, below: .infinity, descent))
    #expect(same.objective == child.objective && same.steps == child.steps)
    // Nor does a parent add anything to a child that is ahead wherever they differ.
    let ahead = try #require(evolution.improved(child, by: parent, below: .infinity, descent))
    #expect(ahead.objective == parent.objective)
  }

  @Test func theClusterThatIsMissedLeastGivesItsCentroid() throws {
    let evolution = try evolution(clusters: 6)
    // One group has two centroids; another cluster has two groups.
    let parent = try individual(evolution, [0.2, 0.7, 15, 1000.4, 1010.4, 1020.4])
    #expect(parent.outcome.labels.sizes.sorted() == [5, 5, 10, 10, 10, 20])
    let halves = Set((0..<6).filter { parent.outcome.labels.sizes[$0] == 5 })
    for seed in 0..<100 {
      let random = CounterRandom(seed: UInt64(seed))
      let drawn = (0..<4).map { random.below(6, 6 + $0) }
      let taken = evolution.leastMissed(parent, random)
      #expect(drawn.contains(taken))
      if !halves.isDisjoint(with: drawn) { #expect(halves.contains(taken)) }
    }
  }

  @Test func aChildEndsAtAMinimum() throws {
    let evolution = try evolution(clusters: 6)
    let descent = Descent(task: evolution.task, threads: 1)
    let parents = [
      try individual(evolution, [0.4, 10.4, 20.4, 1000.2, 1000.7, 1015]),
      try individual(evolution, [0.2, 0.7, 15, 1000.4, 1010.4, 1020.4]),
    ]
    for hasTime in [false, true] {
      let brood = Evolution.Brood(
        generation: 3, parents: parents, hasTime: hasTime, limit: .infinity)
      var found = 0
      for number in 0..<40 {
        let child = try #require(evolution.child(number, of: brood, descent))
        let again = try #require(evolution.child(number, of: brood, descent))
        #expect(child.objective == again.objective && child.outcome.m == again.outcome.m)
        #expect(child.objective == evolution.task.sums(child.outcome).total)
        if child.objective < 10 { found += 1 }
      }
      #expect(found > 20)
    }
  }
}
