import Testing

@testable import KMeansCore

@Suite struct KernelTruthTests {
  static let dimensions = Array(1...300) + [392, 500, 784, 1000, 1024, 1031]

  @Test(arguments: PointMatrix.Scalar.allCases)
  func equalsThePairwiseSumBitForBit(_ scalar: PointMatrix.Scalar) {
    for d in Self.dimensions {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: scalar, dimensions: d, count: 11)
      let k = 1 + d % 6
      let spread = scalar == .uint8 ? 255.0 : 1.0
      let centroids = (0..<k * d).map { _ in random.signed() * spread }
      // δ of every pair.
      let truth = (0..<points.count).map { i in
        (0..<k).map { j in
          pairwiseDistance(points.point(i), centroids[j * d..<(j + 1) * d])
        }
      }
      let least = truth.map { $0.min()! }
      let labels = zip(truth, least).map { Int32($0.firstIndex(of: $1)!) }
      let some = (0..<points.count).map { _ in Int32(random.below(k)) }
      for kernels in Kernels.all {
        let nearest = kernels.nearest(points, centroids)
        #expect(nearest.labels == labels, "\(kernels.name), d = \(d)")
        #expect(nearest.distances == least, "\(kernels.name), d = \(d)")
        // Few points take another way than many.
        let few = kernels.nearest(points, centroids, rows: [2, 9])
        #expect(few.labels == [labels[2], labels[9]], "\(kernels.name), d = \(d)")
        #expect(few.distances == [least[2], least[9]], "\(kernels.name), d = \(d)")
        let toOne = kernels.distances(points, toOne: Array(centroids[..<d]))
        #expect(toOne == truth.map { $0[0] }, "\(kernels.name), d = \(d)")
        let assigned = kernels.distances(points, toAssigned: centroids, labels: some)
        #expect(assigned == zip(truth, some).map { $0[Int($1)] }, "\(kernels.name), d = \(d)")
        let all = kernels.distances(points, toAll: centroids)
        #expect(all == truth.flatMap { $0 }, "\(kernels.name), d = \(d)")
        let fewToAll = kernels.distances(points, toAll: centroids, rows: [2, 9])
        #expect(fewToAll == truth[2] + truth[9], "\(kernels.name), d = \(d)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 130])
  func rowsChooseThePoints(_ d: Int) {
    for scalar in PointMatrix.Scalar.allCases {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: scalar, dimensions: d, count: 90)
      let centroids = (0..<11 * d).map { _ in random.signed() * 128 }
      let rows = (0..<77).map { _ in Int32(random.below(90)) }
      for kernels in Kernels.all {
        let all = kernels.nearest(points, centroids)
        let some = kernels.nearest(points, centroids, rows: rows)
        #expect(some.labels == rows.map { all.labels[Int($0)] })
        #expect(some.distances == rows.map { all.distances[Int($0)] })
        let m = Array(centroids[..<d])
        let one = kernels.distances(points, toOne: m)
        #expect(
          kernels.distances(points, toOne: m, rows: rows) == rows.map { one[Int($0)] })
        let assigned = kernels.distances(
          points, toAssigned: centroids, labels: some.labels, rows: rows)
        #expect(assigned == some.distances)
      }
    }
  }

  @Test(arguments: [1, 2, 5, 8, 12, 40, 129])
  func tiesGoToTheLowestIndex(_ d: Int) {
    // Values 0 and 1 only: most points lie equally far from several centroids.
    var random = TestRandom(seed: d)
    for k in [1, 2, 3, 4, 5, 9, 17] {
      let values = (0..<70 * d).map { _ in Double(random.below(2)) }
      let centroids = (0..<k * d).map { _ in Double(random.below(2)) }
      for scalar in PointMatrix.Scalar.allCases {
        let points = TestPoints(values, scalar: scalar, dimensions: d)
        let expected = (0..<points.count).map { i in
          let truth = (0..<k).map {
            pairwiseDistance(points.point(i), centroids[$0 * d..<($0 + 1) * d])
          }
          return Int32(truth.firstIndex(of: truth.min()!)!)
        }
        for kernels in Kernels.all {
          #expect(kernels.nearest(points, centroids).labels == expected, "\(kernels.name)")
        }
      }
    }
  }

  @Test func massesAreSumsOfFloors() {
    var random = TestRandom(seed: 4)
    for count in [0, 1, 7, 8, 9, 240, 333] {
      for (scale, most) in [(1.0, 0x1p51), (0x1p40, 0x1p51), (0x1p40, 1000), (0x1p-20, 5.0)] {
        var known = (0..<count).map { _ in abs(random.signed()) * 3000 }
        if count > 7 { (known[0], known[5], known[6]) = (0, .infinity, .nan) }
        let others = (0..<count).map { _ in abs(random.signed()) * 3000 }
        func sum(_ distances: [Double]) -> UInt64 {
          distances.reduce(0) { $0 + UInt64($1 * scale < most ? $1 * scale : most) }
        }
        let least = zip(known, others).map { $1 < $0 ? $1 : $0 }
        for kernels in Kernels.all {
          let alone = kernels.masses(known, or: nil, count: count, scale: scale, most: most)
          let both = kernels.masses(known, or: others, count: count, scale: scale, most: most)
          #expect(alone == sum(known) && both == sum(least), "\(kernels.name), n = \(count)")
        }
      }
    }
  }

  @Test func rootsAreRoundedOnce() {
    var random = TestRandom(seed: 3)
    for count in [0, 1, 7, 8, 9, 33] {
      let exponents = [-1070, -400, 0, 1, 500]
      let values = (0..<count).map {
        Double(sign: .plus, exponent: exponents[$0 % 5], significand: 1 + abs(random.signed()) / 2)
      }
      for kernels in Kernels.all {
        var roots = values + [-1]
        kernels.takeRoots(&roots, count: count)
        #expect(roots == values.map { $0.squareRoot() } + [-1], "\(kernels.name)")
      }
    }
  }

  @Test(arguments: [2, 20, 150])
  func distancesAreOptional(_ d: Int) {
    var random = TestRandom(seed: d)
    let points = TestPoints(random: &random, scalar: .float, dimensions: d, count: 21)
    let centroids = (0..<5 * d).map { _ in random.signed() }
    for kernels in Kernels.all {
      var labels = [Int32](repeating: -7, count: 21)
      points.withPoints {
        kernels.nearest(
          $0, centroids: centroids, count: 5, labels: &labels, distancesSquared: nil)
      }
      #expect(labels == kernels.nearest(points, centroids).labels, "\(kernels.name)")
    }
  }

  @Test func doublesOfAnySizeAgree() {
    // Squares from subnormal to 2⁹⁶⁰.
    for d in [1, 3, 8, 21, 200] {
      var random = TestRandom(seed: d)
      for exponent in [-530, -480, -30, 0, 300, 478] {
        let size = Double(sign: .plus, exponent: exponent, significand: 1)
        let points = TestPoints(
          random: &random, scalar: .double, dimensions: d, count: 9, spread: size)
        let centroids = (0..<6 * d).map { _ in random.signed() * size }
        let expected = (0..<points.count).map { i in
          (0..<6).map { pairwiseDistance(points.point(i), centroids[$0 * d..<($0 + 1) * d]) }
            .min()!
        }
        for kernels in Kernels.all {
          #expect(kernels.nearest(points, centroids).distances == expected, "\(kernels.name)")
        }
      }
    }
  }
}
