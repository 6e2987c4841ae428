import TestSupport
import Testing

@testable import KMeansCore

/// Few weighted points that stand for many, and the early generations that see them.
struct PointSummaryTests {
  private func summary(
    _ x: Observations, cells: Int, threads: Int = 2
  ) -> PointSummary {
    PointSummary(
      x, cells: cells,
      execution: Execution(kernels: .current, threads: threads, control: .free))
  }

  /// Σ over all points of what they weigh, their mean and scatter are those of the cells.
  @Test(arguments: [(1000, 1, 40), (3000, 2, 200), (700, 5, 64), (50, 3, 500)])
  func theCellsHaveWhatThePointsHave(_ shape: (count: Int, d: Int, cells: Int)) throws {
    let points = NestedCase.groups(shape.count, shape.d, seed: 7)
    for weights in [nil, NestedCase.weights(1, shape.count)] {
      let x = try Observations(points, weights: weights)
      let found = summary(x, cells: shape.cells)
      #expect(found.points.count <= shape.cells && found.weights.count == found.points.count)
      let different = Set((0..<shape.count).map { points.point($0) }).count
      #expect(found.points.count == min(shape.cells, different) || weights != nil)
      let means = try Observations(found.points, weights: found.weights)
      let whole = weights?.reduce(0, +) ?? Double(shape.count)
      #expect(abs(found.weights.reduce(0, +) - whole) <= 1e-9 * whole)
      for (a, b) in zip(means.means, x.means) { #expect(abs(a - b) <= 1e-9 * max(1, abs(b))) }
      let total = means.totalSumOfSquares + found.scatter
      #expect(abs(total - x.totalSumOfSquares) <= 1e-9 * x.totalSumOfSquares)
    }
  }

  /// Many cells leave little scatter: a cell is cut where it is widest, the widest cell first.
  @Test func theWidestCellsAreCutFirst() throws {
    let x = try Observations(
      PointMatrix((0..<64).map { [Double($0 % 8), Double($0 / 8) * 100] }))
    let rows = summary(x, cells: 8)
    #expect(Set((0..<8).map { rows.points.point($0)[0] }) == [3.5])
    #expect(rows.weights == Array(repeating: 8, count: 8))
    let one = summary(try Observations(PointMatrix([[1, 2], [1, 2], [1, 2]])), cells: 3)
    #expect(one.points.count == 1 && one.weights == [3] && one.scatter == 0)
  }

  @Test func threadsChangeNothing() throws {
    let x = try Observations(NestedCase.groups(20_000, 3, seed: 1))
    let first = summary(x, cells: 900, threads: 1)
    for threads in [2, 7] {
      let other = summary(x, cells: 900, threads: threads)
      #expect(other.points == first.points && other.weights == first.weights)
      #expect(other.scatter == first.scatter)
    }
  }

  /// Just enough points to be summarised.
  private var many: PointMatrix { NestedCase.groups(100_500, 2, seed: 3, step: 0.001) }

  @Test func aSearchOfManyPointsHasTheSameBitsHoweverItIsCarriedOut() throws {
    let x = try Observations(many)
    let settings = QualityCase.settings(9, effort: 2, seed: 5)
    func fit(_ kernels: Kernels, _ threads: Int) throws -> Clustering {
      try #require(
        settings.quality.search(
          SearchTask(
            prepared: Prepared(x, starts: 2), configuration: settings,
            execution: Execution(kernels: kernels, threads: threads, control: .free),
            progress: { _ in })
        ).clustering())
    }
    let first = try fit(.current, 1)
    #expect(first.search?.summary?.effort == 2)
    for (kernels, threads) in [(Kernels.current, 2), (.current, 7), (Kernels.all[0], 2)] {
      let other = try fit(kernels, threads)
      #expect(other.labels == first.labels && other.centroids == first.centroids)
      #expect(other.objective == first.objective && other.search == first.search)
    }
    #expect(try Textbook.assign(many, to: first.centroids) == first.labels)
  }

  @Test func theAccountTellsOfTheSummary() throws {
    let found = try Clusterer(QualityCase.settings(12, effort: 3)).fit(many)
    let search = try #require(found.search)
    let summary = try #require(search.summary)
    #expect(summary.points == 1 << 14)
    #expect(search.effort == 3 && search.ending == .effort && summary.effort == 3)
    #expect(search.bestObjectives.count == 4)
    #expect(search.bestObjectives == search.bestObjectives.sorted(by: >))
    #expect(search.bestObjectives.last == found.objective)
    #expect(search.individuals > summary.individuals && summary.individuals == 24 + 3 * 16)
    // J of the summary and its scatter is J of the same clusters of all points.
    #expect(search.startObjectives.allSatisfy { $0 > found.objective * 0.999 })
    #expect(found.isConverged)
    #expect(try Clusterer(QualityCase.settings(12, effort: 0)).fit(many).search?.effort == 0)
    #expect(try Clusterer(QualityCase.settings(12, .better)).fit(many).search?.summary?.effort == 2)
  }

  /// A search that is stopped while it sees all points is repeated by its effort.
  @Test func whatWasStoppedIsRepeatedByItsEffort() throws {
    var settings = QualityCase.settings(3)
    settings.restarts = 4
    let stop = StopSignal()
    var generation = 0
    let stopped = try Clusterer(settings).fit(
      many,
      progress: {
        generation = $0.search?.generation ?? generation
        // The first iteration on all points comes after the early generations.
        if $0.search == nil && $0.iteration > 0 { stop.stop() }
      }, stop: stop)
    #expect(generation > 0 && stopped.search == nil && stopped.stopReason == .interrupted)
    let (early, later) = (generation, StopSignal())
    let further = try Clusterer(settings).fit(
      many, progress: { if ($0.search?.generation ?? 0) > early { later.stop() } }, stop: later)
    let search = try #require(further.search)
    #expect(search.effort == early + 1 && search.summary?.effort == early)
    settings.effort = search.effort
    let again = try Clusterer(settings).fit(many)
    #expect(again.labels == further.labels && again.objective == further.objective)
    #expect(again.search?.bestObjectives == search.bestObjectives)
  }
}
