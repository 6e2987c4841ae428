import TestSupport
import Testing

@testable import KMeansCore

/// What a child takes of two parents, region by region.
struct RegionalCrossoverTests {
  /// Groups at 0, 10, 20 and, far away, at 1000, 1010, 1020: ten points each.
  private var x: Observations {
    get throws {
      try Observations(
        PointMatrix(
          [0, 10, 20, 1000, 1010, 1020].flatMap { group in
            (0..<10).map { [Double(group) + Double($0) * 0.1] }
          }))
    }
  }

  /// The minimum by Lloyd's steps alone, so that a bad one stays.
  private func individual(_ x: Observations, _ start: [Double]) throws -> Individual {
    let task = SearchTask(
      prepared: Prepared(x), configuration: QualityCase.settings(start.count),
      execution: Execution(kernels: .current, threads: 1, control: .free), progress: { _ in })
    let outcome = Run.finished(
      task.prepared, from: try PointMatrix(start.map { [$0] }),
      .descent(task.configuration), execution: task.execution)
    return Individual(
      outcome: outcome, sums: task.sums(outcome),
      weights: outcome.labels.weights(nil).map(\.rounded), steps: 1)
  }

  @Test func theBetterRegionsOfBothAreTaken() throws {
    let x = try x
    // Each has one side right, and on the other two groups in one and one group in two.
    let left = try individual(x, [0.4, 10.4, 20.4, 1000.2, 1000.7, 1015])
    let right = try individual(x, [0.2, 0.7, 15, 1000.4, 1010.4, 1020.4])
    #expect(left.objective > 400 && right.objective > 400)
    for (a, b) in [(left, right), (right, left)] {
      let child = try #require(RegionalCrossover(a, b).centroids())
      let means = (0..<6).map { child.point($0)[0] }.sorted()
      for (mean, group) in zip(means, [0, 10, 20, 1000, 1010, 1020]) {
        #expect(abs(mean - Double(group) - 0.45) < 1e-9)
      }
    }
    #expect(RegionalCrossover(left, left).centroids() == nil)
  }

  /// Three groups in two clusters, on each of two sides: both parents have as many clusters there.
  @Test func regionsWithAsManyClustersAreExchangedAlone() throws {
    let x = try Observations(
      PointMatrix(
        [0, 10, 22, 1000, 1010, 1022].flatMap { group in
          (0..<10).map { [Double(group) + Double($0) * 0.1] }
        }))
    let left = try individual(x, [5.45, 22.45, 1000.45, 1016.45])
    let right = try individual(x, [0.45, 16.45, 1005.45, 1022.45])
    #expect(left.outcome.labels.sizes == [20, 10, 10, 20])
    for (a, b) in [(left, right), (right, left)] {
      let child = try #require(RegionalCrossover(a, b).centroids())
      let means = (0..<4).map { child.point($0)[0] }.sorted()
      for (mean, expected) in zip(means, [5.45, 22.45, 1005.45, 1022.45]) {
        #expect(abs(mean - expected) < 1e-9)
      }
    }
  }

  /// One parent has a cluster too many on one side, the other on the other.
  @Test func regionsWithOtherNumbersOfClustersAreExchangedInPairs() throws {
    let x = try x
    let much = try individual(x, [0.2, 0.7, 10.4, 20.4, 1000.4, 1015.4])
    let right = try individual(x, [0.4, 10.4, 20.4, 1000.4, 1010.4, 1020.4])
    #expect(right.objective < much.objective)
    // All that differs comes from the better parent, which is no child.
    #expect(RegionalCrossover(much, right).centroids() == nil)
    #expect(RegionalCrossover(right, much).centroids() == nil)
  }

