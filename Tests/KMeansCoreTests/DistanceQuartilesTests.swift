import TestSupport
import Testing

@testable import KMeansCore

/// Quartiles of distances, against sorted copies.
struct DistanceQuartilesTests {
  private static func points(_ count: Int, _ d: Int) throws -> PointMatrix {
    let random = CounterRandom(seed: 6)
    return try PointMatrix(
      dimensions: d, values: (0..<count * d).map { (random.uniform($0) * 20).rounded() })
  }

  @Test(arguments: [Clusterer.Distance.euclidean, .cosine], [false, true])
  func integerWeightsAreCopies(_ distance: Clusterer.Distance, _ isWeighted: Bool) throws {
    let x = try Self.points(400, 3)
    let weights = isWeighted ? (0..<400).map { Double($0 % 4) } : nil
    let fit = try Clusterer(Clusterer.Configuration(clusters: 6, distance: distance)).fit(
      x, weights: weights)
    let seen = try distance.seen(x)
    for threads in [1, 2, 5] {
      let found = try fit.distanceQuartiles(of: x, weights: weights, threads: threads)
      for cluster in 0..<6 {
        let sorted = (0..<400).filter { fit.labels[$0] == cluster }.flatMap { point in
          let length = Textbook.squaredDistance(
            seen.point(point), fit.centroids.point(cluster)
          ).squareRoot()
          return Array(repeating: length, count: weights.map { Int($0[point]) } ?? 1)
        }.sorted()
        // The least up to which a share lies, by copies.
        func least(_ share: Double) -> Double {
          sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
        }
        #expect(found.lower[cluster] == least(0.25))
        #expect(found.median[cluster] == least(0.5))
        #expect(found.upper[cluster] == least(0.75))
      }
    }
  }

  @Test func theUnitOfWeightsIsOfNoAccount() throws {
    let x = try Self.points(300, 2)
    let y = try LabelMatrix(clusters: 2, labels: (0..<300).map { Int32($0 % 2) })
    let m = try PointMatrix([[3, 3], [12, 12]])
    let weights = (0..<300).map { Double($0 % 7 + 1) }
    let found = try DistanceQuartiles(x, y, m, weights: weights)
    for unit in [0x1p-40, 0x1p40] {
      #expect(try DistanceQuartiles(x, y, m, weights: weights.map { $0 * unit }) == found)
    }
    #expect(
      try DistanceQuartiles(x, y, m, weights: Array(repeating: 5, count: 300))
        == DistanceQuartiles(x, y, m))
  }

  @Test func fences() throws {
    let x = try PointMatrix([[0], [1], [2], [4], [50], [51], [99]])
    let y = try LabelMatrix(clusters: 4, labels: [0, 0, 0, 0, 1, 1, 2])
    let m = try PointMatrix([[0], [50.5], [99], [7]])
    let found = try DistanceQuartiles(x, y, m)
    #expect(found.lower == [0, 0.5, 0, 0] && found.median == [1, 0.5, 0, 0])
    #expect(found.upper == [2, 0.5, 0, 0])
    #expect(found.fence(of: 0) == 8 && found.fence(of: 0, factor: 0) == 2)
    // One or two points have no spread, nor has a cluster without any.
    for cluster in 1..<4 { #expect(found.fence(of: cluster) == .infinity) }
    let further = try PointMatrix([[8], [8.5], [-8.5], [60], [1000]])
    let two = try TwoNearest(further, try PointMatrix([[0], [50.5], [99], [1e6]]))
    #expect(found.outliers(among: two) == [false, true, true, false, false])
    #expect(found.outliers(among: two, factor: 4) == [false, false, false, false, false])
  }

  /// With many features distances hardly differ, and still a far point is told from the others.
  @Test func manyFeatures() throws {
    let (d, random) = (400, CounterRandom(seed: 1))
    let x = try PointMatrix(dimensions: d, values: (0..<500 * d).map { random.uniform($0) })
    let fit = try x.clustered(into: 1)
    let quartiles = try fit.distanceQuartiles(of: x)
    #expect(quartiles.outliers(among: try fit.twoNearest(of: x)).allSatisfy { !$0 })
    // Every value half as far again from the middle: one and a half times as far from the mean.
    let far = try PointMatrix([(0..<d).map { 0.5 + 1.5 * (random.uniform($0) - 0.5) }])
    let reach = try fit.twoNearest(of: far)
    #expect(quartiles.outliers(among: reach) == [true])
    // Twice the root mean square would be no outlier's.
    #expect(reach.distancesSquared[0] < 4 * fit.objective / 500)
  }
}
