import TestSupport
import Testing

@testable import KMeansCore

/// Draws: random numbers by place, D² sampling in integers, and every initialization.
struct InitializationTests {
  /// The known answers that the authors of Philox publish with it (Random123, kat_vectors).
  @Test func philoxKnownAnswers() {
    let zero = RandomSource.philox(SIMD4(repeating: 0), key: (0, 0))
    #expect(zero == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    let ones = RandomSource.philox(SIMD4(repeating: .max), key: (.max, .max))
    #expect(ones == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    let digits = RandomSource.philox(
      SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: (0xA409_3822, 0x299F_31D0))
    #expect(digits == SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test func greedyTrialsAreTwoPlusTheFloorOfLn() {
    let known = [1: 2, 2: 2, 3: 3, 7: 3, 8: 4, 20: 4, 21: 5, 100: 6, 979: 8, 1096: 8, 1097: 9]
    for (clusters, trials) in known {
      #expect(KMeansPlusPlus.greedyTrials(clusters: clusters) == trials)
    }
  }

  /// k-means++ in ten lines, with no chunk, no thread and no sum kept.
  @Test(arguments: [1, 4], Shapes.sampled([0, 1, 2] as [UInt64], most: 2))
  func seedingEqualsThePlainOne(trials: Int, seed: UInt64) throws {
    let x = try Observations(blobs(700, 3, Int(seed)))
    let random = RandomSource(seed: seed, restart: 2)
    let sampling = SquaredDistanceSampling(boxOf: x)
    let distance = { (row: Int, seeds: [Int]) in
      seeds.map { Textbook.squaredDistance(x.points.point(row), x.points.point($0)) }.min() ?? 0
    }
    let masses = { (seeds: [Int]) in
      (0..<x.count).map { sampling.mass(distance($0, seeds), weight: 1) }
    }
    let draw = { (masses: [UInt64], bits: UInt64) -> Int in
      let total = masses.reduce(0, +)
      let target = SquaredDistanceSampling.bounded(bits, below: total)
      var prefix: UInt64 = 0
      return masses.firstIndex {
        prefix += $0
        return prefix > target
      } ?? -1
    }
    var rows = [
      draw(Array(repeating: 1 << 40, count: x.count), random.bits(.candidate, step: 0, index: 0))
    ]
    while rows.count < 6 {
      let now = masses(rows)
      let candidates = (0..<trials).map {
        draw(now, random.bits(.candidate, step: rows.count, index: $0))
      }
      let potentials = candidates.map { masses(rows + [$0]).reduce(0, +) }
      rows.append(candidates[potentials.firstIndex(of: potentials.min()!)!])
    }
    for threads in [1, 3] {
      let start = KMeansPlusPlus(trials: trials).start(
        Prepared(x), clusters: 6, random: random, execution: execution(threads)
      ).centroids
      #expect(start == x.points.selecting(rows))
    }
  }

  @Test(arguments: Clusterer.Initialization.drawing.map(\.name))
  func everyInitializationIsTheSameForAllThreadsAndTables(_ name: String) throws {
    let initialization = try #require(Clusterer.Initialization(named: name))
    let x = try Observations(blobs(3000, 9, 4), weights: (0..<3000).map { Double($0 % 3) + 0.3 })
    let random = RandomSource(seed: 9, restart: 0)
    let first = initialization.start(
      Prepared(x), clusters: 20, random: random, execution: execution(1)
    ).centroids
    #expect(first.count == 20)
    for kernels in Kernels.all {
      for threads in [1, 2, 3, 8] {
        let again = initialization.start(
          Prepared(x), clusters: 20, random: random, execution: execution(threads, kernels)
        ).centroids
        #expect(again == first)
      }
    }
    let other = initialization.start(
      Prepared(x), clusters: 20, random: RandomSource(seed: 10, restart: 0), execution: execution(2)
    ).centroids
    #expect(other != first)
    let restarted = initialization.start(
      Prepared(x), clusters: 20, random: RandomSource(seed: 9, restart: 1), execution: execution(2)
    ).centroids
    #expect(restarted != first)
  }

  /// Three points at distances² 0, 1 and 3 from the first: drawn with odds 1 to 3.
  @Test func drawsAreProportionalToWeightedSquaredDistance() throws {
    let x = try Observations(PointMatrix([[0], [1], [(3.0).squareRoot()]]), weights: [1, 2, 1])
    var seeds = NearestSeed(Prepared(x), seeds: 1, execution: execution(1))
    seeds.include([0])
    var counts = [0, 0, 0]
    for index in 0..<20_000 {
      let bits = RandomSource(seed: 1, restart: 0).bits(.candidate, step: 1, index: index)
      counts[seeds.draw(bits)] += 1
    }
    // Odds 2·1 to 1·3: 8000 and 12,000, with a standard deviation of 69.
    #expect(counts[0] == 0)
    #expect(abs(counts[1] - 8000) < 350)
    var any = [0, 0, 0]
    for index in 0..<20_000 {
      any[seeds.drawAny(RandomSource(seed: 2, restart: 0).bits(.row, step: 0, index: index))] += 1
    }
    #expect(abs(any[1] - 10_000) < 350 && abs(any[0] - 5000) < 350)
  }

  @Test func massesAreProportionalToWeightsOfAnySize() throws {
    let points = try PointMatrix([[0], [1], [2]])
    for power in [0x1p-400, 0x1p-3, 1, 0x1p31, 0x1p33, 0x1p400] {
      let x = try Observations(points, weights: [power, 3 * power, power])
      let sampling = SquaredDistanceSampling(boxOf: x)
      let one = sampling.mass(4, weight: power)
      #expect(one > 1 << 26)
      #expect(sampling.mass(4, weight: 3 * power) == 3 * one)
      #expect(one < (1 << 62) / 5)
    }
    let mixed = try Observations(points, weights: [1, 0x1p40, 1])
    let sampling = SquaredDistanceSampling(boxOf: mixed)
    #expect(sampling.mass(4, weight: 1) == sampling.mass(4, weight: 0x1p40) >> 40)
  }

  @Test func randomPointsAreDifferentRows() throws {
    let x = try Observations(blobs(50, 2, 1))
    let rows = RandomPoints.draw(
      50, of: x, except: [], random: RandomSource(seed: 1, restart: 0), execution: execution(2))
    #expect(rows.sorted() == Array(0..<50))
    let weighted = try Observations(
      blobs(50, 2, 1), weights: (0..<50).map { $0 < 10 ? 1 : 0 })
    let heavy = RandomPoints.draw(
      12, of: weighted, except: [3], random: RandomSource(seed: 1, restart: 0),
      execution: execution(2))
    // The nine of weight that are left, then rows without weight by their index.
    #expect(Set(heavy.prefix(9)) == Set(0..<10).subtracting([3]))
    #expect(Array(heavy.suffix(3)) == [10, 11, 12])
  }

  @Test func fewerDistinctPointsThanCentroidsStillSeed() throws {
    let x = try Observations(PointMatrix(Array(repeating: [1, 2], count: 9) + [[3, 4]]))
    for initialization in Clusterer.Initialization.drawing {
      let start = initialization.start(
        Prepared(x), clusters: 6, random: RandomSource(seed: 5, restart: 0), execution: execution(2)
      ).centroids
      #expect(start.count == 6)
    }
  }

  @Test func parallelSeedingFindsEveryBlob() throws {
    let x = try Observations(blobs(2000, 6, 8))
    let start = Clusterer.Initialization.kMeansParallel.start(
      Prepared(x), clusters: 5, random: RandomSource(seed: 3, restart: 0), execution: execution(2)
    ).centroids
    let sizes = try x.points.labels(nearestTo: start).sizes
    #expect(sizes == [400, 400, 400, 400, 400])
  }

  private func execution(_ threads: Int, _ kernels: Kernels = .best) -> Execution {
    Execution(kernels: kernels, threads: threads, control: .free)
  }
}
