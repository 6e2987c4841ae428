import TestSupport
import Testing
@testable import KMeansCore

/// Distances, assignments and seeds without a fit.
struct DistancesTests {
  /// Whole numbers, many of them equally far from two centroids.
  private func ties(_ count: Int, _ dimensions: Int) throws -> PointMatrix {
    let values = (0..<count * dimensions).map { (index: Int) -> Float in
      Float((index * 7919 + index / 13) % 5)
    }
    return try PointMatrix(dimensions: dimensions, values: values)
  }

  private func plain(_ x: PointMatrix, _ m: PointMatrix) -> [[Double]] {
    (0..<x.count).map { i in (0..<m.count).map { Textbook.squaredDistance(x.point(i), m.point($0)) }
    }
  }

  @Test(arguments: [1, 2, 3])
  func distancesAreRootsOfTheTruth(threads: Int) throws {
    let x = try ties(700, 9)
    let m = PointMatrix(dimensions: 9, count: 4) { values in
      for index in values.indices { values[index] = Double(index % 7) / 3 }
    }
    let expected = plain(x, m).flatMap { $0 }.map { $0.squareRoot() }
    var (wide, narrow) = ([Double](repeating: 0, count: 2800), [Float](repeating: 0, count: 2800))
    try wide.withUnsafeMutableBufferPointer { try x.distances(to: m, threads: threads, into: $0) }
    try narrow.withUnsafeMutableBufferPointer {
      try x.distances(to: m, threads: threads, into: $0)
    }
    #expect(wide == expected)
    #expect(narrow == expected.map { Float($0) })
  }

  /// A stop ends the work before the next centroid, and leaves the rest of the room alone.
  @Test(arguments: [1, 3])
  func distancesStop(threads: Int) throws {
    let x = try ties(700, 9)
    let m = x.selecting([0, 1, 2, 3])
    var room = [Double](repeating: -1, count: 2800)
    let (idle, asked) = (StopSignal(), StopSignal())
    asked.stop()
    let isComplete = try room.withUnsafeMutableBufferPointer {
      try x.distances(to: m, threads: threads, stop: asked, into: $0)
    }
    #expect(!isComplete && room.allSatisfy { $0 == -1 })
    let isAll = try room.withUnsafeMutableBufferPointer {
      try x.distances(to: m, threads: threads, stop: idle, into: $0)
    }
    #expect(isAll && room == plain(x, m).flatMap { $0 }.map { $0.squareRoot() })
  }

  @Test func distancesNeedRoomAndOneSpace() throws {
    let (x, other) = (try ties(10, 2), try ties(3, 4))
    var room = [Double](repeating: 0, count: 30)
    #expect(
      throws: MatrixError.shapeMismatch(what: "d of M", found: 4, expected: 2)
    ) {
      try room.withUnsafeMutableBufferPointer { try x.distances(to: other, into: $0) }
    }
    #expect(
      throws: MatrixError.shapeMismatch(what: "the room for distances", found: 30, expected: 20)
    ) {
      try room.withUnsafeMutableBufferPointer {
        try x.distances(to: try ties(2, 2), into: $0)
      }
    }
  }

  /// Enough points for the screen, and ties that it must leave to the truth.
  @Test(arguments: [(4000, 3, 40), (3000, 20, 30), (900, 300, 12)])
  func pointsAreAssignedAsTheTruthHasIt(count: Int, d: Int, k: Int) throws {
    let x = try ties(count, d)
    let m = PointMatrix(dimensions: d, count: k) { values in
      for index in values.indices { values[index] = Double((index * 31 + index / 7) % 9) / 2 }
    }
    let weights = (0..<count).map { Double($0 % 3) }
    let execution = Execution(kernels: .best, threads: 1, control: .free)
    let expected = exactLabels(x, m, execution: execution)
    for threads in [1, 2, 5] {
      let found = try NearestCentroids(
        x, m, weights: weights, wants: [.objective, .distances], threads: threads)
      #expect(found.labels == expected)
      #expect(try found.objective == x.objective(expected, m, weights: weights))
      let distances = (0..<count).map {
        Textbook.squaredDistance(x.point($0), m.point(Int(expected.values[$0])))
      }
      #expect(found.distancesSquared == distances)
    }
    let plain = try NearestCentroids(x, m)
    #expect(plain.labels == expected && plain.objective == nil && plain.distancesSquared.isEmpty)
  }

  @Test func seedsAreThoseOfAFit() throws {
    let x = try Observations(ties(500, 6))
    for (initialization, method) in [
      (Clusterer.Initialization.kMeansPlusPlus, SeedRows.Method.kMeansPlusPlus(trials: nil)),
      (.kMeansPlusPlusPlain, .kMeansPlusPlus(trials: 1)), (.randomPoints, .randomPoints),
    ] {
      let rows = try SeedRows(x, clusters: 9, by: method, seed: 5, threads: 2).rows
      let trace = try Trace(
        x, Clusterer.Configuration(clusters: 9, initialization: initialization, seed: 5))
      #expect(rows.map { x.points.point($0) } == (0..<9).map { trace.start.point($0) })
      #expect(Set(rows).count == 9)
    }
    #expect(throws: ClusteringError.tooFewPoints(points: 500, clusters: 501)) {
      try SeedRows(x, clusters: 501, by: .randomPoints, seed: 0)
    }
  }
}
