import Foundation
import Testing

@testable import KMeansCore

/// Assignments under limits on sizes against others that are found by trying, and the promises of
/// the fits that they make.
struct BalancedTests {
  /// Small cases with ties and duplicates: points on a coarse grid.
  private static func points(_ random: inout SplitMix, _ n: Int, _ d: Int, _ grid: Int) -> [Double]
  {
    (0..<n * d).map { _ in Double(Int(random.next() % UInt64(grid))) }
  }

  private func assignment(
    _ x: Observations, _ m: PointMatrix, _ limits: ClosedRange<Int>, fewCosts: Int = 1 << 14,
    _ execution: Execution = .test(threads: 1)
  ) -> (labels: LabelMatrix, prices: ClusterPrices?) {
    var balanced = Balanced(
      x, limits: .of(limits, x), clusters: m.count, execution: execution)
    balanced.fewCosts = fewCosts
    var labels = LabelMatrix(unset: x.count, clusters: m.count)
    _ = balanced.assign(
      to: m, after: .infinite(clusters: m.count), labels: &labels, mayStop: false)
    return (labels, balanced.prices)
  }

  private func check(
    _ x: Observations, _ m: PointMatrix, _ limits: ClosedRange<Int>, _ least: Int128,
    fewCosts: Int
  ) throws {
    let found = assignment(x, m, limits, fewCosts: fewCosts)
    let prices = try #require(found.prices)
    let proof = BalanceProof(
      x.rows, m, found.labels, prices, limits: .of(limits, x), execution: .test(threads: 1))
    #expect(proof.primal == least)
    #expect(proof.dual == least)
    #expect(found.labels.sizes.allSatisfy { limits.contains($0) })
  }

  @Test(arguments: 0..<300)
  func smallCasesCostAsLittleAsAnyAssignment(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let n = 3 + Int(random.next() % 6)
    let k = 1 + Int(random.next() % UInt64(min(n, 4)))
    let d = 1 + Int(random.next() % 3)
    let x = try Observations(
      PointMatrix(dimensions: d, values: Self.points(&random, n, d, 2 + seed % 6)))
    let m = try PointMatrix(dimensions: d, values: Self.points(&random, k, d, 2 + seed % 6))
    let least = Int(random.next() % UInt64(n / k + 1))
    let most = (n + k - 1) / k + Int(random.next() % 3)
    let costs = BalancedTruth.costs(x, m, CostGrid(x.box, m, greatestWeight: 1))
    let truth = try #require(BalancedTruth.leastByTrial(costs, least...most))
    #expect(BalancedTruth.least(costs, least...most) == truth)
    try check(x, m, least...most, truth, fewCosts: 0)
    try check(x, m, least...most, truth, fewCosts: 1 << 14)
  }

