import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Searches in a tree of means find what looking at all means finds, to the bit.
@Suite struct MeanTreeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let means: PointMatrix
    var testDescription: String { name }

    /// `count` means of whole numbers below `range`, scaled: few of them make many ties.
    init(_ name: String, count: Int, dimensions: Int, range: UInt64, scale: Double = 1) throws {
      var state: UInt64 = 7
      let values = (0..<count * dimensions).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double((state >> 33) % range) * scale
      }
      self.name = name
      means = try PointMatrix(dimensions: dimensions, values: values)
    }

    var radii: [Double] { (0..<means.count).map { Double($0 * 37 % 11) * 0.25 } }
  }

  static let cases = [
    try? Case("line", count: 600, dimensions: 1, range: 1 << 30),
    try? Case("ties", count: 600, dimensions: 2, range: 25),
    try? Case("equal", count: 400, dimensions: 3, range: 1),
    try? Case("plane", count: 600, dimensions: 2, range: 1 << 30, scale: 0.1),
    try? Case("nine", count: 500, dimensions: 9, range: 50, scale: 1.0 / 3),
    try? Case("vanishing squares", count: 600, dimensions: 2, range: 40, scale: 0x1p-535),
    try? Case("huge", count: 600, dimensions: 2, range: 1 << 20, scale: 0x1p455),
    try? Case("one leaf", count: 9, dimensions: 2, range: 5),
  ].compactMap { $0 }

  @Test(arguments: cases)
  func nearest(_ set: Case) {
    let (tree, all) = (MeanTree(set.means), MeanDistances(means: set.means, threads: 1))
    for isRooted in [false, true] {
      let found = tree.search(from: set.means, threads: 2) {
        NearestMean(own: $0, isRooted: isRooted)
      }
      let expected = all.mapSquares { own, squares in
        let distances = isRooted ? squares.map { $0.squareRoot() } : squares
        return distances.indices.filter { $0 != own }.min { distances[$0] < distances[$1] }
      }
      #expect(found.map(\.number) == expected)
    }
  }

  @Test(arguments: cases)
  func worstRatio(_ set: Case) {
    for radii in [set.radii, set.radii.map { _ in 0 }, set.radii.map { $0 > 2 ? 1 : 0 }] {
      let found = MeanTree(set.means, values: radii).search(from: set.means, threads: 2) {
        WorstRatio(radius: radii[$0])
      }
      let expected = MeanDistances(means: set.means, threads: 1).map { own, distances in
        zip(radii, distances).reduce(0.0) { worst, other in
          other.1 > 0 ? max(worst, (radii[own] + other.0) / other.1) : worst
        }
      }
      #expect(found.map(\.worst) == expected)
    }
  }

  @Test(arguments: cases)
  func centroidIndexOfOthers(_ set: Case) throws {
    let others = try PointMatrix((0..<set.means.count / 2).map { set.means.point($0) })
    // Every centroid of the second set is one of the first; the first's others are seen by none.
    let index = try set.means.centroidIndex(with: others)
    let all = Set((0..<set.means.count).map { set.means.point($0) }).count
    #expect(index >= all - others.count)
    #expect(try set.means.centroidIndex(with: set.means) == set.means.count - all)
  }

  /// As many searches as means look at few of them: a leaf of 64 at least, and not 6000.
  @Test func manyMeansAreLookedAtByFew() throws {
    let set = try Case("many", count: 6000, dimensions: 2, range: 1 << 40)
    let searches = MeanTree(set.means).search(from: set.means, threads: 1) {
      CountedSearch(search: NearestMean(own: $0, isRooted: true))
    }
    let looked = searches.reduce(0) { $0 + $1.looked }
    #expect((6000 * 32..<6000 * 600).contains(looked), "\(looked / 6000) means a search")
  }
}

/// A search that counts the means it looks at.
private struct CountedSearch: MeanSearch {
  var search: NearestMean
  var looked = 0

  func rulesOut(_ bound: Double, greatest: Double, first: Int, isSame: Bool) -> Bool {
    search.rulesOut(bound, greatest: greatest, first: first, isSame: isSame)
  }

  mutating func take(_ number: Int, squaredDistance: Double, value: Double) {
    looked += 1
    search.take(number, squaredDistance: squaredDistance, value: value)
  }
}
