import TestSupport
import Testing

@testable import KMeansCore

/// Seeding with a screen against seeding without: the same rows, distances and masses.
struct SeedScreenTests {
  /// Points that a screen may take the wrong way.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let points: PointMatrix
    var weights: [Double]?

    init(
      _ name: String, _ count: Int, _ dimensions: Int, _ scalar: PointMatrix.Scalar = .double,
      weights: [Double]? = nil, _ value: (inout SplitMix, Int, Int) -> Double
    ) {
      testDescription = name
      var random = SplitMix(state: UInt64(count * 31 + dimensions))
      let values = (0..<count * dimensions).map {
        value(&random, $0 / dimensions, $0 % dimensions)
      }
      points = PointMatrix(dimensions: dimensions, count: count, scalar: scalar) { bytes in
        for (index, value) in values.enumerated() {
          switch scalar {
          case .uint8: bytes.bindMemory(to: UInt8.self)[index] = UInt8(value)
          case .float: bytes.bindMemory(to: Float.self)[index] = Float(value)
          case .double: bytes.bindMemory(to: Double.self)[index] = value
          }
        }
      }
      self.weights = weights
    }
  }

  /// A whole number from 0 to 255 that is mostly one of a few patterns.
  static func pixel(_ random: inout SplitMix, _ point: Int, _ feature: Int) -> Double {
    let base = (point % 7 * 37 + feature / 9 * (point % 3 + 1) * 11) % 200
    return Double(base) + Double(random.next() % 56)
  }

  /// Points along a few directions in many dimensions, and a little off them.
  static func flat(_ random: inout SplitMix, _ point: Int, _ feature: Int) -> Double {
    let along = Double(point % 11) * Double(feature % 5) + Double(point % 6) * Double(feature % 3)
    return 3 * along + random.normal() * 0.5
  }

  static let cases: [Case] = [
    Case("blobs", 3000, 3) { $0.normal() + Double($1 % 9 * ($2 + 1)) },
    Case("one feature", 700, 1) { $0.normal() + Double($1 % 3 + $2) },
    Case("a far offset", 900, 2, .float) { 1e6 + $0.normal() + Double($1 % 7) + Double($2) },
    Case("an offset beyond floats", 900, 5) { 1e12 + $0.normal() * 1e-2 + Double($1 % 4 * $2) },
    Case("a lattice", 2401, 2) { _, point, feature in
      Double(feature == 0 ? point % 49 : point / 49)
    },
    Case("near-ties", 1500, 2) {
      Double($2 == 0 ? $1 % 40 : $1 / 40) * (1 + Double($0.next() % 4) * 0x1p-52)
    },
    Case("neighbouring floats", 800, 3, .float) { random, _, _ in
      1 + Double(random.next() % 6) * 0x1p-23
    },
    Case("all equal", 500, 4) { _, _, feature in Double(feature) },
    Case("duplicates", 900, 3) { _, point, feature in
      Double(point % 8 * (feature + 1))
    },
    Case("subnormal floats", 600, 3) { random, point, _ in
      random.normal() * 0x1p-470 + Double(point % 3) * 0x1p-465
    },
    Case("huge", 600, 3) { $0.normal() * 0x1p470 + Double($1 % 3 * $2) * 0x1p472 },
    Case("a cluster and an outlier", 1200, 4) { $1 == 77 ? 1e9 : $0.normal() + Double($2) },
    Case("mixed scales", 1200, 6) { $0.normal() * [1e-9, 1, 1e7, 1e-3, 1e3, 1][$2] },
    Case("weights", 1500, 3, weights: (0..<1500).map { [0, 1, 2.5, 0x1p-20][$0 % 4] }) {
      $0.normal() + Double($1 % 5 + $2)
    },
    Case("fewer points than a panel", 7, 3) { $0.normal() + Double($1 + $2) },
    Case("pixels", 900, 300, .float, pixel), Case("bytes", 700, 90, .uint8, pixel),
    Case("whole doubles", 600, 41, .double, pixel),
    Case("nearly whole", 600, 64) { pixel(&$0, $1, $2) + ($1 == 599 && $2 == 63 ? 0.5 : 0) },
    Case("few directions", 900, 120, .float, flat),
    Case("few, off centre", 700, 65) {
      1e6 + flat(&$0, $1, $2)
    },
    Case("few, weighted", 600, 80, weights: (0..<600).map { Double($0 % 3) }, flat),
    Case("no direction", 700, 70, .float) { random, _, _ in random.normal() },
    Case("no direction and duplicates", 600, 50) {
      ($1 % 2 == 0 ? 1 : 0) * $0.normal() + Double($2)
    },
  ]

  @Test(arguments: Shapes.sampled(cases, most: 6))
  func aScreenChangesNothing(_ one: Case) throws {
    let x = try Observations(one.points, weights: one.weights)
    for (trials, seed) in [(1, 0), (4, 1), (9, 2)] as [(Int, UInt64)] {
      let clusters = min(30, x.count)
      let plain = Self.draw(x, clusters, trials: trials, seed, .best, 1, screened: false)
      for kernels in Shapes.sampled(Kernels.all, most: 2) {
        let threads = [1, 2, 3, 8][Int(seed) + kernels.name.count % 2]
        let screened = Self.draw(
          x, clusters, trials: trials, seed, kernels, threads, screened: true)
        #expect(screened == plain, "\(trials) trials, \(kernels.name), \(threads) threads")
      }
    }
  }

  /// Many seeds at once, as k-means|| has them, in any order.
  @Test(arguments: Shapes.sampled(cases, most: 6))
  func manySeedsAtOnceAreTheSame(_ one: Case) throws {
    let x = try Observations(one.points, weights: one.weights)
    let rows = (0..<min(x.count, 50)).map { ($0 * 7919 + 3) % x.count }
    for kernels in Shapes.sampled(Kernels.all, most: 2) {
      var (plain, screened) = (Self.seeds(x, kernels, 2, false), Self.seeds(x, kernels, 2, true))
      plain.include(rows)
      screened.include(rows)
      #expect(screened.distances.map(\.bitPattern) == plain.distances.map(\.bitPattern))
      #expect(screened.masses == plain.masses, "\(kernels.name)")
    }
  }

  /// These tests can fail: without its margins, the screen misses points.
  @Test(arguments: ["near-ties", "few directions", "no direction"])
  func aScreenWithoutItsMarginsIsCaught(_ name: String) throws {
    let one = try #require(Self.cases.first { $0.testDescription == name })
    let x = try Observations(one.points)
    var differences = 0
    for first in Shapes.sampled(0..<20, most: 5) {
      let rows = (0..<40).map { ($0 * 89 + first * 17) % x.count }
      var plain = Self.seeds(x, .best, 1, false)
      var broken = Self.seeds(x, .best, 1, true, errorScale: 0)
      plain.include(rows)
      broken.include(rows)
      differences += zip(plain.distances, broken.distances).count { $0 != $1 }
    }
    #expect(differences > 0)
  }

  /// And it is of use: of the pairs of a point and a seed, it leaves few.
  @Test func mostPointsAreNeverTouched() throws {
    let x = try Observations(blobs(20_000, 2, 3))
    var seeds = Self.seeds(x, .best, 1, false)
    seeds.include(Array(0..<40))
    let screen = SeedScreen(x, execution: Self.execution(.best, 1))
    screen.set(seeds.distances, threads: 1)
    let found = screen.search(
      Array(100..<108), threads: 1, makeWorker: { 0 }, visit: { $0 += $1.positions.count })
    #expect(found.reduce(0, +) < x.count * 8 / 20)
  }

  // MARK: Parts

  private struct Drawn: Equatable {
    let rows: [Int]
    let potential: UInt64
  }

  private static func draw(
    _ x: Observations, _ clusters: Int, trials: Int, _ seed: UInt64, _ kernels: Kernels,
    _ threads: Int, screened: Bool
  ) -> Drawn {
    var nearest = seeds(x, kernels, threads, screened)
    let first = Int(seed) * 3
    let rows = KMeansPlusPlus.extend(
      [Trace.Draw(candidates: [first], chosen: first)], by: &nearest, to: clusters, trials: trials,
      random: RandomSource(seed: seed, restart: 0)
    ).map(\.chosen)
    var again = seeds(x, kernels, threads, screened)
    again.include(rows)
    return Drawn(rows: rows, potential: again.total)
  }

  private static func seeds(
    _ x: Observations, _ kernels: Kernels, _ threads: Int, _ screened: Bool,
    errorScale: Double = 1
  ) -> NearestSeed {
    var execution = execution(kernels, threads)
    execution.errorScale = errorScale
    return NearestSeed(Prepared(x), seeds: screened ? .max : 0, execution: execution)
  }

  private static func execution(_ kernels: Kernels, _ threads: Int) -> Execution {
    Execution(kernels: kernels, threads: threads, control: .free)
  }
}
