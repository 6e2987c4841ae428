import TestSupport
import Testing

@testable import KMeansCore

/// k-means++ once every point lies on a seed: the same draws as before, without looking at points.
struct EqualPointsTests {
  /// 60 points that are three different ones; weights of 0 among the others.
  static let points = (0..<60).map { [Double($0 % 3) + 1, 2] }
  static let weights = (0..<60).map { Double($0 % 4) }

  @Test(arguments: [nil, Self.weights], [false, true])
  func seedsAreExhaustedByAsManyAsThereAreDifferentPoints(
    weights: [Double]?, isSparse: Bool
  ) throws {
    let points =
      isSparse
      ? try PointMatrix(
        compressedRows: Self.points.flatMap { $0 }, columns: (0..<120).map { $0 % 2 },
        offsets: (0...60).map { $0 * 2 }, dimensions: 2)
      : try PointMatrix(Self.points)
    let x = try Observations(points, weights: weights)
    var seeds = NearestSeed(Prepared(x), seeds: 10, execution: execution(2))
    for (number, seed) in [1, 2, 3].enumerated() {
      seeds.include([seed])
      let drawn = seeds.candidates([0, .max / 2, .max])
      #expect(seeds.isExhausted == (number == 2))
      #expect(drawn.allSatisfy { x.rows.weight($0) > 0 })
    }
    let bits: [UInt64] = [0, 1 << 40, .max / 7, .max / 3, .max]
    let any = seeds.candidates(bits)
    #expect(any == bits.map { seeds.drawAny($0) })
    #expect(Set(any).count > 3)
    #expect(seeds.best(of: any) == any[0])
    let before = (seeds.distances, seeds.masses)
    seeds.include([any[0]])
    #expect(seeds.distances == before.0 && seeds.masses == before.1)
  }

  /// Draws by weight alone are those of a walk through the points.
  @Test func drawsByWeightFindTheFirstPointBeyondTheTarget() throws {
    let x = try Observations(PointMatrix(Self.points), weights: Self.weights)
    let seeds = NearestSeed(Prepared(x), seeds: 1, execution: execution(1))
    let masses = Self.weights.map { seeds.uniform.mass(1, weight: $0) }
    let total = masses.reduce(0, +)
    for step in 0..<500 {
      let bits = RandomSource(seed: 3, restart: 0).bits(.row, step: 0, index: step)
      var rest = SquaredDistanceSampling.bounded(bits, below: total)
      var point = 0
      while rest >= masses[point] {
        rest -= masses[point]
        point += 1
      }
      #expect(seeds.drawAny(bits) == point)
    }
  }

  /// A point whose mass is 0 though it lies on no seed is drawn before the draws go by weight.
  @Test func pointsWithoutMassAreDrawnFirst() throws {
    let x = try Observations(PointMatrix([[0], [1], [0x1p-60]]))
    var seeds = NearestSeed(Prepared(x), seeds: 3, execution: execution(1))
    seeds.include([0])
    seeds.include([1])
    #expect(seeds.total == 0)
    #expect(seeds.candidates([0, .max]) == [2, 2])
    #expect(!seeds.isExhausted)
    seeds.include([2])
    #expect(Set(seeds.candidates([0, .max])) == [0, 2])
    #expect(seeds.isExhausted)
  }

  private func execution(_ threads: Int) -> Execution {
    Execution(kernels: .current, threads: threads, control: .free)
  }
}
