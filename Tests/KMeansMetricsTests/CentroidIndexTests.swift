import KMeansCore
import Testing

@testable import KMeansMetrics

/// How many clusters two sets of centroids have at different places.
@Suite("Centroid index")
struct CentroidIndexTests {
  /// Four corners of a square, far apart.
  private let corners: [[Double]] = [[0, 0], [10, 0], [0, 10], [10, 10]]

  private func index(_ first: [[Double]], _ second: [[Double]]) throws -> Int {
    let matrices = (try PointMatrix(first), try PointMatrix(second))
    let index = try matrices.0.centroidIndex(with: matrices.1)
    #expect(try matrices.1.centroidIndex(with: matrices.0) == index, "the index is symmetric")
    return index
  }

  @Test("the same structure has index 0, in any order and a little moved")
  func equal() throws {
    #expect(try index(corners, corners) == 0)
    #expect(try index(corners, corners.reversed()) == 0)
    #expect(try index(corners, corners.map { [$0[0] + 1, $0[1] - 2] }) == 0)
  }

  @Test("two centroids in one cluster leave another without: index 1")
  func one() throws {
    #expect(try index(corners, [[0, 1], [0, -1], [5, 10], [10, 0]]) == 1)
  }

  @Test("each misplaced centroid counts")
  func several() throws {
    #expect(try index(corners, [[0, 1], [0, -1], [1, 0], [10, 0]]) == 2)
    #expect(try index(corners, [[0, 1], [0, -1], [1, 0], [-1, 0]]) == 3)
    // Equal centroids: the lowest takes all, the others are orphans.
    #expect(try index(corners, [[0, 0], [0, 0], [0, 0], [0, 0]]) == 3)
  }

  @Test("sets of different sizes differ by at least the difference")
  func sizes() throws {
    #expect(try index(corners, [[5, 5]]) == 3)
    #expect(try index(corners, corners + [[0, 1], [11, 11]]) == 2)
  }

  @Test("centroids of any scalar type are compared")
  func scalars() throws {
    let bytes = try PointMatrix(dimensions: 2, values: [UInt8](arrayLiteral: 0, 0, 200, 9))
    let floats = try PointMatrix(dimensions: 2, values: [Float](arrayLiteral: 199, 9, 1, 1))
    #expect(try bytes.centroidIndex(with: floats) == 0)
    let wide = try PointMatrix((0..<3).map { row in (0..<200).map { Double($0 % (row + 2)) } })
    #expect(try wide.centroidIndex(with: wide) == 0)
  }

  @Test("sets that cannot be compared are an error")
  func errors() throws {
    let plane = try PointMatrix(corners)
    let line = try PointMatrix([[1]])
    let none = try PointMatrix(dimensions: 2, values: [Double]())
    #expect(throws: MetricError.dimensions(found: 1, expected: 2)) {
      try plane.centroidIndex(with: line)
    }
    #expect(throws: MetricError.noPoints) { try plane.centroidIndex(with: none) }
    #expect(throws: MetricError.noPoints) { try none.centroidIndex(with: plane) }
  }

  @Test("values that are not finite do not crash")
  func notFinite() throws {
    let broken = try PointMatrix([[.nan, 0], [.infinity, 0], [1, 1]])
    #expect((0...3).contains(try broken.centroidIndex(with: try PointMatrix(corners))))
  }
}
