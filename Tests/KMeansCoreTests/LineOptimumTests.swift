import Foundation
import TestSupport
import Testing

@testable import KMeansCore

/// The optimum of points on a line against plain dynamic programming, and the search that uses it.
struct LineOptimumTests {
  /// Different values, some close together, with weights.
  private static func line(_ seed: Int, count: Int, weighted: Bool) -> LineValues {
    var random = SplitMix(state: UInt64(seed))
    let values = Set((0..<count).map { _ in Double(Int(random.next() % 1000)) / 8 }).sorted()
    let weights = values.map { _ in weighted ? Double(1 + random.next() % 9) : 1 }
    return LineValues(values: values, weights: weights)
  }

  /// What the values first ..< end cost, from the definition.
  private func cost(_ line: LineValues, _ run: Range<Int>) -> Double {
    let weight = run.reduce(0) { $0 + line.weights[$1] }
    let mean = run.reduce(0) { $0 + line.weights[$1] * line.values[$1] } / weight
    return run.reduce(0) {
      $0 + line.weights[$1] * (line.values[$1] - mean) * (line.values[$1] - mean)
    }
  }

  /// The least cost of k runs, by looking at all places where the last begins.
  private func least(_ line: LineValues, clusters: Int) -> Double {
    let n = line.values.count
    var best = (1...n).map { cost(line, 0..<$0) }
    for layer in 1..<max(clusters, 1) {
      for end in stride(from: n, through: layer + 1, by: -1) {
        best[end - 1] = (layer..<end).map { best[$0 - 1] + cost(line, $0..<end) }.min() ?? 0
      }
    }
    return best[n - 1]
  }

  @Test(arguments: 0..<120)
  func runsCostAsLittleAsAnyOthers(_ seed: Int) throws {
    let line = Self.line(seed, count: 2 + seed % 60, weighted: seed % 2 == 0)
    for clusters in 1...min(line.values.count, 9) {
      let truth = least(line, clusters: clusters)
      // All choices at once, and a block of them at a time.
      for mostKept in [1 << 20, 0] {
        let found = try #require(
          LineOptimum(line, clusters: clusters, mostKept: mostKept, mayStop: { false }))
        let ends = found.starts.dropFirst() + [line.values.count]
        let runs = zip(found.starts, ends).map { $0..<$1 }
        #expect(runs.allSatisfy { !$0.isEmpty } && found.starts[0] == 0)
        let total = runs.reduce(0) { $0 + cost(line, $1) }
        #expect(abs(total - truth) <= 1e-12 * (1 + truth))
        #expect(abs(found.cost - truth) <= 1e-12 * (1 + truth))
        #expect(found.bound <= found.cost)
        #expect(found.bound >= found.cost * (1 - 1e-12) - 1e-20)
      }
    }
  }

  @Test func minimaOfTotallyMonotoneMatrices() {
    for seed in 0..<200 {
      var random = SplitMix(state: UInt64(seed))
      let (rows, columns) = (1 + Int(random.next() % 12), 1 + Int(random.next() % 12))
      // Distances of ascending places are Monge; a coarse grid makes ties.
      let a = (0..<rows).map { _ in Int(random.next() % 20) }.sorted()
      let b = (0..<columns).map { _ in Int(random.next() % 20) }.sorted()
      let extra = (0..<columns).map { _ in Int(random.next() % 9) }
      let value = { (row: Int, column: Int) in
        (a[row] - b[column]) * (a[row] - b[column]) + extra[column]
      }
      var found = [Int32](repeating: -1, count: rows)
      TotallyMonotone.minima(rows: 0..<rows, columns: 0..<columns, into: &found) {
        value($0, $1) > value($0, $2)
      }
      for row in 0..<rows {
        let truth = (0..<columns).min { (value(row, $0), $0) < (value(row, $1), $1) }
        #expect(found[row] == Int32(truth ?? -1))
      }
    }
  }

  /// The search over a column that differs, of points whose other columns do not.
  private func search(
    _ values: [Double], clusters: Int, weights: [Double]? = nil, threads: Int = 1
  ) throws -> Clustering {
    let x = try Observations(
      PointMatrix(values.map { [3, $0, -1] }), weights: weights)
    let task = SearchTask(
      prepared: Prepared(x),
      configuration: Clusterer.Configuration(clusters: clusters, tolerance: 0),
      execution: .test(threads: threads), progress: { _ in })
    let search = try #require(LineSearch(task: task, usual: Restarts(task: task)))
    return try #require(search.clustering())
  }

  @Test(arguments: 0..<20)
  func theSearchEndsAtTheOptimum(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let values = (0..<200).map { _ in Double(Int(random.next() % 4000)) / 16 }
    let weights = values.map { _ in Double(random.next() % 4) }
    for clusters in [1, 2, 7, 30] {
      let found = try search(values, clusters: clusters, weights: weights)
      let line = LineValues(
        try Observations(PointMatrix(values.map { [$0] }), weights: weights), feature: 0)
      let truth = least(line, clusters: clusters)
      #expect(abs(found.objective - truth) <= 1e-12 * truth)
      #expect(found.bound?.method == .line)
      let bound = try #require(found.bound)
      #expect(bound.proves(found.objective))
      #expect(found.iterations <= 2)
      let again = try search(values, clusters: clusters, weights: weights, threads: 1)
      #expect(found == again)
      let others = try search(values, clusters: clusters, weights: weights, threads: 3)
      #expect(others.labels == found.labels && others.centroids == found.centroids)
    }
  }

  @Test func moreClustersThanValuesAreAnswered() throws {
    let found = try search([1, 1, 1, 2, 2, 5], clusters: 5)
    #expect(found.objective == 0)
    #expect(Set(found.labels.values).count == 3)
  }

  @Test func squaresThatOverflowAreLeftToOthers() {
    let line = LineValues(values: [0, 0x1p470], weights: [1, 0x1p400])
    #expect(LineOptimum(line, clusters: 1, mayStop: { false }) == nil)
  }

  /// Weights that differ by more than sums have digits: the usual search is tried as well.
  @Test func whatCannotBeProvenIsNoWorseThanUsual() throws {
    let (values, weights) = ([1.0, 2, 3, 5, 9, 11], [1e60, 1, 1e-60, 1e40, 1e-40, 1e20])
    let found = try search(values, clusters: 3, weights: weights)
    let x = try Observations(PointMatrix(values.map { [3, $0, -1] }), weights: weights)
    let usual = try Clusterer(Clusterer.Configuration(clusters: 3, tolerance: 0)).fit(x)
    #expect(found.objective <= usual.objective)
    #expect(found.stopReason == .labelsUnchanged)
  }
}
