import Testing

import CKMeansKernels
@testable import KMeansCore

/// Boxes against centroids: every table like scalar, and scalar like the definitions.
struct KernelBoxesTests {
  /// Boxes and candidates as the kernels take them.
  private struct Case {
    var boxes: Int
    var candidates: Int
    var dimensions: Int
    /// Low and then high of every feature, side by side, and seven more.
    var values: [Double]
    var centroids: [Double]
    var clusters: [Int32]
    let stride: Int

    init(_ random: inout TestRandom, boxes: Int, candidates: Int, dimensions: Int) {
      self.boxes = boxes
      self.candidates = candidates
      self.dimensions = dimensions
      stride = (candidates + 7) / 8 * 8
      values = Array(repeating: .nan, count: boxes * 2 * dimensions + 7)
      centroids = Array(repeating: .nan, count: stride * dimensions)
      // Some boxes are points, and some values are whole, for ties.
      for box in 0..<boxes {
        for feature in 0..<dimensions {
          let low = random.below(2) == 0 ? Double(random.below(4)) : random.signed() * 3
          values[feature * boxes + box] = low
          values[(dimensions + feature) * boxes + box] =
            low + (random.below(3) == 0 ? 0 : abs(random.signed()))
        }
      }
      for candidate in 0..<candidates {
        for feature in 0..<dimensions {
          centroids[feature * stride + candidate] =
            random.below(2) == 0 ? Double(random.below(4)) : random.signed() * 3
        }
      }
      clusters = (0..<candidates).map { Int32($0 * 3 + 1) }
    }

    func with<Result>(
      _ slack: Double, _ body: (inout Kernels.Box, inout Kernels.Candidates) -> Result
    ) -> Result {
      values.withUnsafeBufferPointer { values in
        centroids.withUnsafeBufferPointer { centroids in
          clusters.withUnsafeBufferPointer { clusters in
            var box = Kernels.Box(
              low: values.baseAddress!, high: values.baseAddress! + boxes * dimensions,
              slack: slack, least: 0x1p-500)
            var of = Kernels.Candidates(
              values: centroids.baseAddress!, stride: stride, count: candidates,
              dimensions: dimensions, clusters: clusters.baseAddress!)
            return body(&box, &of)
          }
        }
      }
    }

    func centroid(_ candidate: Int) -> [Double] {
      (0..<dimensions).map { centroids[$0 * stride + candidate] }
    }

    /// What `filterLeaves` finds: the bits and the least bounds.
    func filterLeaves(_ kernels: Kernels) -> (left: [UInt64], least: [UInt64]) {
      var left = [UInt64](repeating: 7, count: (boxes + 7) / 8 * 8)
      var least = [Double](repeating: 7, count: left.count)
      with(0x1p-40) {
        kernels.filterLeaves(&$0, stride: boxes, count: boxes, &$1, left: &left, least: &least)
      }
      return (Array(left[..<boxes]), least[..<boxes].map(\.bitPattern))
    }

    /// What `filter` finds for one box: bounds, candidates left, the least bound.
    func filter(_ kernels: Kernels) -> (bounds: [Double], left: [Int32], least: Double) {
      var bounds = [Double](repeating: 7, count: stride)
      var left = [Int32](repeating: -7, count: candidates)
      let found = with(0x1p-40) { kernels.filter(&$0, &$1, bounds: &bounds, left: &left) }
      return (Array(bounds[..<candidates]), Array(left[..<found.count]), found.least)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 20])
  func filtersOneBox(_ dimensions: Int) {
    var random = TestRandom(seed: dimensions)
    for candidates in [1, 2, 7, 8, 9, 30, 100] {
      for _ in 0..<20 {
        let test = Case(&random, boxes: 1, candidates: candidates, dimensions: dimensions)
        let scalar = test.filter(Kernels.all[0])
        for kernels in Kernels.all {
          let found = test.filter(kernels)
          // A bound without a number, of centroids on a point, is one of no certain sign.
          let bits = { (bounds: [Double]) in bounds.map { $0.isNaN ? 0 : $0.bitPattern } }
          #expect(bits(found.bounds) == bits(scalar.bounds), "\(kernels.name)")
          #expect(found.left == scalar.left && found.least == scalar.least)
        }
        #expect(!scalar.left.isEmpty)
        check(test, scalar.bounds, &random)
      }
    }
  }

  /// At points of the box, a candidate with a positive bound is farther than the nearest by that.
  private func check(_ test: Case, _ bounds: [Double], _ random: inout TestRandom) {
    for _ in 0..<10 {
      let point = (0..<test.dimensions).map { feature in
        let (low, high) = (test.values[feature], test.values[test.dimensions + feature])
        return [low, high, low + (high - low) * abs(random.signed())][random.below(3)]
      }
      let distances = (0..<test.candidates).map {
        Textbook.squaredDistance(point, test.centroid($0)).squareRoot()
      }
      let nearest = distances.min() ?? 0
      for (candidate, bound) in bounds.enumerated() where bound > 0 {
        #expect(bound <= distances[candidate] - nearest + 1e-12)
      }
    }
  }

