import TestSupport
import Testing

@testable import KMeansCore

/// The nearest and the second nearest centroid, against plain loops.
struct TwoNearestTests {
  @Test(arguments: Shapes.sampled(Shape.all, most: 12))
  func bothAreTheTruths(_ shape: Shape) throws {
    let x = shape.points(seed: 3)
    let m = x.selecting((0..<shape.clusters).map { $0 * 3 % x.count })
    for threads in [1, 3] {
      let found = try TwoNearest(x, m, threads: threads)
      check(found, x, m, labels: nil)
    }
    // Whatever labels are given, the second is the nearest of the others.
    let given = try LabelMatrix(
      clusters: m.count, labels: (0..<x.count).map { Int32($0 % m.count) })
    check(try TwoNearest(x, m, labels: given), x, m, labels: given.values)
  }

  private func check(
    _ found: TwoNearest, _ x: PointMatrix, _ m: PointMatrix, labels: [Int32]?
  ) {
    let centroids = (0..<m.count).map(m.point)
    for i in 0..<x.count {
      let all = centroids.map { Textbook.squaredDistance(x.point(i), $0) }
      let order = all.indices.sorted { (all[$0], $0) < (all[$1], $1) }
      let own = labels.map { Int($0[i]) } ?? order[0]
      let second = order.first { $0 != own }
      #expect(Int(found.labels.values[i]) == own)
      #expect(found.distancesSquared[i] == all[own])
      #expect(found.seconds[i] == second.map { Int32($0) } ?? -1)
      #expect(found.secondDistancesSquared[i] == second.map { all[$0] } ?? .infinity)
    }
  }

  @Test func distancesAndMargins() throws {
    let x = try PointMatrix([[0], [1], [2], [3], [8]])
    let m = try PointMatrix([[0], [4], [4]])
    let found = try TwoNearest(x, m)
    #expect(found.labels.values == [0, 0, 0, 1, 1])
    #expect(found.distances == [0, 1, 2, 1, 4] && found.seconds == [1, 1, 1, 2, 2])
    #expect(found.secondDistances == [4, 3, 2, 1, 4])
    #expect(found.margins == [1, 2.0 / 3, 0, 0, 0])
    let one = try TwoNearest(x, try PointMatrix([[4]]))
    #expect(one.seconds == [-1, -1, -1, -1, -1] && one.margins == [1, 1, 1, 1, 1])
    #expect(one.secondDistances.allSatisfy { $0 == .infinity })
    let twice = try TwoNearest(try PointMatrix([[4]]), m)
    #expect(twice.labels.values == [1] && twice.seconds == [2] && twice.margins == [0])
    let split = try TwoNearest(x, m, labels: LabelMatrix(clusters: 3, labels: [1, 0, 0, 0, 0]))
    #expect(split.margins == [-1, 2.0 / 3, 0, -2.0 / 3, -0.5])
  }

  @Test func byTheCosine() throws {
    let x = try PointMatrix([[5, 0], [0, 2], [3, 4], [-7, 0]])
    let m = try PointMatrix([[1, 0], [0, 1]])
    let found = try TwoNearest(x, m, distance: .cosine)
    #expect(found.labels.values == [0, 1, 1, 1] && found.seconds == [1, 0, 0, 0])
    for (distance, cosine) in zip(found.distances, [1, 1, 0.8, 0]) {
      #expect(abs(distance - (1 - cosine)) < 1e-15)
    }
    #expect(throws: ClusteringError.observations(.noDirection(point: 0, count: 1))) {
      try TwoNearest(try PointMatrix([[0, 0]]), m, distance: .cosine)
    }
    let lengths = try x.lengths(to: m, by: .cosine)
    #expect(lengths[0, 3] == 2 && lengths[1, 1] == 0)
  }

  @Test func compressedRowsGiveTheSame() throws {
    let pair = try SparsePair.random(500, 40, density: 0.1, seed: 4)
    let m = pair.whole.selecting([1, 5, 8, 200, 201])
    #expect(try TwoNearest(pair.whole, m) == TwoNearest(pair.compressed, m))
    let labels = try NearestCentroids(pair.whole, m).labels
    #expect(
      try DistanceQuartiles(pair.whole, labels, m)
        == DistanceQuartiles(pair.compressed, labels, m))
    #expect(
      try pair.whole.lengths(to: m, by: .euclidean)
        == pair.compressed.lengths(to: m, by: .euclidean))
  }

  @Test func whatCannotBeIsRefused() throws {
    let m = try PointMatrix([[1, 0], [0, 1]])
    #expect(throws: ClusteringError.dimensions(found: 2, expected: 1)) {
      try TwoNearest(try PointMatrix([[1]]), m)
    }
    #expect(throws: ClusteringError.self) { try TwoNearest(try PointMatrix([[1, .nan]]), m) }
    let stop = StopSignal()
    stop.stop()
    #expect(throws: ClusteringError.stopped) {
      try TwoNearest(try PointMatrix([[1, 0]]), m, stop: stop)
    }
  }

  /// A fit knows its points as well as `TwoNearest` does, splits included.
  @Test(arguments: [Clusterer.Variant.full, .bisecting])
  func ofAFit(_ variant: Clusterer.Variant) throws {
    let random = CounterRandom(seed: 2)
    let x = try PointMatrix(dimensions: 2, values: (0..<600).map { random.uniform($0) })
    let fit = try Clusterer(Clusterer.Configuration(clusters: 7, variant: variant)).fit(x)
    let found = try fit.twoNearest(of: x)
    #expect(found.labels == fit.labels)
    let j = found.distancesSquared.reduce(into: Dyadic.zero) { $0 += Dyadic($1) }
    #expect(j.rounded == fit.objective)
    #expect(found.margins.contains { $0 < 0 } == (variant == .bisecting))
  }
}
