import TestSupport
import Testing

@testable import KMeansCore

/// Distances of compressed rows, and the facts that `Observations` has of them, against the same
/// points written out.
struct CompressedDistanceTests {
  /// xorshift64*, as a number of 0 ..< 1.
  private struct Dice {
    var state: UInt64
    mutating func unit() -> Double {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) * 0x1p-53
    }
  }

  static let dimensions = Shapes.sampled(
    Array(1...300) + Array(1023...1033) + [10007], most: 60)

  /// Values in random places, in one leaf, at the ends, everywhere and nowhere.
  private func patterns(_ d: Int, _ dice: inout Dice) -> [[Int]] {
    let scattered = (0..<d).filter { _ in dice.unit() < min(1, 8 / Double(d)) }
    let start = Int(dice.unit() * Double(d))
    let other = (0..<d).filter { _ in dice.unit() < 0.3 }
    return [
      [], [0], [d - 1], scattered, other, Array(start..<min(d, start + 20)), Array(0..<d),
      Array(Set([0, d / 2, max(0, d / 2 - 1), d - 1])).sorted(),
    ]
  }

  @Test(arguments: Kernels.all.indices)
  func distancesAreTheTruth(set: Int) throws {
    let kernels = Kernels.all[set]
    var dice = Dice(state: 99)
    for d in Self.dimensions {
      let patterns = patterns(d, &dice)
      let values = patterns.flatMap { $0.map { _ in dice.unit() * 2 - 1 } }
      var offsets = [0]
      for pattern in patterns { offsets.append((offsets.last ?? 0) + pattern.count) }
      let x = try PointMatrix(
        compressedRows: values, columns: patterns.flatMap { $0 }, offsets: offsets, dimensions: d)
      // A whole centroid, and one that is 0 for the most part, as seeds are.
      let m = try PointMatrix([
        (0..<d).map { _ in dice.unit() * 2 - 1 },
        (0..<d).map { _ in dice.unit() < 0.05 ? dice.unit() : 0 },
      ])
      let rows = try #require(x.compressed)
      // From node to node, and by leaves.
      for length in [nil, 1 << 20] {
        let screen = CompressedScreen(
          dimensions: d, capacity: 2, kernels: kernels, length: length)
        screen.take(m, threads: 1)
        let scratch = screen.makeScratch()
        for point in patterns.indices {
          for cluster in 0..<2 {
            let distance = screen.distance(rows[point], to: cluster, scratch)
            #expect(
              distance.bitPattern
                == Textbook.squaredDistance(x.point(point), m.point(cluster)).bitPattern,
              "d = \(d)")
          }
        }
        #expect((0..<d).allSatisfy { scratch.point[$0] == 0 })
      }
      try expectDistancesAmong(x, rows, kernels)
    }
  }

  /// The points among themselves, as seeds are: merged, and by strided sums.
  private func expectDistancesAmong(
    _ x: PointMatrix, _ rows: CompressedRows, _ kernels: Kernels
  ) throws {
    let d = x.dimensions
    let seeds = CompressedScreen(
      dimensions: d, capacity: x.count, kernels: kernels, length: 1 << 20)
    seeds.take(rows.selecting(Array(0..<x.count)), hasScores: false, threads: 1)
    let lanes = SeedLanes(try #require(seeds.leaves), kernels: kernels)
    let scratch = seeds.makeScratch()
    for seed in 0..<x.count {
      lanes.take(rows.selecting([seed]))
      for point in 0..<x.count {
        let truth = Textbook.squaredDistance(x.point(point), x.point(seed)).bitPattern
        #expect(
          seeds.distance(rows[point], to: rows[seed], seed).bitPattern == truth, "d = \(d)")
        #expect(lanes.distance(rows[point], scratch).bitPattern == truth, "d = \(d)")
      }
    }
    #expect((0..<d).allSatisfy { scratch.point[$0] == 0 })
  }

  /// Values of two points in one strided sum in every order: 8 apart, at one place, in the last
  /// features of all, and such that another order of additions gives another number.
  @Test(arguments: Kernels.all.indices)
  func stridedSumsOfTwoPointsKeepTheirOrder(set: Int) throws {
    var dice = Dice(state: 12)
    var differing = 0
    for d in [20, 61, 64, 128, 131, 200, 1031] {
      var pairs: [[(Int, Double)]] = []
      let lanes = [0, 7, 8 * ((d - 1) / 8)]
      for _ in 0..<60 {
        let first = lanes[Int(dice.unit() * 3)]
        let columns = stride(from: first % 8, to: min(d, first / 64 * 64 + 64), by: 8)
        pairs.append(
          columns.filter { _ in dice.unit() < 0.4 }.map {
            ($0, (1 + dice.unit()) * (dice.unit() < 0.3 ? 0x1p-26 : 1))
          })
      }
      let pair = try SparsePair(pairs, dimensions: d)
      let rows = try #require(pair.compressed.compressed)
      try expectDistancesAmong(pair.whole, rows, Kernels.all[set])
      // Backwards, some sums differ, so the order matters to the test.
      for point in 1..<rows.count {
        let (a, b) = (pair.whole.point(point - 1), pair.whole.point(point))
        let terms = zip(a, b).map { ($0 - $1) * ($0 - $1) }
        let sums = [terms, terms.reversed()].map { $0.reduce(0, +) }
        differing += sums[0] == sums[1] ? 0 : 1
      }
    }
    #expect(differing > 20)
  }

  /// Compressed rows and the same points written out.
  private func pair(
    _ count: Int, _ d: Int, seed: UInt64, _ value: (inout Dice) -> Double
  ) throws -> (PointMatrix, PointMatrix) {
    var dice = Dice(state: seed)
    var (values, columns, offsets) = ([Double](), [Int](), [0])
    var whole = [Double](repeating: 0, count: count * d)
    for point in 0..<count {
      // The first feature has a value in every point.
      for feature in 0..<d where feature == 0 || dice.unit() < 0.2 {
        let value = value(&dice)
        values.append(value)
        columns.append(feature)
        whole[point * d + feature] = value
      }
      offsets.append(values.count)
    }
    return (
      try PointMatrix(compressedRows: values, columns: columns, offsets: offsets, dimensions: d),
      try PointMatrix(dimensions: d, values: whole)
    )
  }

  @Test(arguments: [0, 1, 2, 3])
  func observationsAreEqual(kind: Int) throws {
    let (sparse, dense) = try pair(700, 23, seed: 5) { dice in
      switch kind {
      case 0: dice.unit() + 0.5
      case 1: (dice.unit() * 9).rounded()
      case 2: Double(Float(dice.unit() - 0.5))
      default: Double(sign: .plus, exponent: Int(dice.unit() * 800 - 400), significand: -1.7)
      }
    }
    let weights = (0..<700).map { $0 % 3 == 0 ? 0.25 * Double($0) : 1 }
    for weights in [nil, weights] {
      for threads in [1, 3] {
        let a = try Observations(sparse, weights: weights, threads: threads)
        let b = try Observations(dense, weights: weights, threads: threads)
        #expect(a.box == b.box && a.grid == b.grid && a.means == b.means)
        #expect(a.variances == b.variances && a.totalSumOfSquares == b.totalSumOfSquares)
        #expect(a.meanVariance == b.meanVariance && a.sumOfSquares == b.sumOfSquares)
      }
    }
    #expect(!sparse.isExpanded)
  }

  /// A feature whose variance is about 100 times the mean of the others', around where that counts.
  @Test func dominantFeaturesAreFoundAsInWholePoints() throws {
    var found = 0
    for step in 0..<60 {
      let size = 8 + Double(step) * 0.08
      let (sparse, dense) = try pair(200, 11, seed: UInt64(step + 1)) { $0.unit() - 0.5 }
      // The first feature has a value in every point.
      let scale = (0..<11).map { $0 == 0 ? size : 2 }
      let rows = try #require(sparse.compressed)
      var values: [Double] = []
      for point in 0..<200 { rows[point].forEach { values.append($1 * scale[$0]) } }
      let scaled = try Observations(rows.replacing(values: values))
      let whole = try Observations(
        PointMatrix(
          dimensions: 11, values: (0..<200 * 11).map { dense[$0 % 11, $0 / 11] * scale[$0 % 11] }))
      #expect(scaled.variances.allSatisfy { $0 <= scaled.greatestVariance })
      #expect(scaled.variances.contains { $0 > scaled.greatestVariance * (1 - 0x1p-39) })
      #expect(scaled.dominantFeature?.feature == whole.dominantFeature?.feature)
      #expect(scaled.dominantFeature?.ratio == whole.dominantFeature?.ratio)
      found += whole.dominantFeature == nil ? 0 : 1
    }
    #expect(found > 5 && found < 55)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 0x1p480, -0x1p900])
  func badValuesAreNamedAlike(value: Double) throws {
    var seen = 0
    let (sparse, dense) = try pair(50, 9, seed: 3) { dice in
      seen += 1
      return seen == 40 || seen == 60 ? value : dice.unit()
    }
    func message(_ points: PointMatrix) -> String {
      do {
        _ = try Observations(points)
        return "none"
      } catch { return error.description }
    }
    #expect(message(sparse) == message(dense) && message(sparse) != "none")
    #expect(!sparse.isExpanded)
    let (tiny, tinyToo) = try pair(5, 3, seed: 3) { $0.unit() * 0x1p-500 }
    #expect(message(tiny) == message(tinyToo) && message(tiny) != "none")
  }
}
