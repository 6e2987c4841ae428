import TestSupport
import Testing

@testable import KMeansCore

/// Points and centroids that are hard for 8 bits.
enum Hard: CaseIterable {
  case random, oneHugeCoordinate, constantColumns, subnormal, tinyAndLarge, zero, nearTies
  case whole, offset, largest, tinyCentroids

  struct Case {
    var points: TestPoints
    var centroids: [Double]
    var centre: [Double]
    var scale = 1.0
  }

  func make(dimensions d: Int, count n: Int, clusters k: Int, seed: Int) -> Case {
    var random = TestRandom(seed: seed * 1000 + d)
    func values(_ count: Int, _ value: (Int, inout TestRandom) -> Double) -> [Double] {
      (0..<count).map { value($0 % d, &random) }
    }
    var x = values(n * d) { $1.signed() }
    var m = values(k * d) { $1.signed() }
    var centre = values(d) { $1.signed() * 0.1 }
    let zeros = [Double](repeating: 0, count: d)
    var scale = 1.0
    switch self {
    case .random: break
    case .oneHugeCoordinate:
      for i in 0..<n { x[i * d + i % d] *= 1e6 }
      for j in 0..<k { m[j * d + j % d] *= 1e6 }
    case .constantColumns:
      x = values(n * d) { l, random in l % 2 == 0 ? 0.7 : random.signed() }
      m = values(k * d) { l, random in l % 2 == 0 ? 0.7 : random.signed() }
    case .subnormal:
      let size = [0x1p-1060, 0x1p-500, 0x1p-149, 0x1p-75][seed % 4]
      (x, m, centre) = (x.map { $0 * size }, m.map { $0 * size }, zeros)
    case .tinyAndLarge:
      for i in x.indices where i % 3 == 0 { x[i] *= [0x1p-600, 0x1p-30][i % 2] }
      for i in stride(from: 0, to: x.count, by: 5) { x[i] = 127 * 0x1p-5 }
      centre = zeros
    case .zero: (x, m, centre) = (x.map { _ in 0 }, m.map { _ in 0 }, zeros)
    case .nearTies:
      // The centroids lie about one point, 2⁻⁵⁰ … 2⁻¹⁰ apart.
      for j in m.indices {
        let apart = Double(sign: .plus, exponent: -10 - 4 * (j / d % 11), significand: 1)
        m[j] = x[j % d] + m[j] * apart
      }
    case .whole:
      // Nothing is rounded to 8 bits, so what is lost is lost in the floats' arithmetic; and most
      // of that where the score is a small difference, at m = 2x.
      x = values(n * d) { l, random in l == 0 ? 127 : Double(random.below(255) - 127) }
      for j in 0..<k {
        let step = Double(Float(random.signed() * 0x1p-18 + 2))
        for l in 0..<d { m[j * d + l] = x[j % n * d + l] * step }
      }
      for i in 0..<n {
        let step = Double(Float(random.signed() * 0x1p-18 + 1))
        for l in 0..<d { x[i * d + l] *= step }
      }
      centre = zeros
    case .offset:
      (x, m) = (x.map { 1e9 + $0 }, m.map { 1e9 + $0 })
      (centre, scale) = (centre.map { 1e9 + $0 }, 0x1p-3)
    case .largest:
      let size = 0x1p49
      (x, m, centre) = (x.map { $0 * size }, m.map { $0 * size }, zeros)
    case .tinyCentroids: (m, centre) = (m.map { $0 * 0x1p-40 }, zeros)
    }
    let points = TestPoints(x, scalar: .double, dimensions: d)
    return Case(points: points, centroids: m, centre: centre, scale: scale)
  }
}

