import Testing

@testable import KMeansCore

/// What the founding text says of the alternation, on seeded blobs.
struct PropertyTests {
  /// Four points worked by hand: a square's corners, two clusters, from (0, 0) and (0, 1).
  @Test(arguments: [Clusterer.Algorithm.textbook, .lloyd])
  func fourPointsByHand(_ algorithm: Clusterer.Algorithm) throws {
    let x = try PointMatrix([[0, 0], [0, 1], [4, 0], [4, 2]])
    let start = try PointMatrix([[0, 0], [0, 1]])
    let clustering = try Clusterer(
      Clusterer.Configuration(
        clusters: 2, initialization: .centroids(start), tolerance: 0, algorithm: algorithm)
    ).fit(x)
    // 1: labels 0 1 0 1, means (2, 0) and (2, 1.5), J = 4 + 4.25 + 4 + 4.25.
    // 2: (0,1) is 5 from (2,0) and 4.25 from (2,1.5): nothing changes.
    #expect(clustering.labels.values == [0, 1, 0, 1])
    #expect(clustering.centroids == (try PointMatrix([[2, 0], [2, 1.5]])))
    #expect(clustering.history == [16.5, 16.5])
    #expect(clustering.objective == 16.5)
    #expect(clustering.iterations == 2)
    #expect(clustering.stopReason == .labelsUnchanged)
    #expect(clustering.withinSumOfSquares == [8, 8.5])
    // Means (2, 0.75); 4·4 + 2·0.5625 + 0.0625 + 1.5625.
    #expect(clustering.totalSumOfSquares == 18.75)
    #expect(clustering.betweenSumOfSquares == 2.25)
  }

