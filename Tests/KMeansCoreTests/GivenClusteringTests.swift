import KMeansCore
import TestSupport
import Testing

/// `Clustering.given`: labels that are there already.
@Suite struct GivenClusteringTests {
  private static let rows: [[Double]] = (0..<60).map { (row: Int) -> [Double] in
    let values: [Int] = [row * row % 37 + 1, row * 7 % 11 + 1, row / 20 * 30 + 1]
    return values.map { Double($0) }
  }

  @Test(arguments: [Clusterer.Distance.euclidean, .cosine])
  func labelsOfAFitGiveTheFit(_ distance: Clusterer.Distance) throws {
    let weights: [Double] = (0..<60).map { Double(1 + $0 % 3) }
    let x = try Observations(PointMatrix(Self.rows), weights: weights)
    let fit = try Clusterer(.init(clusters: 4, distance: distance, seed: 5, tolerance: 0)).fit(x)
    for centroids in [fit.centroids, nil] {
      let told = try Clustering.given(
        fit.labels, of: x, centroids: centroids, configuration: fit.configuration,
        history: fit.history, stopReason: fit.stopReason)
      #expect(told.centroids == fit.centroids)
      #expect(told.objective == fit.objective)
      #expect(told.withinSumOfSquares == fit.withinSumOfSquares)
      #expect(told.totalSumOfSquares == fit.totalSumOfSquares)
      #expect(told.sizes == fit.sizes)
      #expect(told.warnings == fit.warnings)
      #expect(told.iterations == fit.iterations)
    }
  }

  @Test func anyLabelsHaveTheirMeans() throws {
    let x = try Observations(PointMatrix([[0.0, 1], [2, 1], [10, 1], [20, 5]]))
    let labels = try LabelMatrix(clusters: 3, labels: [0, 2, 0, 2])
    let told = try Clustering.given(labels, of: x, configuration: .init(clusters: 3))
    #expect(told.centroids.point(0) == [5, 1])
    #expect(told.centroids.point(2) == [11, 3])
    // The mean of all, for nobody is there.
    #expect(told.centroids.point(1) == [8, 2])
    #expect(told.sizes == [2, 0, 2])
    #expect(told.objective == 50 + 162 + 8)
    #expect(told.iterations == 0)
  }
}
