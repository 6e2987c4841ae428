import KMeansCore
import Testing

/// The cells of splits in the plane.
struct SplitCellTests {
  /// Twelve groups in rows and columns, so that splits cross each other's lines.
  private func clustering(_ distance: Clusterer.Distance) throws -> (PointMatrix, Clustering) {
    var random = SplitMix(state: 12)
    var values: [Double] = []
    for i in 0..<480 {
      values.append(Double(i % 4) * 6 - 7 + random.normal())
      values.append(Double(i % 3) * 8 - 9 + random.normal())
    }
    let x = try PointMatrix(dimensions: 2, values: values)
    let configuration = Clusterer.Configuration(
      clusters: 9, distance: distance, variant: .bisecting, restarts: 2, seed: 3)
    return (x, try Clusterer(configuration).fit(x))
  }

  @Test(arguments: Clusterer.Distance.allCases)
  func everyPointLiesInItsOwnCell(distance: Clusterer.Distance) throws {
    let (x, clustering) = try clustering(distance)
    let bisection = try #require(clustering.bisection)
    let cells = try VoronoiCells(of: bisection, least: (-50, -50), greatest: (50, 50))
    #expect(cells.polygons.count == 9)
    var area = 0.0
    for polygon in cells.polygons {
      for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        area += (a.x * b.y - b.x * a.y) / 2
      }
    }
    #expect(abs(area - 10_000) < 1e-6)
    for point in 0..<x.count {
      let polygon = cells.polygons[Int(clustering.labels.values[point])]
      #expect(polygon.count >= 3)
      for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        let (px, py) = (x[0, point], x[1, point])
        #expect((b.x - a.x) * (py - a.y) - (b.y - a.y) * (px - a.x) >= -1e-9)
      }
    }
    // Nearest centroids would have other cells.
    let nearest = try VoronoiCells(
      of: clustering.centroids, least: (-50, -50), greatest: (50, 50))
    #expect((nearest.polygons == cells.polygons) == false)
  }

  @Test func equalCentroidsAndOtherDimensions() throws {
    let same = Bisection(splits: [
      .init(cluster: 0, centroids: try PointMatrix([[1, 1], [1, 1]]), objective: 0)
    ])
    let cells = try VoronoiCells(of: same, least: (0, 0), greatest: (1, 1))
    #expect(cells.polygons.map(\.count) == [4, 0])
    let solid = Bisection(splits: [
      .init(cluster: 0, centroids: try PointMatrix([[1, 1, 2], [1, 1, 3]]), objective: 0)
    ])
    #expect(throws: MatrixError.self) {
      try VoronoiCells(of: solid, least: (0, 0), greatest: (1, 1))
    }
  }
}
