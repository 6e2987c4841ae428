import KMeansCore
import KMeansModels
import Testing

@testable import KMeansReports

/// The numbers behind a page's figures.
@Suite struct PageFigureTests {
  private func clustering(_ points: [[Double]], k: Int) throws -> (Observations, Clustering) {
    let x = try Observations(try PointMatrix(points))
    return (x, try Clusterer(Clusterer.Configuration(clusters: k, order: .first)).fit(x))
  }

  @Test func samplesAreOfTheirSizeAndFair() {
    #expect(PointSample.draw(5, of: 3, seed: 1) == [0, 1, 2])
    var counts = [Int](repeating: 0, count: 50)
    var isSound = true
    for seed in 0..<4000 {
      let drawn = PointSample.draw(10, of: 50, seed: UInt64(seed))
      isSound = isSound && drawn.count == 10 && zip(drawn, drawn.dropFirst()).allSatisfy { $0 < $1 }
      for point in drawn { counts[point] += 1 }
    }
    #expect(isSound)
    // 800 expected; the deviation is 25.
    #expect(counts.allSatisfy { abs($0 - 800) < 130 }, "\(counts)")
  }

  @Test(arguments: [5, 80])
  func principalAxes(dimensions d: Int) throws {
    // Deviations of 9, 4 and little, along features that are far from each other.
    let random = { (index: Int) -> Double in
      let mixed: Int = (index &* 2_654_435_761) >> 7
      return Double(mixed & 0xFFFF) / 65_535 - 0.5
    }
    let points = (0..<600).map { point -> [Double] in
      var values = (0..<d).map { 0.1 * random(point * d + $0 + 1) + 100 }
      values[d - 2] += 9 * random(3 * point + 7)
      values[1] += 4 * random(5 * point + 900_001)
      return values
    }
    let x = try Observations(try PointMatrix(points))
    let axes = PrincipalPlane(x).axes
    // Not only in size: the greatest component is positive.
    #expect(axes[0][d - 2] > 0.99)
    #expect(axes[1][1] > 0.99)
    for axis in axes {
      #expect(abs(axis.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
  }

  @Test func explainedVarianceIsThatOfThePoints() throws {
    // A plane in space: two axes hold all, in proportion of 8 to 1.
    let points = [[2.0, 1, 1], [2, -1, -1], [-2, 1, 1], [-2, -1, -1]].map {
      [$0[0] * 2, $0[1], $0[2]]
    }
    let (x, found) = try clustering(points, k: 2)
    let plane = PointPlane(
      found, x: x, raw: x, scaling: .none(dimensions: 3), drawn: [0, 1, 2, 3], shown: [0, 1])
    let shares = try #require(plane.explained)
    #expect(abs(shares[0] - 16.0 / 18) < 1e-12)
    #expect(abs(shares[1] - 2.0 / 18) < 1e-12)
    #expect(plane.kind == .axes)
    #expect(plane.cells == nil)
  }

  @Test func cellsAreInTheUnitsOfTheInput() throws {
    // Most lie in the middle of the second column, so that the first divides best.
    let points: [[Double]] = [0.0, 10].flatMap { first in
      [0.0, 50, 50, 50, 100].map { [first, $0] }
    }
    let raw = try Observations(try PointMatrix(points))
    let scaling = Scaling(.standard, of: raw)
    let x = try Observations(scaling.apply(raw.points))
    let found = try Clusterer(Clusterer.Configuration(clusters: 2, restarts: 5, order: .first))
      .fit(x)
    let plane = PointPlane(
      found, x: x, raw: raw, scaling: scaling, drawn: Array(0..<10), shown: [0, 1])
    #expect(plane.kind == .columns)
    let cells = try #require(plane.cells)
    let firsts = cells.map { cell in stride(from: 0, to: cell.count, by: 2).map { cell[$0] } }
    #expect(abs((firsts[0].max() ?? 0) - 5) < 1e-9)
    #expect(abs((firsts[1].min() ?? 0) - 5) < 1e-9)
  }

  @Test func distancesHaveACut() throws {
    // Around 0: distances of 1 … 9 to the mean on both sides; one row far away.
    var points: [[Double]] = []
    for value in [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100] { points += [[value], [-value]] }
    let (x, found) = try clustering(points, k: 1)
    let profile = DistanceProfile(found, x: x)
    let box = profile.boxes[0]
    // 20 distances, 1,1,2,2 … 9,9,100,100: quartiles between the 5th and 6th, 15th and 16th.
    #expect(box.quartiles == [1, 3, 5.5, 8, 100])
    #expect(box.cut == 8 + 3 * 5)
    #expect(box.beyond == 2)
    #expect(box.within == 9)
    #expect(box.outliers == [100, 100])
    #expect(profile.farthest.prefix(2).map(\.isBeyond) == [true, true])
    #expect(profile.farthest.map(\.point).prefix(4) == [18, 19, 16, 17])
  }

  @Test func outliersComeBeforeFartherRowsOfWideClusters() throws {
    let tight: [[Double]] = (0..<40).map { [Double($0 % 4) / 100] } + [[1]]
    let wide: [[Double]] = (0..<40).map { [1000 + Double($0)] }
    let (x, found) = try clustering(tight + wide, k: 2)
    let first = try #require(DistanceProfile(found, x: x).farthest.first)
    #expect(first.point == 40 && first.isBeyond)
  }

  @Test func identifiersAreBounded() {
    let short = ["a", "b"]
    #expect(FitPageData.Sample.bounded(short) == short)
    let long = Array(repeating: String(repeating: "<", count: 500), count: 20_000)
    let cut = FitPageData.Sample.bounded(long)
    #expect(cut.reduce(0) { $0 + 6 * $1.utf8.count } < 500_000)
  }

  @Test func colours() throws {
    let m = try PointMatrix([[0, 127.5, 255], [300, -4, 10]])
    #expect(
      CentroidPictures.swatches(m, columns: ["B", "g", "R"], greatest: 255, shown: [0, 1])
        == [[255, 128, 0], [10, 0, 255]])
    #expect(CentroidPictures.swatches(m, columns: ["b", "g", "x"], greatest: 1, shown: [0]) == nil)
  }

  @Test func imagesUseAllGreys() throws {
    let m = try PointMatrix([[0, 1, 2, 4]])
    let shape = try #require(ImageShape("2x2"))
    let images = CentroidPictures.images(m, shape: shape, shown: [0])
    // 0, 64, 128, 255.
    #expect(images?.pixels == ["AECA/w=="])
    #expect(images?.white == 4)
  }
}