  /// Two regions have a cluster too many and two have one too few. The one that gains most pays for
  /// the one that loses least, and the other two, which would lose together, stay.
  @Test func theCheapestRegionsAreExchangedForEachOther() throws {
    // On every side two groups, and what parts them: what one cluster costs more than two is five
    // times its square, about.
    let gaps: [Double] = [10, 2, 2.5, 4.5]
    var values: [[Double]] = []
    for (side, gap) in gaps.enumerated() {
      for group in [0, gap] {
        let place = Double(side) * 1000 + group
        for number in 0..<10 { values.append([place + Double(number) / 10]) }
      }
    }
    let x = try Observations(PointMatrix(values))
    let first = try individual(x, [5.45, 1000.45, 1002.45, 2001.7, 3000.45, 3004.95])
    let second = try individual(x, [0.45, 10.45, 1001.45, 2000.45, 2002.95, 3002.7])
    #expect(first.outcome.labels.sizes == [20, 10, 10, 20, 10, 10])
    #expect(second.outcome.labels.sizes == [10, 10, 20, 10, 10, 20])
    for (a, b) in [(first, second), (second, first)] {
      let child = try #require(RegionalCrossover(a, b).centroids())
      let means: [Double] = (0..<6).map { child.point($0)[0] }.sorted()
      let expected: [Double] = [0.45, 10.45, 1001.45, 2001.7, 3000.45, 3004.95]
      for (mean, expected) in zip(means, expected) {
        #expect(abs(mean - expected) < 1e-9)
      }
    }
  }

  /// Three regions have a cluster too many and only one has one too few, which is dear: the region
  /// that gains most pays for it, and the others stay.
  @Test func theRegionThatGainsMostComesFirst() throws {
    let sides: [[Double]] = [[0, 2], [0, 10], [0, 2.5], [0, 4.5], [0, 30, 60]]
    var values: [[Double]] = []
    for (side, groups) in sides.enumerated() {
      for group in groups {
        for number in 0..<10 { values.append([Double(side) * 1000 + group + Double(number) / 10]) }
      }
    }
    let x = try Observations(PointMatrix(values))
    let first = try individual(
      x, [1.45, 1005.45, 2001.7, 3000.45, 3004.95, 4000.45, 4030.45, 4060.45])
    let second = try individual(
      x, [0.45, 2.45, 1000.45, 1010.45, 2000.45, 2002.95, 3002.7, 4030.45])
    #expect(first.outcome.labels.sizes == [20, 20, 20, 10, 10, 10, 10, 10])
    #expect(second.outcome.labels.sizes == [10, 10, 10, 10, 10, 10, 20, 30])
    for (a, b, expected) in [
      (first, second, [1.45, 1000.45, 1010.45, 2001.7, 3002.7, 4000.45, 4030.45, 4060.45]),
      (second, first, [1.45, 1000.45, 1010.45, 2000.45, 2002.95, 3000.45, 3004.95, 4030.45]),
    ] {
      let child = try #require(RegionalCrossover(a, b).centroids())
      let means: [Double] = (0..<8).map { child.point($0)[0] }.sorted()
      for (mean, expected) in zip(means, expected) { #expect(abs(mean - expected) < 1e-9) }
    }
  }

  /// Where a child is made, it costs less than its first parent: by every region that it takes.
  @Test func childrenCostLessThanTheirFirstParent() throws {
    var children = 0
    for seed in UInt64(0)..<60 {
      var random = SplitMix(state: seed * 77 + 5)
      let sides = 2 + Int(random.unit() * 4)
      var values: [[Double]] = []
      for side in 0..<sides {
        for _ in 0..<4 {
          let place = Double(side) * 1000 + random.unit() * 60
          for _ in 0..<6 { values.append([place + random.unit()]) }
        }
      }
      let x = try Observations(PointMatrix(values))
      func parent() throws -> Individual {
        try individual(
          x, (0..<3 * sides).map { _ in values[Int(random.unit() * Double(values.count))][0] })
      }
      let (a, b) = (try parent(), try parent())
      for (one, other) in [(a, b), (b, a)] {
        guard let child = RegionalCrossover(one, other).centroids() else { continue }
        #expect(child.count == 3 * sides)
        children += 1
        let labels = try Textbook.assign(x.points, to: child)
        let cost = try Textbook.objective(x.points, labels, child)
        #expect(cost < one.objective, "seed \(seed): \(cost), \(one.objective)")
      }
    }
    #expect(children > 20, "\(children)")
  }
}
