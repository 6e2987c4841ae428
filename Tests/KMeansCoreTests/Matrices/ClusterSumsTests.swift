import Testing

@testable import KMeansCore

/// Sums by cluster: batches, parts and fresh starts all leave the same, exactly.
@Suite struct ClusterSumsTests {
  static func observations(
    _ scalar: PointMatrix.Scalar, d: Int, n: Int, spread: Int, weighted: Bool
  ) throws -> Observations {
    var random = TestRandom(seed: d)
    let values = (0..<n * d).map { _ in
      scalar == .uint8
        ? Double(random.below(256))
        : Double(
          sign: .plus, exponent: random.below(spread) - spread / 2, significand: random.signed())
    }
    let points =
      switch scalar {
      case .uint8: try PointMatrix(dimensions: d, values: values.map { UInt8($0) })
      case .float: try PointMatrix(dimensions: d, values: values.map { Float($0) })
      case .double: try PointMatrix(dimensions: d, values: values)
      }
    let weights = weighted ? (0..<n).map { Double($0 % 3) * 0.1 } : nil
    return try Observations(points, weights: weights)
  }

  static func expectSame(_ a: ClusterSums, _ b: ClusterSums, _ comment: Comment) {
    #expect(a.sizes == b.sizes && a.members == b.members, comment)
    for cluster in 0..<a.clusters {
      #expect(a.weight(cluster) == b.weight(cluster), comment)
      for feature in 0..<a.grid.columns - 1 {
        #expect(
          a.sum(cluster, feature: feature) == b.sum(cluster, feature: feature), comment)
      }
    }
  }

  /// In batches of all points, of some, out of a cluster or from nowhere: as one by one.
  @Test(arguments: PointMatrix.Scalar.allCases, [false, true])
  func batchesMoveWhatSinglePointsDo(_ scalar: PointMatrix.Scalar, weighted: Bool) throws {
    for (d, spread) in [(1, 8), (2, 8), (2, 200), (3, 8), (7, 90), (8, 8), (21, 200), (40, 8)] {
      let n = weighted ? 60 : 700
      let x = try Self.observations(scalar, d: d, n: n, spread: spread, weighted: weighted)
      var random = TestRandom(seed: 99)
      let first = (0..<n).map { _ in Int32(random.below(7)) }
      for kernels in Kernels.all {
        var batched = ClusterSums(grid: x.grid, clusters: 9, isWeighted: weighted)
        var single = batched
        batched.move(x.rows, 0..<n, positions: nil, from: nil, to: first, kernels: kernels)
        for i in 0..<n { single.add(i, of: x.rows, to: Int(first[i]), kernels: kernels) }
        Self.expectSame(batched, single, "\(kernels.name), d = \(d)")
        // Some of the points from 13 on go elsewhere; a few come from nowhere.
        let positions = (0..<n - 13).filter { $0 % 3 != 1 }.map { Int32($0) }
        let from = positions.map { $0 % 5 == 0 ? -1 : first[13 + Int($0)] }
        let to = positions.map { 8 - first[13 + Int($0)] }
        positions.withUnsafeBufferPointer {
          batched.move(x.rows, 13..<n, positions: $0, from: from, to: to, kernels: kernels)
        }
        for (index, position) in positions.enumerated() {
          let point = 13 + Int(position)
          if from[index] >= 0 {
            single.add(point, of: x.rows, to: Int(from[index]), removing: true, kernels: .best)
          }
          single.add(point, of: x.rows, to: Int(to[index]), kernels: .best)
        }
        Self.expectSame(batched, single, "\(kernels.name), d = \(d)")
      }
    }
  }

  @Test func partsHoldWhatTheyTouchAndMergeToTheWhole() throws {
    let x = try Self.observations(.float, d: 5, n: 900, spread: 8, weighted: false)
    var whole = ClusterSums(grid: x.grid, clusters: 50, isWeighted: false)
    var merged = whole
    let part = whole
    var reused = part
    for start in stride(from: 0, to: 900, by: 100) {
      reused.reset()
      for i in start..<start + 100 {
        whole.add(i, of: x.rows, to: i % 3 + start / 30, kernels: .best)
        reused.add(i, of: x.rows, to: i % 3 + start / 30, kernels: .best)
      }
      #expect(reused.kept.count == 3)
      merged.merge(reused)
    }
    Self.expectSame(merged, whole, "parts")
    #expect(merged.members.filter { $0 > 0 }.count == 27)
  }

  @Test func whatChangedSinceSettlingIsKnown() throws {
    let x = try Self.observations(.float, d: 2, n: 20, spread: 8, weighted: false)
    var sums = ClusterSums(grid: x.grid, clusters: 4, isWeighted: false)
    #expect(sums.changed == [true, true, true, true])
    sums.settle()
    sums.add(3, of: x.rows, to: 2, kernels: .best)
    #expect(sums.changed == [false, false, true, false])
    sums.settle()
    var part = ClusterSums(grid: x.grid, clusters: 4, isWeighted: false)
    part.move(
      x.rows, 0..<20, positions: nil, from: nil, to: [Int32](repeating: 1, count: 20),
      kernels: .best)
    sums.merge(part)
    #expect(sums.changed == [false, true, false, false])
    sums.settle()
    sums.move(x.rows, 4..<6, positions: nil, from: [1, 1], to: [3, 3], kernels: .best)
    #expect(sums.changed == [false, true, false, true])
  }

  /// How fine values are is measured, not told by their type.
  @Test func wholeNumbersAndFloatsInDoubleTakeOnePlane() throws {
    let cases: [(step: Double, planes: Int)] = [
      (1, 1), (0.25, 1), (Double(Float(0.1)), 1), (0.1, 2), (0x1p-60, 2),
    ]
    for (step, planes) in cases {
      let values = (0..<600).map { $0 == 77 ? step : Double($0 % 5) }
      for d in [1, 3, 20] {
        let x = try Observations(PointMatrix(dimensions: d, values: values), weights: nil)
        #expect(x.grid.planes == planes, "\(step), d = \(d)")
      }
    }
  }

  /// The mean of every cluster against long division, whatever the planes.
  @Test(arguments: PointMatrix.Scalar.allCases)
  func meansAreExactQuotients(_ scalar: PointMatrix.Scalar) throws {
    for (d, spread) in [(1, 4), (3, 20), (9, 60), (24, 200)] {
      let x = try Self.observations(scalar, d: d, n: 500, spread: spread, weighted: false)
      var sums = ClusterSums(grid: x.grid, clusters: 6, isWeighted: false)
      for i in 0..<500 { sums.add(i, of: x.rows, to: i * i % 6, kernels: .best) }
      for kernels in Kernels.all {
        for cluster in 0..<6 where sums.members[cluster] > 0 {
          var (high, low) = ([Double](repeating: 0, count: d), [Double](repeating: 0, count: d))
          var (means, open) = (high, [Int32](repeating: 0, count: d))
          sums.split(cluster, kernels: kernels, high: &high, low: &low, open: &open)
          sums.mean(
            cluster, kernels: kernels, high: high, low: low, means: &means, open: &open)
          for l in 0..<d {
            let exact = sums.sum(cluster, feature: l).quotient(by: sums.weight(cluster))
            #expect(means[l].bitPattern == exact.bitPattern, "\(kernels.name), d = \(d)")
            let pair = DoubleDouble(sums.sum(cluster, feature: l))
            #expect(DoubleDouble(high[l], low[l]) == pair)
          }
        }
      }
    }
  }
}

