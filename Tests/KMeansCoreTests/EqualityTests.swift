import TestSupport
import Testing

@testable import KMeansCore

/// The oracle ladder: on every shape and every kernel table, the chunked Lloyd equals Textbook in
/// labels, centroids, history, J and iterations, bit for bit.
struct EqualityTests {
  private static let threadCounts = [1, 2, 3, 8]

  /// Every algorithm but the truth itself, with every table and every number of threads.
  private static let combinations: [(Clusterer.Algorithm, Kernels, Int)] = Clusterer.Algorithm
    .allCases
    .filter { $0 != .textbook }
    .flatMap { algorithm in
      Shapes.areFew
        ? [(algorithm, Kernels.best, 2)]
        : Kernels.all.flatMap { kernels in threadCounts.map { (algorithm, kernels, $0) } }
    }

  /// Nothing that is registered is left out.
  @Test func everyCombinationIsTried() {
    let others = Clusterer.Algorithm.allCases.count - 1
    #expect(others >= 7)
    let each = Shapes.areFew ? 1 : Kernels.all.count * Self.threadCounts.count
    #expect(Self.combinations.count == others * each)
  }

  @Test(arguments: Shapes.sampled(Shape.all, most: 25))
  func lloydEqualsTextbook(_ shape: Shape) throws {
    for seed in 0..<(Shapes.areFew ? 1 : shape.seeds) {
      let x = try Observations(shape.points(seed: UInt64(seed)))
      let start = shape.start(x, seed: UInt64(seed))
      let truth = try fit(x, start, algorithm: .textbook, kernels: .best, threads: 1)
      for (algorithm, kernels, threads) in Self.combinations {
        let fast = try fit(x, start, algorithm: algorithm, kernels: kernels, threads: threads)
        let what: Comment = "\(shape) \(algorithm) \(kernels.name) \(threads)"
        #expect(fast.labels == truth.labels, what)
        #expect(bits(fast.m) == bits(truth.m), what)
        #expect(fast.history.map(\.bitPattern) == truth.history.map(\.bitPattern), what)
        #expect(fast.stopReason == truth.stopReason, what)
      }
    }
  }

  @Test(arguments: Clusterer.Initialization.drawing.map(\.name), [0, 1] as [UInt64])
  func lloydEqualsTextbookFromEveryInitialization(_ name: String, seed: UInt64) throws {
    let initialization = try #require(Clusterer.Initialization(named: name))
    let x = try Observations(blobs(900, 5, Int(seed)))
    let settings = { (algorithm: Clusterer.Algorithm, threads: Int) in
      Clusterer.Configuration(
        clusters: 12, initialization: initialization, restarts: 3, seed: seed, tolerance: 0,
        algorithm: algorithm, threads: threads)
    }
    let truth = try Clusterer(settings(.textbook, 1)).fit(x)
    for threads in [1, 2, 3, 8] {
      let fast = try Clusterer(settings([.lloyd, .hamerly, .filtering][threads % 3], threads)).fit(
        x)
      #expect(fast.labels == truth.labels && fast.restart == truth.restart)
      #expect(bits(fast.centroids) == bits(truth.centroids))
      #expect(fast.history.map(\.bitPattern) == truth.history.map(\.bitPattern))
      #expect(fast.objective.bitPattern == truth.objective.bitPattern)
      #expect(fast.withinSumOfSquares == truth.withinSumOfSquares)
    }
  }

  private func fit(
    _ x: Observations, _ start: PointMatrix, algorithm: Clusterer.Algorithm, kernels: Kernels,
    threads: Int
  ) throws -> Run.Outcome {
    Run.finished(
      x, from: start, algorithm, limit: 12,
      Execution(kernels: kernels, threads: threads, control: .free))
  }

  private func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }
}

/// Points of one kind, seeded.
struct Shape: CustomTestStringConvertible, Sendable {
  let name: String
  let seeds: Int
  let count: Int
  let dimensions: Int
  let clusters: Int
  let scalar: PointMatrix.Scalar
  /// A value from a generator, a point and a feature.
  let value: @Sendable (inout SplitMix, Int, Int) -> Double

  var testDescription: String { name }

