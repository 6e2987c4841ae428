import KMeansCore
import Testing

@testable import KMeansReports

/// The points that pages show of many with weights: drawn by these.
struct WeightedSampleTests {
  private func points(_ count: Int) throws -> PointMatrix {
    try PointMatrix((0..<count).map { [Double($0), Double($0 % 7)] })
  }

  @Test("few points are shown whole, with their weights, but for those that weigh nothing")
  func few() throws {
    let weights = (0..<100).map { Double($0 % 4) }
    let x = try Observations(points(100), weights: weights)
    let positive = (0..<100).filter { $0 % 4 > 0 }
    let sample = try ExplainSample(of: x, seed: 1)
    #expect(sample.rows == positive && !sample.isDrawn && sample.total == 100)
    #expect(sample.x.weights == positive.map { weights[$0] })
    let drawn = DrawnPoints(of: x, most: 1000, seed: 1)
    #expect(drawn.points == positive && !drawn.isDrawn)
    #expect(drawn.weights == positive.map { weights[$0] })
    let whole = try Observations(points(100), weights: weights.map { $0 + 1 })
    let all = try ExplainSample(of: whole, seed: 1)
    #expect(all.rows == nil && all.x.weights == whole.weights)
  }

  @Test("many points are drawn by weight, and weigh how often", arguments: [1.0, 0.37])
  func many(unit: Double) throws {
    // A tenth of the points has two thirds of the weight.
    let weights = (0..<5000).map { ($0 % 10 == 0 ? 18 : $0 % 10 == 1 ? 0 : 1) * unit }
    let x = try Observations(points(5000), weights: weights)
    let sample = try ExplainSample(of: x, seed: 3)
    let found = try #require(sample.x.weights)
    let rows = try #require(sample.rows)
    #expect(sample.isDrawn && found.reduce(0, +) == 2000 && rows == rows.sorted())
    #expect(rows.allSatisfy { weights[$0] > 0 } && found.allSatisfy { $0 >= 1 })
    let heavy = zip(rows, found).reduce(0) { $0 + ($1.0 % 10 == 0 ? $1.1 : 0) }
    #expect(abs(heavy / 2000 - 9.0 / 13) < 0.05)
    for (place, row) in rows.enumerated() { #expect(sample.x.points[0, place] == Double(row)) }
    let drawn = DrawnPoints(of: x, most: 1000, seed: 3)
    #expect(drawn.isDrawn && drawn.weights?.reduce(0, +) == 1000)
    #expect(drawn.points.allSatisfy { weights[$0] > 0 })
  }
}
