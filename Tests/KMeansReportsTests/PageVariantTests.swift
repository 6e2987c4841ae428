import Foundation
import KMeansCore
import Testing

import KMeansModels
@testable import KMeansReports

/// What a page says of clusters by the cosine, and of clusters that were split.
@Suite struct PageVariantTests {
  private func fit(
    _ points: [[Double]], k: Int, distance: Clusterer.Distance = .euclidean,
    variant: Clusterer.Variant = .full
  ) throws -> (x: Observations, clustering: Clustering) {
    let x = try Observations(try PointMatrix(points))
    let configuration = Clusterer.Configuration(
      clusters: k, distance: distance, variant: variant, restarts: 5,
      order: variant == .full ? .first : .asFound)
    return (x, try Clusterer(configuration).fit(x))
  }

  /// Four groups on a line, of 3, 2, 1 and 1 rows.
  private let line: [[Double]] = [[0], [1], [2], [20], [22], [100], [200]]

  @Test func theTreeTellsEverySplit() throws {
    let (_, found) = try fit(line, k: 4, variant: .bisecting)
    let tree = try #require(SplitTree(found, most: 100))
    #expect(tree.nodes.count == 3 && tree.leftOut == 0)
    #expect(tree.nodes[0].whole.size == 7)
    #expect(tree.nodes[0].whole.objective == found.totalSumOfSquares)
    var ends = 0
    for (index, node) in tree.nodes.enumerated() {
      #expect(node.whole.next == index)
      #expect(node.parts.map(\.size).reduce(0, +) == node.whole.size)
      #expect(node.parts[0].cluster == node.whole.cluster && node.parts[1].cluster == index + 1)
      #expect(node.parts.map(\.objective).reduce(0, +) <= node.whole.objective)
      for part in node.parts {
        guard let next = part.next else {
          #expect(part.size == found.sizes[part.cluster])
          #expect(part.objective == found.withinSumOfSquares[part.cluster])
          ends += 1
          continue
        }
        #expect(next > index && tree.nodes[next].whole.cluster == part.cluster)
        #expect(tree.nodes[next].whole.size == part.size)
      }
    }
    #expect(ends == 4)
  }

  @Test func aTreeThatIsCutEndsInAnEarlierStage() throws {
    let (_, found) = try fit(line, k: 4, variant: .bisecting)
    let tree = try #require(SplitTree(found, most: 3))
    #expect(tree.nodes.count == 2 && tree.leftOut == 1)
    let bisection = try #require(found.bisection)
    let sizes = bisection.cut(found.labels, at: 3).sizes
    let ends = tree.nodes.flatMap(\.parts).filter { $0.next == nil }
    #expect(Set(ends.map(\.cluster)) == [0, 1, 2])
    for end in ends { #expect(end.size == sizes[end.cluster]) }
    #expect(ends.contains { $0.objective == bisection.splits[2].objective })
    #expect(SplitTree(try fit(line, k: 1, variant: .bisecting).clustering, most: 9) == nil)
    #expect(SplitTree(try fit(line, k: 3).clustering, most: 9) == nil)
  }

  /// Rows at 0°, 10°, 80° and 90° of several lengths.
  private let rays: [[Double]] = [0.0, 10, 80, 90].enumerated().map { index, degrees in
    let (angle, length) = (degrees * .pi / 180, Double(index + 1))
    return [length * cos(angle), length * sin(angle)]
  }

  @Test func angles() throws {
    let (x, found) = try fit(rays, k: 2, distance: .cosine)
    let seen = try Observations(Clusterer.Distance.cosine.seen(x.points))
    let profile = DistanceProfile(found, x: seen)
    for box in profile.boxes {
      for quartile in box.quartiles { #expect(abs(quartile - 5) < 1e-9) }
    }
    let means = ClusterContrast.means(of: seen, found.labels, others: found.centroids)
    let cosine = cos(5 * Double.pi / 180)
    for feature in 0..<2 {
      for cluster in 0..<2 {
        let direction = found.centroids[feature, cluster]
        #expect(abs(means[feature, cluster] - cosine * direction) < 1e-12)
      }
    }
  }

  @Test func bordersOfAnglesAreRays() throws {
    let (x, found) = try fit(rays, k: 2, distance: .cosine)
    let seen = try Observations(Clusterer.Distance.cosine.seen(x.points))
    let plane = PointPlane(
      found, x: seen, raw: x, scaling: .none(dimensions: 2), drawn: [0, 1, 2, 3], shown: [0, 1])
    #expect(plane.kind == .columns && plane.borders == .angles)
    // The frame holds the origin, and the only border goes through it at 45°.
    #expect(plane.box[0] <= 0 && plane.box[1] <= 0)
    for cell in try #require(plane.cells) {
      let corners = stride(from: 0, to: cell.count, by: 2).map { (cell[$0], cell[$0 + 1]) }
      #expect(corners.count { abs($0.0 - $0.1) < 1e-9 } >= 2)
    }
    // Order by first: the steep ones, of lengths 3 and 4.
    let lengths = plane.centroids.map { ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot() }
    #expect(abs(lengths[0] - 3.5) < 1e-12 && abs(lengths[1] - 1.5) < 1e-12)
  }

  @Test func bordersOfSplits() throws {
    let grid: [[Double]] = [[0, 0], [0, 1], [9, 0], [9, 1], [9, 30], [10, 30], [0, 29]]
    let (x, found) = try fit(grid, k: 4, variant: .bisecting)
    let plane = PointPlane(
      found, x: x, raw: x, scaling: .none(dimensions: 2), drawn: Array(0..<7), shown: [0, 1, 2, 3])
    #expect(plane.borders == .splits && plane.cells?.count == 4)
    let (y, other) = try fit(grid, k: 4)
    let usual = PointPlane(
      other, x: y, raw: y, scaling: .none(dimensions: 2), drawn: Array(0..<7), shown: [0, 1, 2, 3])
    #expect(usual.borders == .nearest)
  }
}
