import TestSupport
import Testing

@testable import KMeansCore

/// Seeded random shapes, scalars, weights and starts: every variant must equal Textbook in every
/// bit.
struct AdversarialFuzzTests {
  /// Most seeds give points that are admitted: else the test would say little.
  @Test func mostSeedsAreAdmitted() {
    let admitted = (0..<100).count { seed in
      var draw = Draw(random: SplitMix(state: UInt64(seed) &* 0x9E37_79B9 &+ 17))
      let adversary = draw.adversary("fuzz \(seed)")
      return (try? Observations(adversary.points, weights: adversary.weights)) != nil
    }
    #expect(admitted >= 80)
  }

  @Test(arguments: Shapes.sampled(0..<100, most: 25))
  func everyVariantEqualsTextbook(_ seed: Int) throws {
    var draw = Draw(random: SplitMix(state: UInt64(seed) &* 0x9E37_79B9 &+ 17))
    let adversary = draw.adversary("fuzz \(seed)")
    let x: Observations
    do {
      x = try Observations(adversary.points, weights: adversary.weights)
    } catch {
      // Drawn beyond what is admitted.
      return
    }
    let truth = try adversary.run(x, .textbook)
    let kernels = Kernels.all[draw.below(Kernels.all.count)]
    for algorithm in Clusterer.Algorithm.allCases where algorithm != .textbook {
      for (kernels, threads) in [(Kernels.best, 1 + draw.below(8)), (kernels, 2)] {
        let fast = try adversary.run(x, algorithm, kernels: kernels, threads: threads)
        #expect(fast == truth, "\(seed), \(algorithm), \(kernels.name), \(threads) threads")
      }
    }
    adversary.checkDefinitions(truth)
  }

  /// Every initialization draws the same on any number of threads, and only finite centroids.
  @Test(arguments: Shapes.sampled(0..<30, most: 8))
  func initializationsDrawTheSame(_ seed: Int) throws {
    var draw = Draw(random: SplitMix(state: UInt64(seed) &* 0x85EB_CA6B &+ 5))
    let adversary = draw.adversary("fuzz \(seed)")
    guard let x = try? Observations(adversary.points, weights: adversary.weights) else { return }
    for initialization in Clusterer.Initialization.drawing {
      let name = initialization.name
      let fits = try [1, 3].map { threads in
        try Clusterer(
          Clusterer.Configuration(
            clusters: adversary.start.count, initialization: initialization, restarts: 1,
            seed: UInt64(seed), iterationLimit: 2, tolerance: 0, threads: threads)
        ).fit(x)
      }
      let bits = fits.map { fit in
        (0..<fit.centroids.count).flatMap { fit.centroids.point($0).map(\.bitPattern) }
      }
      #expect(bits[0] == bits[1], "\(name), seed \(seed)")
      #expect(bits[0].allSatisfy { Double(bitPattern: $0).isFinite }, "\(name), seed \(seed)")
      #expect(fits[0].labels == fits[1].labels, "\(name), seed \(seed)")
    }
  }
}

/// What a fuzzer draws.
struct Draw {
  var random: SplitMix

  mutating func below(_ bound: Int) -> Int { Int(random.unit() * Double(bound)) }

  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  mutating func adversary(_ name: String) -> Adversary {
    let d = one(of: [1, 1, 2, 3, 5, 7, 8, 9, 12, 16, 17, 40, 129])
    let n = 1 + below(one(of: [2, 8, 60, d >= 17 ? 300 : 60]))
    let k = 1 + below(min(n, one(of: [1, 3, 9, 20])))
    let scalar = one(of: [PointMatrix.Scalar.double, .double, .float, .uint8])
    let columns = (0..<d).map { _ in column(scalar) }
    var values = (0..<n).map { _ in columns.map { value($0) } }
    // Duplicates, so that clusters empty.
    if below(3) == 0 { for i in values.indices { values[i] = values[below(1 + i / 3)] } }
    let points = PointMatrix(dimensions: d, count: n) { _ = $0.update(from: values.flatMap { $0 }) }
      .converted(to: scalar)
    var rows = (0..<k).map { _ in points.point(below(n)) }
    if below(3) == 0 { rows[0] = rows[0].map { $0 + 1e100 } }
    if below(3) == 0 { rows[k - 1] = rows[0].map { $0.nextUp } }
    let start = PointMatrix(dimensions: d, count: k) { _ = $0.update(from: rows.flatMap { $0 }) }
    return Adversary(
      name, points, weights: weights(n), start: start, iterations: 1 + below(10))
  }

  /// How the values of a column are made: a place, a width, and steps on which they lie.
  private mutating func column(_ scalar: PointMatrix.Scalar) -> (Double, Double, Int) {
    let steps = one(of: [1, 2, 4, 1 << 20, 1 << 52])
    switch scalar {
    case .uint8: return (0, 255, min(steps, 255))
    case .float:
      return (one(of: [0, 0, 1e4, -1e7]), one(of: [1, 1, 0x1p-140, 1e3, 0x1p120]), steps)
    case .double:
      let width = one(of: [1, 1, 1, 0.1, 0x1p-30, 0x1p-479, 0x1p-1070, 0x1p300, 0x1p478])
      return (one(of: [0, 0, 0, 1, 1e8, 1e15, -1 / 3.0]), width, steps)
    }
  }

  private mutating func value(_ column: (place: Double, width: Double, steps: Int)) -> Double {
    let share = Double(below(column.steps + 1)) / Double(column.steps)
    return column.place + share * column.width
  }

  private mutating func weights(_ count: Int) -> [Double]? {
    let kind = below(6)
    if kind < 3 { return nil }
    return (0..<count).map { i in
      if i > 0 && below(5) == 0 { return 0 }
      switch kind {
      case 3: return Double(1 + below(3))
      case 4: return 0x1p-300 + random.unit()
      default:
        let exponent = -479 + below(958)
        return Double(sign: .plus, exponent: exponent, significand: 1 + random.unit())
      }
    }
  }
}