  func points(seed: UInt64) -> PointMatrix {
    var random = SplitMix(state: seed &* 977 &+ UInt64(count &* 31 &+ dimensions))
    let values = (0..<count * dimensions).map {
      value(&random, $0 / dimensions, $0 % dimensions)
    }
    switch scalar {
    case .double:
      return PointMatrix(dimensions: dimensions, count: count) { _ = $0.update(from: values) }
    case .float:
      return PointMatrix(dimensions: dimensions, count: count, scalar: .float) {
        _ = $0.bindMemory(to: Float.self).update(from: values.map { Float($0) })
      }
    case .uint8:
      return PointMatrix(dimensions: dimensions, count: count, scalar: .uint8) {
        _ = $0.bindMemory(to: UInt8.self).update(from: values.map { UInt8($0) })
      }
    }
  }

  func start(_ x: Observations, seed: UInt64) -> PointMatrix {
    let stride = max(1, x.count / clusters)
    return x.points.selecting((0..<clusters).map { ($0 * stride + Int(seed)) % x.count })
  }
}

/// A small generator for test data (G. L. Steele, D. Lea and C. H. Flood, 2014).
struct SplitMix: RandomNumberGenerator, Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Roughly normal, by the sum of twelve.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + unit() } }
}

extension Shape {
  static let all: [Shape] = Shapes.sampled(every, most: 20)

  private static let every: [Shape] = {
    var shapes: [Shape] = []
    for d in [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 64, 100, 127, 128, 129, 130] {
      shapes.append(
        Shape(
          name: "normal d=\(d)", seeds: 3, count: 97 + d, dimensions: d, clusters: 1 + d % 9,
          scalar: .double
        ) { random, _, _ in random.normal() })
      shapes.append(
        Shape(
          name: "float blobs d=\(d)", seeds: 3, count: 61 + d, dimensions: d,
          clusters: 2 + d % 13, scalar: .float
        ) { random, point, _ in Double(point % 5) * 3 + random.normal() })
      shapes.append(
        Shape(
          name: "bytes d=\(d)", seeds: 2, count: 50 + d, dimensions: d, clusters: 3 + d % 7,
          scalar: .uint8
        ) { random, _, _ in (random.unit() * 256).rounded(.down) })
    }
    let kinds: [(String, @Sendable (inout SplitMix, Int, Int) -> Double)] = [
      ("lattice", { random, _, _ in (random.unit() * 4).rounded(.down) }),
      ("all equal", { _, _, _ in 0.1 }),
      ("duplicates", { _, point, feature in Double((point % 7) * (feature + 1)) * 0.3 }),
      (
        "1e-30 to 1e30",
        { random, _, _ in
          Double(
            sign: .plus, exponent: Int(random.unit() * 200) - 100, significand: random.normal())
        }
      ),
      ("1e12 among tenths", { random, point, _ in point == 3 ? 1e12 : random.unit() / 10 }),
      // Of what a few axes hold most; and columns that say nothing.
      ("steep spectrum", { random, _, feature in random.normal() / Double(1 + feature) }),
      ("constant columns", { random, _, feature in feature % 2 == 0 ? 0.7 : random.normal() }),
      ("offset 1e8", { random, _, _ in 1e8 + random.normal() * 8 }),
      (
        "subnormal column",
        { random, _, feature in
          feature == 0 ? random.unit() * 0x1p-1060 : random.unit()
        }
      ),
      (
        "tiny among huge",
        { random, point, _ in
          point % 2 == 0 ? random.unit() * 0x1p-500 : random.unit() * 0x1p470
        }
      ),
    ]
    for (name, value) in kinds {
      // The last has more than one level of drifts, and points too long to be measured lightly.
      for (d, k) in [(1, 3), (2, 5), (8, 4), (19, 11), (257, 20)] {
        for scalar in [PointMatrix.Scalar.double, .float] {
          // Floats cannot hold these; one subnormal column alone is refused.
          if scalar == .float && (name.contains("subnormal") || name.contains("huge")) { continue }
          if d == 1 && name.contains("subnormal") { continue }
          shapes.append(
            Shape(
              name: "\(name) d=\(d) k=\(k) \(scalar)", seeds: 3, count: d > 200 ? 60 : 120,
              dimensions: d,
              clusters: k, scalar: scalar, value: value))
        }
      }
    }
    for (n, k) in [(1, 1), (5, 5), (40, 40), (40, 1)] {
      shapes.append(
        Shape(
          name: "n=\(n) k=\(k)", seeds: 2, count: n, dimensions: 3, clusters: k, scalar: .double
        ) { random, _, _ in random.normal() })
    }
    return shapes
  }()
}
