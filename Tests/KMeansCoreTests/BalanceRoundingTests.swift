import Testing

@testable import KMeansCore

/// One far value makes the costs of a balanced fit coarse: then no proof is claimed.
struct BalanceRoundingTests {
  private func fit(outlier: Double) throws -> Clustering.Balance {
    var random = SplitMix(state: 3)
    var points = (0..<400).map { _ in [random.unit(), random.unit()] }
    points.append([outlier, outlier])
    var configuration = Clusterer.Configuration(clusters: 5, tolerance: 0)
    configuration.sizeLimits = .points(most: 101)
    let clustering = try Clusterer(configuration).fit(PointMatrix(points))
    return try #require(clustering.balance)
  }

  @Test func theGapHasTheRoundingOfCosts() throws {
    let near = try fit(outlier: 10)
    #expect(near.isProven && near.gap == 0)
    let far = try fit(outlier: 1e9)
    #expect(!far.isProven)
    #expect(far.gap >= 400 * far.unit)
    #expect(far.gap >= far.primal - far.dual)
  }
}