  @Test(arguments: 1...8)
  func filtersBoxesSideBySide(_ dimensions: Int) {
    var random = TestRandom(seed: 100 + dimensions)
    for (boxes, candidates) in [(1, 1), (3, 2), (8, 5), (9, 8), (17, 33), (24, 64)] {
      let test = Case(&random, boxes: boxes, candidates: candidates, dimensions: dimensions)
      let scalar = test.filterLeaves(Kernels.all[0])
      for kernels in Kernels.all {
        let found = test.filterLeaves(kernels)
        #expect(found.left == scalar.left && found.least == scalar.least, "\(kernels.name)")
      }
      for box in 0..<boxes {
        var one = test
        one.boxes = 1
        one.values = (0..<2 * dimensions).map { test.values[$0 * boxes + box] }
        let (_, left, least) = one.filter(Kernels.all[0])
        var bits: UInt64 = 0
        for candidate in left { bits |= 1 << UInt64(candidate) }
        #expect(bits == scalar.left[box])
        #expect(least.bitPattern == scalar.least[box])
      }
    }
  }

  @Test(arguments: 1...8, PointMatrix.Scalar.allCases)
  func settlesByTheTruth(_ dimensions: Int, _ scalar: PointMatrix.Scalar) {
    var random = TestRandom(seed: 200 + dimensions)
    for count in [1, 5, 8, 9, 40] {
      let test = Case(&random, boxes: 1, candidates: 12, dimensions: dimensions)
      let points = TestPoints(
        random: &random, scalar: scalar, dimensions: dimensions, count: count, spread: 3)
      let list: [Int32] = [0, 2, 3, 7, 11]
      let start = (0..<count).map { _ in test.clusters[random.below(12)] }
      let distances = (0..<count).map { point in
        list.map { Textbook.squaredDistance(Array(points.point(point)), test.centroid(Int($0))) }
      }
      let labels = distances.map { row in
        test.clusters[Int(list[row.firstIndex(of: row.min() ?? 0) ?? 0])]
      }
      let changed = (0..<count).filter { labels[$0] != start[$0] }
      let sorted = distances.map { $0.sorted() }
      for kernels in Kernels.all {
        var (found, places) = (start, [Int32](repeating: -7, count: count))
        var from = places
        let facts = test.with(0) { _, of in
          points.columns().withUnsafeBytes {
            kernels.settle(
              Kernels.Columns($0.baseAddress!, scalar: scalar, count: count), &of, list: list,
              count: list.count, labels: &found, changed: &places, from: &from)
          }
        }
        #expect(found == labels, "\(kernels.name)")
        #expect(places[..<facts.changed].map { Int($0) } == changed)
        #expect(from[..<facts.changed].elementsEqual(changed.map { start[$0] }))
        #expect(facts.difference == sorted.map { $0[1] - $0[0] }.min())
        #expect(facts.sum == sorted.map { $0[1] + $0[0] }.max())
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8, 11], PointMatrix.Scalar.allCases)
  func surveysBoxesAndSums(_ dimensions: Int, _ scalar: PointMatrix.Scalar) throws {
    var random = TestRandom(seed: 300 + dimensions)
    for (count, spread) in [(1, 1.0), (7, 0x1p-300), (8, 1e9), (9, 3.0), (100, 0x1p470)] {
      let points = TestPoints(
        random: &random, scalar: scalar, dimensions: dimensions, count: count,
        spread: scalar == .float ? min(max(spread, 0x1p-100), 0x1p100) : spread)
      let x = try Observations(
        PointMatrix((0..<count + 1).map { Array(points.point($0 % count)) }))
      let d = dimensions
      for kernels in Kernels.all {
        var (low, high) = ([Double](repeating: 7, count: d), [Double](repeating: 7, count: d))
        var sums = [Int64](repeating: 7, count: 2 * d)
        let isWhole = points.columns().withUnsafeBytes {
          kernels.survey(
            Kernels.Columns($0.baseAddress!, scalar: scalar, count: count), dimensions: d,
            grid: x.grid, low: &low, high: &high, sums: &sums)
        }
        var (group, single) = (
          ClusterSums(grid: x.grid, clusters: 1, isWeighted: false),
          ClusterSums(grid: x.grid, clusters: 1, isWeighted: false)
        )
        group.add(group: sums, size: count, to: 0)
        for point in 0..<count { single.add(point, of: x.rows, to: 0, kernels: .best) }
        for feature in 0..<d {
          let column = (0..<count).map { Array(points.point($0))[feature] }
          #expect(low[feature] == column.min() && high[feature] == column.max())
          let difference = group.sum(0, feature: feature) - single.sum(0, feature: feature)
          if isWhole { #expect(difference.isZero, "\(kernels.name)") }
        }
        #expect(isWhole || x.grid.planes > 2)
        #expect((group.weight(0) - single.weight(0)).isZero)
      }
    }
  }
}

extension TestPoints {
  /// The values feature by feature, and seven more.
  fileprivate func columns() -> [UInt8] {
    let size = scalar.size
    var columns: [UInt8] = []
    for feature in 0..<dimensions {
      for point in 0..<count {
        let start = (point * dimensions + feature) * size
        columns += bytes[start..<start + size]
      }
    }
    return columns + [UInt8](repeating: 0xFF, count: 7 * size)
  }
}