@Suite struct KernelBelow8Tests {
  @Test(arguments: PointMatrix.Scalar.allCases, Kernels.Digits8.allCases)
  func packsByDefinition(_ scalar: PointMatrix.Scalar, digits: Kernels.Digits8) {
    for d in Shapes.sampled(Array(1...18) + [31, 33, 64, 65, 129, 784], most: 7) {
      var random = TestRandom(seed: d)
      let points = TestPoints(
        random: &random, scalar: scalar, dimensions: d, count: 55, spread: 100)
      let ragged = (0..<d).map { _ in random.signed() * 100 }
      let whole = (0..<d).map { _ in Double(random.below(150)) }
      let rows = (0..<50).map { _ in Int32(random.below(55)) }
      for (centre, scale) in [(ragged, 0x1p-7), (whole, 1), (whole, 0x1p-140)] {
        let m = (0..<9 * d).map { _ in random.signed() * 100 }
        let first = Kernels.all[0].screen8(
          points, m, centre: centre, scale: scale, rows: rows, digits: digits)
        Self.expectBounds(first, points, rows, m, centre: centre, scale: scale)
        for kernels in Kernels.all.dropFirst() {
          let found = kernels.screen8(
            points, m, centre: centre, scale: scale, rows: rows, digits: digits)
          #expect(found.points == first.points, "\(kernels.name), d = \(d)")
          #expect(found.centroids == first.centroids, "\(kernels.name), d = \(d)")
        }
      }
    }
  }

  /// Steps and whole numbers by definition; bounds on their side of the exact values, and near.
  static func expectBounds(
    _ screen: Kernels.Screen8, _ points: TestPoints, _ rows: [Int32], _ m: [Double],
    centre: [Double], scale: Double
  ) {
    let d = points.dimensions
    func expect(_ bound: Float, covers squares: Dyadic, within: Double, _ extra: Double) {
      let square = Dyadic(Double(bound)) * Dyadic(Double(bound))
      #expect(!(square < squares))
      #expect(Double(bound) <= squares.rounded.squareRoot() * (1 + within) + extra + 0x1p-147)
    }
    for (i, (row, found)) in zip(rows, screen.points).enumerated() {
      let v = zip(points.point(Int(row)), centre).map { ($0 - $1) * scale }
      let defined = definedRounding(v, mayBeExact: true)
      #expect(found.step == defined.step && found.values == defined.values, "d = \(d)")
      // Exact sums are slow.
      guard i < 5 else { continue }
      let held = defined.values.map { Dyadic($0) * Dyadic(Double(found.step)) }
      let error = squares(zip(v, held).map { Dyadic($0) - $1 })
      expect(found.facts[0], covers: error, within: 0x1p-22, 0)
      if error.isZero { #expect(found.facts[0] <= 0x1p-149) }
      let norm = squares(v.map { Dyadic($0) }).rounded
      let wider = error.rounded.squareRoot() * (1 + 0x1p-22)
      #expect(Double(found.facts[1]) <= (norm.squareRoot() + wider) * (1 + 0x1p-22) + 0x1p-147)
      expect(found.facts[1], covers: squares(held), within: 1, wider)
      #expect(abs(Double(bitPattern: found.norm!) - norm) <= norm * 0x1p-38)
    }
    for (j, found) in screen.centroids.enumerated().prefix(3) {
      let v = (0..<d).map { (m[j * d + $0] - centre[$0]) * scale }
      let defined = definedRounding(v, mayBeExact: false, digits: screen.digits)
      #expect(found.step == defined.step)
      let held = defined.values.map { Dyadic($0) * Dyadic(Double(found.step)) }
      let error = squares(zip(v, held).map { Dyadic($0) - $1 })
      let length = 2 * squares(held).rounded.squareRoot()
      let norm = squares(v.map { Dyadic($0) })
      expect(found.facts[0], covers: error, within: 0x1p-21, length * 0x1p-21)
      expect(found.facts[1], covers: norm, within: 0x1p-21, 0)
      #expect(!(Dyadic(0.5) * norm < Dyadic(Double(found.facts[2]))))
      #expect(Double(found.facts[2]) >= 0.5 * norm.rounded * (1 - 0x1p-21) - 0x1p-146)
    }
  }

  private static func squares(_ values: [Dyadic]) -> Dyadic {
    values.reduce(Dyadic(0)) { $0 + $1 * $1 }
  }

  /// Bytes less a whole centre are held without error, the whole range about 128 too.
  @Test func bytesAreExact() {
    for d in [1, 3, 8, 17, 64] {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: .uint8, dimensions: d, count: 60)
      let centre = [Double](repeating: 128, count: d)
      for kernels in Kernels.all {
        let screen = kernels.screen8(points, centre, centre: centre, scale: 1)
        for found in screen.points {
          #expect(found.facts[0] == 0 && found.step <= 1)
        }
      }
    }
  }

