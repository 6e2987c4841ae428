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
      let screen = CompressedScreen(dimensions: d, capacity: 2, kernels: kernels)
      screen.take(m, threads: 1)
      let scratch = CompressedScratch(dimensions: d, capacity: 2)
      let rows = try #require(x.compressed)
      for point in patterns.indices {
        rows[point].scatter(to: scratch.point)
        for cluster in 0..<2 {
          let distance = screen.distance(rows[point], scratch.point, to: cluster)
          #expect(
            distance.bitPattern
              == Textbook.squaredDistance(x.point(point), m.point(cluster)).bitPattern, "d = \(d)")
        }
        rows[point].clear(scratch.point)
      }
      // The points among themselves, as seeds are.
      let seeds = CompressedScreen(dimensions: d, capacity: patterns.count, kernels: kernels)
      seeds.take(rows.selecting(Array(patterns.indices)), hasScores: false, threads: 1)
      for point in patterns.indices {
        for seed in patterns.indices {
          #expect(
            seeds.distance(rows[point], to: rows[seed], seed).bitPattern
              == Textbook.squaredDistance(x.point(point), x.point(seed)).bitPattern, "d = \(d)")
        }
      }
      #expect((0..<d).allSatisfy { scratch.point[$0] == 0 })
    }
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