  @Test(arguments: 0..<40)
  func largerCasesCostAsLittleAsPathsOverPoints(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(1000 + seed))
    let n = 20 + Int(random.next() % 60)
    let k = 1 + Int(random.next() % 12)
    let d = 1 + Int(random.next() % 5)
    let x = try Observations(
      PointMatrix(
        dimensions: d,
        values: seed % 2 == 0
          ? Self.points(&random, n, d, 7) : (0..<n * d).map { _ in random.normal() }),
      weights: seed % 3 == 0 ? (0..<n).map { _ in Double(random.next() % 4) } : nil)
    let m = try PointMatrix(dimensions: d, values: (0..<k * d).map { _ in 3 + random.normal() })
    let counted = x.weights?.count { $0 > 0 } ?? n
    let least = Int(random.next() % UInt64(counted / k + 1))
    let most = (counted + k - 1) / k + Int(random.next() % 3)
    let costs = BalancedTruth.costs(
      x, m, CostGrid(x.box, m, greatestWeight: x.weights?.max() ?? 1))
    let truth = BalancedTruth.least(costs, least...most)
    let found = assignment(x, m, least...most, fewCosts: 0)
    let prices = try #require(found.prices)
    let proof = BalanceProof(
      x.rows, m, found.labels, prices, limits: .of(least...most, x), execution: .test(threads: 1))
    #expect(proof.primal == truth)
    #expect(proof.dual == truth)
    var sizes = [Int](repeating: 0, count: k)
    for i in 0..<n where x.rows.weight(i) > 0 { sizes[Int(found.labels.values[i])] += 1 }
    #expect(sizes.allSatisfy { (least...most).contains($0) })
  }

  /// Points that nearly tie, where float alone would err.
  @Test func aSmallerMarginOfTheScreenWouldBeWrong() throws {
    var wrong = 0
    for seed in 0..<20 {
      var random = SplitMix(state: UInt64(7000 + seed))
      let (n, k, d) = (120, 4, 2)
      let x = try Observations(
        PointMatrix(
          dimensions: d,
          values: (0..<n * d).map { _ in Double(random.next() % 5) + 1e-8 * random.normal() }))
      let m = try PointMatrix(
        dimensions: d, values: (0..<k * d).map { _ in Double(random.next() % 5) })
      let costs = BalancedTruth.costs(x, m, CostGrid(x.box, m, greatestWeight: 1))
      let truth = BalancedTruth.least(costs, 20...50)
      for scale in [1.0, 0] {
        var execution = Execution.test(threads: 1)
        execution.errorScale = scale
        let found = assignment(x, m, 20...50, fewCosts: 0, execution)
        let proof = BalanceProof(
          x.rows, m, found.labels, try #require(found.prices), limits: .of(20...50, x),
          execution: execution)
        if scale == 1 {
          #expect(proof.primal == truth && proof.dual == truth)
        } else if proof.primal != truth || proof.dual != truth {
          wrong += 1
        }
      }
    }
    #expect(wrong > 0)
  }

  /// Costs that are no squares, or are rounded, lead elsewhere here.
  @Test func squaredDistancesCountWhateverTheScale() throws {
    for scale in [1, 1e-4, 1e9] {
      let x = try Observations(
        PointMatrix(dimensions: 2, values: [-1, 20, 2, 0].map { $0 * scale }))
      let m = try PointMatrix(dimensions: 2, values: [0, 0, 10, 0].map { $0 * scale })
      let found = assignment(x, m, 1...1)
      #expect(found.labels.values == [0, 1])
      let proof = BalanceProof(
        x.rows, m, found.labels, try #require(found.prices), limits: .of(1...1, x),
        execution: .test(threads: 1))
      let balance = proof.balance(scale: 1)
      #expect(abs(balance.primal / (scale * scale) - 465) < 1e-9)
      #expect(balance.gap == 0)
    }
  }
}

/// Assignments that SciPy found; see Scripts/fixtures/scipy-assignments.py.
struct BalancedOracleTests {
  struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let dimensions: Int
    let points: [Double]
    let centroids: [Double]
    let least: Int
    let most: Int
    let cost: Double

    var testDescription: String { name }

    static func all() throws -> [Case] {
      struct Fixture: Decodable { let cases: [Case] }
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/assignments.json")
      return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).cases
    }
  }

  @Test(arguments: try! Case.all())
  func costsAreThoseOfSciPy(_ found: Case) throws {
    let x = try Observations(PointMatrix(dimensions: found.dimensions, values: found.points))
    let m = try PointMatrix(dimensions: found.dimensions, values: found.centroids)
    for fewCosts in [0, 1 << 14] {
      var balanced = Balanced(
        x, limits: .of(found.least...found.most, x), clusters: m.count,
        execution: .test(threads: 2))
      balanced.fewCosts = fewCosts
      var labels = LabelMatrix(unset: x.count, clusters: m.count)
      _ = balanced.assign(
        to: m, after: .infinite(clusters: m.count), labels: &labels, mayStop: false)
      let cost = try x.points.objective(labels, m)
      #expect(abs(cost - found.cost) <= 1e-12 * found.cost)
      #expect(labels.sizes.allSatisfy { (found.least...found.most).contains($0) })
    }
  }
}

extension ClusterLimits {
  /// Limits on numbers of points.
  fileprivate static func of(_ range: ClosedRange<Int>, _ x: Observations) -> ClusterLimits {
    ClusterLimits(points: range, total: x.weights?.count { $0 > 0 } ?? x.count)
  }
}
