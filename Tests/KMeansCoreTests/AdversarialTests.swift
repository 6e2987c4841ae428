import TestSupport
import Testing

@testable import KMeansCore

/// Inputs built at the edges of what is admitted: Lloyd must equal Textbook in every bit.
struct AdversarialTests {
  /// Points on the bisector of two centroids, and the neighbouring numbers on either side of it.
  @Test(
    arguments: Shapes.sampled([1, 2, 7, 8, 9, 17, 128, 129], most: 3),
    Shapes.sampled([0, 1e8, 1e15, -3e7], most: 2))
  func neighboursOfTheBisector(_ d: Int, _ offset: Double) throws {
    var random = SplitMix(state: UInt64(d))
    let centre = (0..<d).map { _ in offset + random.normal() }
    let half = (0..<d).map { _ in random.normal() }
    let start = [1, -1, 0.5].map { sign in zip(centre, half).map { $0 + sign * $1 } }
    var points = [centre]
    for feature in 0..<min(d, 6) {
      var (up, down) = (centre, centre)
      for _ in 0..<4 {
        up[feature] = up[feature].nextUp
        down[feature] = down[feature].nextDown
        points += [up, down]
      }
      var (floatUp, floatDown) = (centre, centre)
      floatUp[feature] = Double(Float(centre[feature]).nextUp)
      floatDown[feature] = Double(Float(centre[feature]).nextDown)
      points += [floatUp, floatDown]
    }
    try Adversary("bisector, d = \(d), at \(offset)", points, start: start).check()
    let floats = try PointMatrix(points).converted(to: .float)
    try Adversary("as floats", floats, start: PointMatrix(start)).check()
  }

  /// Corners of cubes, and centroids at corners: every distance is a tie.
  @Test(arguments: Shapes.sampled([2, 3, 7], most: 2))
  func tiesBySymmetry(_ d: Int) throws {
    for (offset, side) in [(0, 1), (1e8, 1), (1e15, 0.125), (0.1, 0.2), (0, 0x1p-400)] {
      let corners = (0..<(1 << d)).map { corner in
        (0..<d).map { offset + (corner >> $0 & 1 == 1 ? side : 0) }
      }
      for k in Set([2, 3, min(16, 1 << (d - 1)), min(16, 1 << d)]) {
        let start = (0..<k).map { corners[($0 * 5) % corners.count] }
        try Adversary("cube of \(side) at \(offset), k = \(k)", corners, start: start).check()
      }
    }
  }

  /// The largest and smallest magnitudes and spreads that are admitted.
  @Test(
    arguments: Shapes.sampled([0x1.fp479, 0x1p400, 0x1p-478, 0x1p-300], most: 2),
    Shapes.sampled([1, 3, 9], most: 2))
  func extremeMagnitudes(_ scale: Double, _ d: Int) throws {
    var random = SplitMix(state: UInt64(d))
    let points = (0..<50).map { _ in (0..<d).map { _ in (random.unit() - 0.5) * 2 * scale } }
    let start = points[..<4] + [Array(repeating: 0x1.fp479, count: d)]
    try Adversary("magnitude \(scale), d = \(d)", points, start: Array(start)).check()
  }

  @Test func weightsAndValuesAtTheirExtremes() throws {
    let extremes = [0x1p-480, 0x1.8p-480, 0x1p-100, 1, 0.1, 0x1.fffffffffffffp479, 0, 3, 0x1p479]
    for scale in [0x1.fffffffffffffp479, 1, 0x1p-470] {
      for d in [1, 2, 8] {
        var random = SplitMix(state: UInt64(d))
        let points = (0..<45).map { _ in (0..<d).map { _ in (random.unit() - 0.5) * scale } }
        let weights = points.indices.map { extremes[($0 * 7) % extremes.count] }
        try Adversary(
          "weights, scale \(scale), d = \(d)", points, weights: weights,
          start: Array(points[..<5])
        ).check()
      }
    }
  }

