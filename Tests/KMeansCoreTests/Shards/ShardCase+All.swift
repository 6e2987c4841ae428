@testable import KMeansCore

extension ShardCase {
  /// Points around some centres, as whole numbers below 256 where they are bytes.
  static func blobs(
    _ count: Int, _ d: Int, centres: Int, scalar: PointMatrix.Scalar, seed: Int
  ) -> PointMatrix {
    var random = TestRandom(seed: seed)
    let places = (0..<centres * d).map { _ in random.signed() * 100 }
    let values = (0..<count).flatMap { _ -> [Double] in
      let centre = random.below(centres)
      return (0..<d).map { l in
        let value = places[centre * d + l] + 12 * (random.signed() + random.signed())
        return scalar == .uint8 ? min(255, max(0, (value + 128).rounded())) : value
      }
    }
    let points = PointMatrix(dimensions: d, count: count) { _ = $0.update(from: values) }
    return scalar == .float
      ? PointMatrix(dimensions: d, count: count, scalar: .float) {
        _ = $0.bindMemory(to: Float.self).update(from: values.map { Float($0) })
      } : scalar == .double ? points : points.converted(to: scalar)
  }

  /// Each of some points many times.
  static func copies(_ count: Int, of distinct: Int, _ d: Int, seed: Int) -> PointMatrix {
    let few = blobs(distinct, d, centres: distinct, scalar: .double, seed: seed)
    var random = TestRandom(seed: seed)
    return few.selecting((0..<count).map { _ in random.below(distinct) })
  }

  static func weights(_ count: Int, zeros: Bool, seed: Int) -> [Double] {
    var random = TestRandom(seed: seed)
    return (0..<count).map { _ in
      zeros && random.below(4) == 0 ? 0 : abs(random.signed()) * 3 + 0x1p-20
    }
  }

  static func configuration(
    _ clusters: Int, _ initialization: Clusterer.Initialization = .kMeansPlusPlus,
    restarts: Int = 1, seed: UInt64 = 3, tolerance: Double = 1e-4, limit: Int = 300,
    distance: Clusterer.Distance = .euclidean
  ) -> Clusterer.Configuration {
    Clusterer.Configuration(
      clusters: clusters, distance: distance, initialization: initialization, restarts: restarts,
      seed: seed, iterationLimit: limit, tolerance: tolerance, threads: 2)
  }

  /// Every initialization, scalar and distance, and what is hard.
  static let all: [ShardCase] = plain + weighted + cosine + hard + rounds

  /// Numbers of rounds of k-means|| other than the usual one.
  static var rounds: [ShardCase] {
    let points = blobs(500, 4, centres: 9, scalar: .float, seed: 15)
    let weights = weights(500, zeros: true, seed: 16)
    return [1, 2, 3, 8].flatMap { rounds in
      let start = Clusterer.Initialization.kMeansParallel(rounds: rounds)
      return [
        ShardCase("\(rounds) rounds", points, configuration(9, start, restarts: 2)),
        ShardCase("\(rounds) rounds, weights", points, weights: weights, configuration(9, start)),
        ShardCase("\(rounds) rounds, cosine", points, configuration(7, start, distance: .cosine)),
      ]
    }
  }

  private static var plain: [ShardCase] {
    let double = blobs(600, 3, centres: 9, scalar: .double, seed: 1)
    let float = blobs(500, 17, centres: 8, scalar: .float, seed: 2)
    let bytes = blobs(500, 5, centres: 6, scalar: .uint8, seed: 3)
    var cases: [ShardCase] = []
    for initialization in Clusterer.Initialization.drawing {
      let name = initialization.name
      cases += [
        ShardCase("double, \(name)", double, configuration(9, initialization)),
        ShardCase("float, \(name)", float, configuration(12, initialization, tolerance: 0)),
        ShardCase("bytes, \(name)", bytes, configuration(7, initialization, restarts: 3)),
      ]
    }
    return cases + [
      ShardCase("given", double, configuration(5, .centroids(double.selecting([0, 1, 2, 3, 4])))),
      ShardCase("limit", double, configuration(9, tolerance: 0, limit: 3)),
      ShardCase("one step", double, configuration(9, .randomPoints, tolerance: 0, limit: 1)),
      ShardCase("loose", double, configuration(9, .randomPoints, tolerance: 0.5)),
      ShardCase("one cluster", double, configuration(1)),
    ]
  }

