import TestSupport
import Testing

@testable import KMeansCore

/// Streams against a twin that keeps every point and sums all of them up anew.
struct StreamTests {
  typealias HalfLife = StreamClusterer.HalfLife

  static func bits(_ m: PointMatrix?) -> [UInt64] {
    guard let m else { return [] }
    return (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  static func settings(_ k: Int, threads: Int = 2) -> Clusterer.Configuration {
    Clusterer.Configuration(clusters: k, seed: 5, threads: threads)
  }

  /// Cuts points into batches of these sizes.
  static func batches(
    _ x: PointMatrix, _ weights: [Double]?, _ sizes: [Int]
  ) -> [(x: PointMatrix, weights: [Double]?)] {
    var first = 0
    return sizes.map { size in
      defer { first += size }
      let rows = Array(first..<first + size)
      return (x.selecting(rows), weights.map { all in rows.map { all[$0] } })
    }
  }

  @Test(arguments: [0, 1, 2], [nil, HalfLife(90, .points), HalfLife(2, .batches)])
  func bitsAreThoseOfTheTwin(_ kind: Int, _ halfLife: HalfLife?) throws {
    let (k, d, sizes) = (5, 3, [60, 31, 200, 1, 77, 77, 77, 40])
    let n = sizes.reduce(0, +)
    let x = NestedCase.groups(n, d, seed: 3)
    let weights = NestedCase.weights(kind, n)
    let all = Self.batches(x, weights, sizes)
    let first = try Clusterer(Self.settings(k)).fit(all[0].x, weights: all[0].weights)
    var twin = StreamTwin(from: first.centroids, halfLife: halfLife)
    var streams = try [1, 3].map {
      try StreamClusterer(Self.settings(k, threads: $0), halfLife: halfLife, revives: false)
    }
    for (number, batch) in all.enumerated() {
      try twin.add(batch.x, batch.weights, labels: number == 0 ? first.labels.values : nil)
      for index in streams.indices {
        try streams[index].partialFit(batch.x, weights: batch.weights)
        let stream = streams[index]
        #expect(Self.bits(stream.centroids) == Self.bits(twin.m), "\(number)")
        #expect(stream.withinSumOfSquares == twin.withinSumOfSquares, "\(number)")
        #expect(stream.drift == twin.drift, "\(number)")
        for j in 0..<k {
          #expect(stream.totals[j].value == twin.total(j, feature: nil))
          #expect(stream.sums[j * d].value == twin.total(j, feature: 0))
        }
      }
    }
    #expect(streams[0].points == n && streams[0].batches == sizes.count)
    #expect(streams[0].sizes.reduce(0, +) == n)
  }

  @Test func withoutHalfLifeTheOrderOfRowsWithinABatchDoesNotCount() throws {
    let x = NestedCase.groups(600, 4, seed: 9)
    var streams = try (0..<2).map { _ in try StreamClusterer(Self.settings(6)) }
    for first in stride(from: 0, to: 600, by: 200) {
      let rows = Array(first..<first + 200)
      try streams[0].partialFit(x.selecting(rows))
      // The first batch is fitted, and draws see the order.
      try streams[1].partialFit(x.selecting(first == 0 ? rows : rows.reversed()))
    }
    #expect(Self.bits(streams[0].centroids) == Self.bits(streams[1].centroids))
  }

  @Test func weightsAreCopies() throws {
    let x = NestedCase.groups(400, 3, seed: 4)
    let counts = (0..<400).map { $0 % 4 }
    let start = NestedCase.groups(7, 3, seed: 8)
    var settings = Self.settings(7)
    settings.initialization = .centroids(start)
    let halfLife = HalfLife(1, .batches)
    var weighted = try StreamClusterer(settings, halfLife: halfLife)
    var copied = try StreamClusterer(settings, halfLife: halfLife)
    for first in stride(from: 0, to: 400, by: 100) {
      let rows = Array(first..<first + 100)
      try weighted.partialFit(x.selecting(rows), weights: rows.map { Double(counts[$0]) })
      let copies = rows.flatMap { Array(repeating: $0, count: counts[$0]) }
      try copied.partialFit(x.selecting(copies))
    }
    #expect(Self.bits(weighted.centroids) == Self.bits(copied.centroids))
    #expect(weighted.weights == copied.weights)
  }

  /// Within one batch, and without points that were relabelled, one pass is the exact mean.
  @Test func oneClusterIsTheMeanOfAll() throws {
    let x = NestedCase.groups(1000, 5, seed: 2)
    var stream = try StreamClusterer(Self.settings(1))
    for size in [10, 400, 590].enumerated() {
      let first = [0, 10, 410][size.offset]
      try stream.partialFit(x.selecting(Array(first..<first + size.element)))
    }
    #expect(stream.centroids?.point(0) == (try Observations(x)).means)
    #expect(stream.weights == [1000])
  }

  @Test func sumsOfSquaresAreThoseAboutTheCentroid() throws {
    let x = NestedCase.groups(3000, 3, seed: 7)
    var stream = try StreamClusterer(Self.settings(1))
    for first in stride(from: 0, to: 3000, by: 50) {
      try stream.partialFit(x.selecting(Array(first..<first + 50)))
    }
    let truth = try Observations(x).totalSumOfSquares
    #expect(abs(stream.withinSumOfSquares[0] - truth) < 1e-10 * truth)
    #expect(abs((stream.objectivePerWeight ?? 0) * 3000 - truth) < 1e-10 * truth)
  }

  @Test func driftTellsPointsThatLieElsewhere() throws {
    let x = NestedCase.groups(2000, 4, seed: 6)
    var stream = try StreamClusterer(Self.settings(11))
    #expect(try stream.partialFit(x.selecting(Array(0..<1000))).drift == nil)
    let same = try #require(try stream.partialFit(x.selecting(Array(1000..<1500))).drift)
    #expect(same > 0.8 && same < 1.4)
    let moved = PointMatrix(dimensions: 4, count: 500) { values in
      for i in 0..<500 { for l in 0..<4 { values[i * 4 + l] = x[l, 1500 + i] + 40 } }
    }
    let other = try #require(try stream.partialFit(moved).drift)
    #expect(other > 10)
  }

  @Test func emptyAndUnlikeBatchesAreRefusedAndChangeNothing() throws {
    let x = NestedCase.groups(100, 3, seed: 1)
    var stream = try StreamClusterer(Self.settings(4))
    #expect(throws: ClusteringError.tooFewPoints(points: 3, clusters: 4)) {
      try stream.partialFit(x.selecting([0, 1, 2]))
    }
    try stream.partialFit(x)
    let before = stream.state
    #expect(throws: ClusteringError.dimensions(found: 3, expected: 2)) {
      try stream.partialFit(NestedCase.groups(10, 2, seed: 1))
    }
    let bad = PointMatrix(dimensions: 3, count: 1) { $0.update(repeating: .nan) }
    #expect(throws: ClusteringError.self) { try stream.partialFit(bad) }
    #expect(stream.state == before)
    try stream.partialFit(x, weights: Array(repeating: 0, count: 100))
    #expect(stream.weights == (before?.weights.map(\.rounded)) && stream.points == 200)
  }

  @Test func settingsWithoutMeaningAreRefused() throws {
    for change: (inout Clusterer.Configuration) -> Void in [
      { $0.distance = .cosine }, { $0.variant = .bisecting },
      { $0.reference = NestedCase.groups(3, 2, seed: 1) },
    ] {
      var settings = Self.settings(3)
      change(&settings)
      #expect(throws: ConfigurationError.stream) { try StreamClusterer(settings) }
    }
  }
}