  /// Codes of every set where thresholds are bounds by definition, and one float below them.
  @Test(arguments: Hard.allCases, Kernels.Digits8.allCases)
  func equalsTheDefinition(_ hard: Hard, digits: Kernels.Digits8) {
    let shapes = [(1, 3), (2, 9), (4, 1), (7, 30), (16, 12), (33, 17), (130, 9), (1031, 5)]
    for (d, k) in Shapes.sampled(shapes, most: 4) {
      let n = d > 500 ? 5 : 51
      let example = hard.make(dimensions: d, count: n, clusters: k, seed: k)
      let m = (0..<k).map { j in
        definedRounding(
          (0..<d).map { (example.centroids[j * d + $0] - example.centre[$0]) * example.scale },
          mayBeExact: false, digits: digits
        ).values
      }
      for kernels in Kernels.all {
        let screen = kernels.screen8(
          example.points, example.centroids, centre: example.centre, scale: example.scale,
          digits: digits)
        let bounds = screen.points.map { x in
          (0..<k).map { j in
            let dot = zip(x.values, m[j]).reduce(0) { $0 + $1.0 * $1.1 }
            return definedBound(x, screen.centroids[j], dot: dot)
          }
        }
        for trial in 0..<min(k, 4) {
          let thresholds = bounds.enumerated().map { i, bounds in
            let bound = bounds[(i + trial) % k]
            return i % 2 == 0 ? bound : bound.nextDown
          }
          let expected = bounds.indices.flatMap { i in
            (0..<k).filter { bounds[i][$0] <= thresholds[i] }.map { Pair(point: i, centroid: $0) }
          }
          #expect(
            screen.survivors(thresholds: thresholds) == expected,
            "\(kernels.name), \(hard), d = \(d), k = \(k)")
        }
      }
    }
  }

  /// The certificate: with the exact score of some centroid, rounded up, as threshold, none whose
  /// exact score is at most that is ever missed. Every set has the same codes, so the best serves.
  @Test(arguments: Hard.allCases, Kernels.Digits8.allCases)
  func missesNone(_ hard: Hard, digits: Kernels.Digits8) {
    let shapes = [
      (1, 20, 6), (2, 20, 8), (5, 20, 11), (16, 10, 12), (61, 5, 8), (300, 3, 5),
    ]
    for (d, n, k) in Shapes.sampled(shapes, most: 3) {
      for seed in Shapes.sampled(0..<4, most: 2) {
        let example = hard.make(dimensions: d, count: n, clusters: k, seed: seed)
        let scores = (0..<n).map { i in
          (0..<k).map { j in
            exactScore(
              example.points.point(i), example.centroids[j * d..<(j + 1) * d],
              centre: example.centre, scale: example.scale)
          }
        }
        let screen = Kernels.best.screen8(
          example.points, example.centroids, centre: example.centre, scale: example.scale,
          digits: digits)
        for trial in 0..<k {
          let thresholds = (0..<n).map { floatUp(scores[$0][(trial + $0) % k]) }
          let found = Set(screen.survivors(thresholds: thresholds) ?? [])
          for i in 0..<n {
            let threshold = Dyadic(Double(thresholds[i]))
            for j in 0..<k where !(threshold < scores[i][j]) {
              #expect(
                found.contains(Pair(point: i, centroid: j)),
                "\(hard), d = \(d), seed = \(seed): point \(i), centroid \(j)")
            }
          }
        }
      }
    }
  }

  /// And it is worth something: of structureless points, most pairs are discarded.
  @Test func discardsMost() {
    var random = TestRandom(seed: 9)
    let (d, n, k) = (128, 48, 200)
    let points = TestPoints(random: &random, scalar: .float, dimensions: d, count: n)
    let m = (0..<k * d).map { _ in random.signed() * 0.3 }
    let centre = [Double](repeating: 0, count: d)
    let thresholds = definedScreen(points, m, centre: centre, scale: 1).least.map {
      Float(bitPattern: $0) + 0x1p-10
    }
    for kernels in Kernels.all {
      let found = kernels.screen8(points, m, centre: centre, scale: 1)
        .survivors(thresholds: thresholds)
      #expect((n...2 * n).contains(found?.count ?? 0), "\(kernels.name)")
    }
  }
}