/// Sums of squared distances: any magnitudes, in any parts.
@Suite struct NonNegativeSumsTests {
  @Test func anyMagnitudesAddUpExactly() {
    for spread in [1, 30, 60, 200, 1900] {
      var random = TestRandom(seed: spread)
      let values = (0..<3000).map { (i: Int) -> Double in
        let exponent = random.below(spread) - spread / 2
        let digits = abs(random.signed())
        return i % 7 == 0 ? 0 : Double(sign: .plus, exponent: exponent, significand: digits)
      }
      let weights = (0..<3000).map { (i: Int) -> Double in
        i % 3 == 0 ? Double(i % 4) : i % 3 == 1 ? 0.1 * Double(i % 5) : 0x1p-300
      }
      let labels = (0..<3000).map { _ in Int32(random.below(5)) }
      var truth = [ExactSum](repeating: ExactSum(), count: 10)
      for i in 0..<3000 {
        truth[Int(labels[i])].add(values[i])
        truth[5 + Int(labels[i])].addProduct(values[i], weights[i])
      }
      var (first, second) = (NonNegativeSums(count: 5), NonNegativeSums(count: 5))
      var weighted = NonNegativeSums(count: 5)
      labels.withUnsafeBufferPointer { labels in
        values.withUnsafeBufferPointer { values in
          for start in stride(from: 0, to: 3000, by: 500) {
            let part = UnsafeBufferPointer(rebasing: values[start..<start + 500])
            if start < 1500 {
              first.add(part, to: labels.baseAddress! + start)
            } else {
              second.add(part, to: labels.baseAddress! + start)
            }
          }
        }
      }
      for i in 0..<3000 { weighted.add(values[i], times: weights[i], to: Int(labels[i])) }
      for index in 0..<5 {
        #expect(first.sum(index) + second.sum(index) == truth[index].value, "\(spread)")
        #expect(weighted.sum(index) == truth[5 + index].value, "\(spread)")
      }
    }
  }

  /// Terms far above those that chose the grid, and as many of the greatest that it takes.
  @Test func laterTermsMayBeMuchLarger() {
    var sums = NonNegativeSums(count: 1)
    var truth = ExactSum()
    let labels = [Int32](repeating: 0, count: 1000)
    for power in [0, 7, 8, 9, 30, 34, 35, 60, 100, 900] {
      let term = Double(sign: .plus, exponent: power, significand: 2).nextDown
      let values = [Double](repeating: term, count: 1000)
      values.withUnsafeBufferPointer { sums.add($0, to: labels) }
      for value in values { truth.add(value) }
      sums.add(term, times: 3, to: 0)
      truth.addProduct(term, 3)
      #expect(sums.sum(0) == truth.value, "2^\(power)")
    }
  }

  @Test func subnormalsAndZerosAreExact() {
    let least = Double.leastNonzeroMagnitude
    let values = [0, least, 3 * least, 0x1p-1022, 0x1.8p-1000, 0]
    var sums = NonNegativeSums(count: 1)
    let labels = [Int32](repeating: 0, count: values.count)
    values.withUnsafeBufferPointer { sums.add($0, to: labels) }
    var truth = Dyadic.zero
    for value in values { truth += Dyadic(value) }
    #expect(sums.sum(0) == truth)
  }
}