  @Test(arguments: 0..<6)
  func objectiveNeverRisesAndEndsAtItsOwn(seed: Int) throws {
    let x = try Observations(blobs(400, 5, seed))
    let clustering = try fit(x, clusters: 7, seed: seed)
    for (before, after) in zip(clustering.history, clustering.history.dropFirst()) {
      #expect(after <= before)
    }
    let last = try #require(clustering.history.last)
    #expect(abs(last - clustering.objective) <= 1e-13 * clustering.objective)
    #expect(
      try x.points.objective(clustering.labels, clustering.centroids) == clustering.objective)
  }

  /// Values whose spread is a few units in their last place: J may rise there, by what roundings
  /// explain.
  @Test func objectiveRisesByNoMoreThanRoundings() throws {
    var rises = 0
    for seed in 0..<40 {
      var dice = Dice(seed: UInt64(seed + 1))
      let values = (0..<400).map { _ in 1e12 + Double(dice.below(16)) * 1e12.ulp }
      let x = try Observations(PointMatrix(dimensions: 2, values: values))
      let found = try Clusterer(
        Clusterer.Configuration(clusters: 8, seed: UInt64(seed), iterationLimit: 60, tolerance: 0)
      ).fit(x)
      let centroids = Double(x.count) * 2 * (1e12.ulp / 2) * (1e12.ulp / 2)
      let computed = 0x1p-100 * x.sumOfSquares.rounded
      for (before, after) in zip(found.history, found.history.dropFirst()) {
        #expect(after <= before * (1 + 0x1p-49) + 2 * (centroids + computed), "seed \(seed)")
        rises += after > before ? 1 : 0
      }
    }
    // Without a rise this would test nothing.
    #expect(rises > 0)
  }

  @Test(arguments: 0..<6)
  func gradientIsZeroAtTheEnd(seed: Int) throws {
    let x = try Observations(blobs(300, 4, seed))
    let clustering = try fit(x, clusters: 5, seed: seed)
    let slopes = try Textbook.gradient(x.points, clustering.labels, clustering.centroids)
    for (cluster, slope) in slopes.enumerated() {
      for (feature, value) in slope.enumerated() {
        // The mean is rounded by half an ulp at most, so 2·W·(m − mean) by W ulps.
        let ulp = clustering.centroids[feature, cluster].ulp
        #expect(abs(value) <= Double(clustering.sizes[cluster]) * ulp)
      }
    }
    // A centroid dragged off its mean by h raises J by exactly W·h², and has the slope 2·W·h.
    var moved = (0..<5).map { clustering.centroids.point($0) }
    moved[0][0] += 0.5
    let dragged = try PointMatrix(moved)
    let slope = try Textbook.gradient(x.points, clustering.labels, dragged)[0][0]
    #expect(abs(slope - Double(clustering.sizes[0])) < 1e-9)
    let rise = try x.points.objective(clustering.labels, dragged) - clustering.objective
    #expect(abs(rise - Double(clustering.sizes[0]) / 4) < 1e-9)
  }

  @Test func everyPointLiesInItsOwnVoronoiCell() throws {
    let x = try Observations(blobs(300, 2, 1))
    let clustering = try fit(x, clusters: 6, seed: 1)
    let cells = try VoronoiCells(
      of: clustering.centroids, least: (-50, -50), greatest: (50, 50))
    var area = 0.0
    for polygon in cells.polygons {
      for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        area += (a.x * b.y - b.x * a.y) / 2
      }
    }
    // Convex cells that fill the box once.
    #expect(abs(area - 10_000) < 1e-6)
    for point in 0..<x.count {
      let polygon = cells.polygons[Int(clustering.labels.values[point])]
      for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        let (px, py) = (x.points[0, point], x.points[1, point])
        #expect((b.x - a.x) * (py - a.y) - (b.y - a.y) * (px - a.x) >= -1e-9)
      }
    }
  }

  @Test(arguments: [Clusterer.Algorithm.textbook, .lloyd])
  func permutingPointsPermutesLabels(_ algorithm: Clusterer.Algorithm) throws {
    let points = blobs(250, 3, 3)
    var random = SplitMix(state: 11)
    let order = Array(0..<250).shuffled(using: &random)
    let start = points.selecting([0, 1, 2, 3, 4])
    let configuration = Clusterer.Configuration(
      clusters: 5, initialization: .centroids(start), algorithm: algorithm)
    let first = try Clusterer(configuration).fit(points)
    let second = try Clusterer(configuration).fit(points.selecting(order))
    #expect(second.labels.values == order.map { first.labels.values[$0] })
    #expect(second.centroids == first.centroids)
    #expect(second.history == first.history)
    #expect(second.objective == first.objective)
  }

  @Test func stepsStandAlone() throws {
    let x = blobs(100, 3, 5)
    let m = x.selecting([0, 50, 99])
    let y = try x.labels(nearestTo: m)
    for point in 0..<100 {
      let distances = (0..<3).map { Textbook.squaredDistance(x.point(point), m.point($0)) }
      #expect(distances[Int(y.values[point])] == distances.min())
    }
    let new = try Textbook.means(of: x, y)
    let slopes = try Textbook.gradient(x, y, PointMatrix(new.map { try #require($0) }))
    for slope in slopes.joined() { #expect(abs(slope) < 1e-12) }
    #expect(
      try Textbook.means(of: x, LabelMatrix(clusters: 2, labels: Array(repeating: 0, count: 100)))[
        1] == nil)
    #expect(throws: MatrixError.shapeMismatch(what: "d of M", found: 2, expected: 3)) {
      try x.labels(nearestTo: PointMatrix([[1, 2]]))
    }
  }

  private func fit(_ x: Observations, clusters: Int, seed: Int) throws -> Clustering {
    try Clusterer(Clusterer.Configuration(clusters: clusters, seed: UInt64(seed), tolerance: 0))
      .fit(x)
  }
}

/// Seeded blobs about five centres.
func blobs(_ count: Int, _ dimensions: Int, _ seed: Int) -> PointMatrix {
  var random = SplitMix(state: UInt64(seed) &* 7919 &+ 3)
  return PointMatrix(dimensions: dimensions, count: count) { values in
    for index in values.indices {
      values[index] = Double((index / dimensions) % 5) * 4 + random.normal()
    }
  }
}
