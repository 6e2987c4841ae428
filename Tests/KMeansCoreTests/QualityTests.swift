import TestSupport
import Testing

@testable import KMeansCore

/// What the qualities `better` and `best` find.
struct QualityTests {
  private func isEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(a, b, 1e-12) }

  /// Hundreds of small sets, with weights and equal points, against all divisions.
  @Test(arguments: 0..<8)
  func bestIsTheOptimumOfSmallSets(_ part: Int) throws {
    for seed in part * 40..<(part + 1) * 40 {
      var random = SplitMix(state: UInt64(seed) + 99)
      let count = 4 + Int(random.unit() * 6)
      let k = 2 + Int(random.unit() * 3)
      let x = QualityCase.points(count, 1 + seed % 3, &random, most: seed % 2 == 0 ? 6 : 1e6)
      let weights: [Double]? =
        seed % 3 == 0 ? (0..<count).map { _ in 0.25 + random.unit() * 4 } : nil
      let found = try Clusterer(QualityCase.settings(k, effort: 12, seed: UInt64(seed))).fit(
        x, weights: weights)
      let least = QualityCase.optimum(x, weights ?? Array(repeating: 1, count: count), k)
      #expect(isEqual(found.objective, least), "seed \(seed): \(found.objective), \(least)")
    }
  }

  @Test(arguments: [
    (4, 12881.05), (5, 10126.72), (6, 8575.41), (7, 7126.20), (8, 6149.64), (9, 5181.65),
    (10, 4446.28),
  ])
  func ruspini(_ k: Int, _ known: Double) throws {
    let found = try Clusterer(QualityCase.settings(k, effort: 40)).fit(
      try PointMatrix(QualityCase.ruspini))
    #expect(abs(found.objective - known) < 0.006, "\(found.objective)")
  }

  /// Published optima: O. du Merle, P. Hansen, B. Jaumard and N. Mladenović, "An interior point
  /// algorithm for minimum sum-of-squares clustering", SIAM Journal on Scientific Computing 21,
  /// 2000, doi:10.1137/S1064827597328327.
  @Test(
    .enabled(if: TestData.isPresent),
    arguments: [
      (2, 152.348), (3, 78.851), (4, 57.228), (5, 46.446), (6, 39.040), (7, 34.298), (8, 29.989),
      (9, 27.786), (10, 25.834),
    ])
  func iris(_ k: Int, _ known: Double) throws {
    let found = try Clusterer(QualityCase.settings(k, effort: 40)).fit(try TestData.iris())
    #expect(abs(found.objective - known) < 0.0011, "\(found.objective)")
  }

  /// A few starts merged are below ten starts.
  @Test func betterIsBelowTenStarts() throws {
    for seed in UInt64(0)..<5 {
      var random = SplitMix(state: seed + 1)
      var values: [Double] = []
      for _ in 0..<2000 { values.append(random.unit()) }
      let x = try PointMatrix(dimensions: 2, values: values)
      var ten = QualityCase.settings(100, .fast, seed: seed)
      ten.restarts = 10
      let (plain, better) = (
        try Clusterer(ten).fit(x),
        try Clusterer(QualityCase.settings(100, .better, seed: seed)).fit(x)
      )
      #expect(better.objective < plain.objective * 0.99)
    }
  }

  @Test func theAccountSaysHowItWent() throws {
    let x = try PointMatrix(QualityCase.ruspini)
    let found = try Clusterer(QualityCase.settings(7, effort: 30)).fit(x)
    let search = try #require(found.search)
    #expect(search.effort == 30 && search.ending == .effort)
    #expect(search.startObjectives.count == 24 && search.bestObjectives.count == 31)
    // 16 children a generation; one that begins anew has 24 starts, or champions alone.
    #expect((24 + 28 * 16...24 + 28 * 16 + 48).contains(search.individuals) && search.found > 1)
    #expect(search.bestObjectives == search.bestObjectives.sorted(by: >))
    #expect(search.bestObjectives.first == search.startObjectives.min())
    #expect(search.bestObjectives.last == found.objective)
    #expect(try Clusterer(QualityCase.settings(7, .fast)).fit(x).search == nil)
    let better = try #require(try Clusterer(QualityCase.settings(7, .better)).fit(x).search)
    #expect(better.effort == 2 && better.startObjectives.count == 4)
  }

  @Test func settingsThatASearchDoesNotHaveAreRefused() throws {
    let x = try PointMatrix(QualityCase.ruspini)
    let cases: [(inout Clusterer.Configuration) -> Void] = [
      { $0.variant = .bisecting }, { $0.variant = .miniBatch },
      { $0.sizeLimits = .equal },
      { $0.initialization = .centroids(x.selecting([0, 30, 60])) },
      { $0.initialization = .extending(x.selecting([0])) },
      { $0.effort = -1 },
      {
        $0.quality = .better
        $0.effort = 3
      },
      {
        $0.quality = .fast
        $0.effort = 3
      },
    ]
    for change in cases {
      var settings = QualityCase.settings(3)
      change(&settings)
      #expect(throws: ConfigurationError.self) { try settings.validated() }
    }
    #expect(try QualityCase.settings(3, effort: 0).validated().quality == .best)
  }
}