  private static var weighted: [ShardCase] {
    let points = blobs(400, 4, centres: 7, scalar: .double, seed: 5)
    var cases: [ShardCase] = []
    for initialization in Clusterer.Initialization.drawing {
      for zeros in [false, true] {
        cases.append(
          ShardCase(
            "weights, zeros \(zeros), \(initialization.name)", points,
            weights: weights(400, zeros: zeros, seed: 6), configuration(8, initialization)))
      }
    }
    // A weightless point far away, which makes the box wide and no mass small.
    let wide = PointMatrix(dimensions: 4, count: 400) { values in
      for i in 0..<1600 { values[i] = i < 8 ? 1e9 * Double(i + 1) : points[i % 4, i / 4] }
    }
    let without = (0..<400).map { $0 < 2 ? 0.0 : 1 + Double($0 % 3) }
    let tiny = (0..<400).map { $0 < 4 ? 1.0 : $0 % 2 == 0 ? 0x1p-300 : 0 }
    return cases + [
      ShardCase("weightless and far", wide, weights: without, configuration(8)),
      ShardCase("tiny weights", points, weights: tiny, configuration(9, .randomPoints)),
      ShardCase("tiny weights, drawn", points, weights: tiny, configuration(9)),
      ShardCase(
        "great weights", points, weights: (0..<400).map { $0 % 7 == 0 ? 0x1p400 : 0x1p300 },
        configuration(6, .kMeansParallel)),
    ]
  }

  private static var cosine: [ShardCase] {
    let points = blobs(300, 6, centres: 6, scalar: .float, seed: 8)
    let ray = PointMatrix(dimensions: 3, count: 40) { values in
      for i in 0..<40 { for l in 0..<3 { values[i * 3 + l] = Double(l + 1) * 0.1 * Double(i + 1) } }
    }
    var cases = Clusterer.Initialization.drawing.map {
      ShardCase("cosine, \($0.name)", points, configuration(6, $0, distance: .cosine))
    }
    cases.append(
      ShardCase(
        "cosine, weights", points, weights: weights(300, zeros: true, seed: 9),
        configuration(6, distance: .cosine)))
    cases.append(ShardCase("cosine, one direction", ray, configuration(3, distance: .cosine)))
    return cases
  }

  private static var hard: [ShardCase] {
    let copies = copies(60, of: 4, 3, seed: 10)
    let few = blobs(30, 2, centres: 5, scalar: .double, seed: 11)
    let far = PointMatrix(dimensions: 2, count: 6) { values in
      for i in 0..<12 { values[i] = i < 4 ? Double(i) : 1e6 + Double(i) }
    }
    var random = TestRandom(seed: 12)
    let mixed = PointMatrix(dimensions: 3, count: 200) { values in
      for i in 0..<600 {
        values[i] = random.signed() * Double.powerOfTwo([-200, 0, 60][i % 3] + random.below(90))
      }
    }
    let lost = PointMatrix(dimensions: 2, count: 9) { values in
      for i in 0..<18 { values[i] = i < 2 ? 0 : 1e5 * Double(i) }
    }
    return Clusterer.Initialization.drawing.map {
      ShardCase("fewer points than k, \($0.name)", copies, configuration(7, $0))
    } + [
      ShardCase("k = N", few, configuration(30)),
      ShardCase("k = N, parallel", few, configuration(30, .kMeansParallel)),
      ShardCase("lost centroids", few, configuration(6, .centroids(far), tolerance: 0)),
      ShardCase(
        "more lost centroids", blobs(300, 2, centres: 3, scalar: .double, seed: 13),
        weights: weights(300, zeros: true, seed: 14), configuration(9, .centroids(lost))),
      ShardCase("copies, lost", copies, configuration(9, .centroids(lost.padded(copies)))),
      ShardCase("mixed scales", mixed, configuration(8, tolerance: 0)),
      ShardCase("one point", few.selecting([3]), configuration(1)),
    ]
  }
}

extension PointMatrix {
  /// The same points with the features of others, the further ones 0.
  fileprivate func padded(_ other: PointMatrix) -> PointMatrix {
    PointMatrix(dimensions: other.dimensions, count: count) { values in
      for point in 0..<count {
        for l in 0..<other.dimensions {
          values[point * other.dimensions + l] = l < dimensions ? self[l, point] : 0
        }
      }
    }
  }
}