  /// Columns whose least bit lies far below the rest, of zeros of both signs, and of subnormals.
  @Test func unevenColumns() throws {
    var random = SplitMix(state: 5)
    let points = (0..<60).map { (i: Int) -> [Double] in
      let huge: Double = random.normal() * 0x1p470
      let least: Double = i % 7 == 0 ? 0x1p-1074 : 0
      let zero: Double = i % 2 == 0 ? 0 : -0.0
      let outlier: Double = i == 3 ? 1e130 : random.normal()
      return [huge, least, zero, Double(i % 5) * 0x1p-1060, outlier, i == 4 ? 0x1p-1000 : 1]
    }
    for k in [1, 2, 5, 60] {
      let start = Array(points[..<k])
      try Adversary("uneven columns, k = \(k)", points, start: start).check()
      let weights: [Double] = points.indices.map { $0 % 11 == 0 ? 0 : 1 / Double($0 + 3) }
      try Adversary("weighted", points, weights: weights, start: start).check()
    }
  }

  @Test(arguments: Shapes.sampled([1, 8, 40], most: 2))
  func oneHugeCoordinate(_ d: Int) throws {
    var random = SplitMix(state: UInt64(d))
    for huge in [1e12, 1e100, 0x1.8p479] {
      var points = (0..<(d == 1 ? 200 : 60)).map { _ in (0..<d).map { _ in random.normal() } }
      let start = Array(points[..<6])
      points[17][d - 1] = huge
      try Adversary("one \(huge), d = \(d)", points, start: start).check()
    }
  }

  /// Few distinct points and many centroids, so that clusters empty again and again.
  @Test(arguments: Shapes.sampled(0..<12, most: 3))
  func clustersEmptyAgainAndAgain(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let offset = [0, 1e8, 1e15, 0.1][seed % 4]
    let unit = max(offset.ulp, 0x1p-30)
    let d = 1 + seed % 3
    let points = (0..<60).map { _ in
      (0..<d).map { _ in offset + unit * Double(Int(random.unit() * 4)) }
    }
    let k = 3 + seed % 7
    let far = Array(repeating: 1e140, count: d)
    for start in [Array(repeating: far, count: k), Array(points[..<k])] {
      var adversary = try Adversary("emptying, seed \(seed)", points, start: start)
      adversary.iterations = 1000
      try adversary.check()
      let weights: [Double] = points.indices.map { Double(($0 * seed) % 4) / 3 }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      adversary.weights = weights
      try adversary.check()
    }
  }

  @Test func onePointAndOneDimension() throws {
    for value in Shapes.sampled([0, -0.0, 1, 0x1p-1074, -0x1.fp479, 0.1], most: 3) {
      for weight in [nil, 0x1p-480, 0x1.fp479] as [Double?] {
        for start in [[[value]], [[0.5]], [[0x1.fp479]], [[-0x1p-1074]]] {
          try Adversary(
            "one point \(value)", [[value]], weights: weight.map { [$0] }, start: start
          ).check()
        }
      }
    }
  }

  /// Bytes and floats with weights, over several chunks and panels with a partial last one.
  @Test(arguments: [PointMatrix.Scalar.uint8, .float], [1, 19])
  func scalarsWithWeightsOverChunks(_ scalar: PointMatrix.Scalar, _ d: Int) throws {
    var random = SplitMix(state: UInt64(d))
    let count = Shapes.areFew ? 300 : d == 1 ? 4090 : 300
    let values = (0..<count).map { _ in
      (0..<d).map { _ in (random.unit() * 256).rounded(.down) }
    }
    let points = try PointMatrix(values).converted(to: scalar)
    let weights = values.indices.map { $0 % 6 == 5 ? 0 : random.unit() * 0x1p40 }
    for weights in [nil, weights] {
      try Adversary(
        "\(scalar), d = \(d)", points, weights: weights,
        start: points.selecting([0, 1, 2, 0]), iterations: 2
      ).check()
    }
  }
}
