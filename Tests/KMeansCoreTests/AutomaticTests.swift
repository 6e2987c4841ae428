import Testing

@testable import KMeansCore

/// What `auto` chooses gives the bits of Lloyd's algorithm, and it says what it chose.
struct AutomaticTests {
  /// Data for which something else is best each.
  enum Data: CaseIterable {
    case steep, flat, few, fewCentroids, plane, crowdedSpace

    var shape: Shape {
      switch self {
      case .steep:
        Shape(
          name: "", seeds: 1, count: 2000, dimensions: 150, clusters: 400, scalar: .float
        ) { random, _, feature in random.normal() * (feature < 12 ? 8 : 0.2) }
      case .flat:
        Shape(
          name: "", seeds: 1, count: 2000, dimensions: 90, clusters: 400, scalar: .float
        ) { random, _, _ in random.unit() }
      case .few:
        Shape(
          name: "", seeds: 1, count: 300, dimensions: 5, clusters: 4, scalar: .double
        ) { random, _, _ in random.normal() }
      case .fewCentroids:
        Shape(
          name: "", seeds: 1, count: 9000, dimensions: 5, clusters: 4, scalar: .double
        ) { random, _, _ in random.normal() }
      case .plane:
        Shape(
          name: "", seeds: 1, count: 9000, dimensions: 2, clusters: 12, scalar: .double
        ) { random, point, _ in Double(point % 12) * 5 + random.normal() }
      case .crowdedSpace:
        Shape(
          name: "", seeds: 1, count: 3000, dimensions: 4, clusters: 400, scalar: .float
        ) { random, _, _ in random.normal() }
      }
    }

    var expected: Set<Clusterer.Algorithm> {
      switch self {
      case .steep: [.axes, .bytes]
      case .flat: [.bytes]
      case .few: [.direct]
      case .fewCentroids, .crowdedSpace: [.hamerly]
      case .plane: [.filtering]
      }
    }
  }

  @Test(arguments: Data.allCases)
  func givesTheSameBits(_ data: Data) throws {
    let x = try Observations(data.shape.points(seed: 3))
    let start = data.shape.start(x, seed: 3)
    let fit = { (algorithm: Clusterer.Algorithm, threads: Int) in
      try Clusterer(
        Clusterer.Configuration(
          clusters: start.count, initialization: .centroids(start), iterationLimit: 15,
          tolerance: 0, algorithm: algorithm, threads: threads)
      ).fit(x)
    }
    let truth = try fit(.lloyd, 2)
    #expect(truth.account == nil)
    for threads in [1, 2, 5] {
      let chosen = try fit(.auto, threads)
      #expect(chosen.labels == truth.labels && chosen.history == truth.history)
      #expect(chosen.centroids == truth.centroids)
      #expect(chosen.objective.bitPattern == truth.objective.bitPattern)
      let account = try #require(chosen.account)
      #expect(data.expected.contains(account.algorithm), "\(account)")
      #expect(account.reason.isEmpty == [.few, .fewCentroids].contains(data))
    }
  }

  /// Bounds are kept as floats, and must stay bounds where a float ends: a lower bound that became
  /// infinite would prove every label for ever.
  @Test func roundedBoundsStayBounds() {
    for value in [0, 1, -1, 0x1p-145, 0.1, -0.1, 3e38, 1e60, -1e60, 0x1p126] {
      let (down, up) = (Float(roundingDown: value), Float(roundingUp: value))
      #expect(Double(down) <= value && value <= Double(up), "\(value)")
      #expect(down < .infinity, "\(value)")
    }
  }

  /// Levels follow the drifts, the farthest first, and say what is left past them.
  @Test func levelsAreByDrift() {
    let steps = (0..<100).map { Double($0 * 37 % 101) }
    let levels = DriftLevels(steps: steps, cost: 1)
    #expect(Set(levels.order) == Set(0..<100))
    #expect(levels.counts == [0, 8, 16, 56, 100])
    for (count, rest) in zip(levels.counts, levels.rest) {
      let past = levels.order[count...].map { steps[Int($0)] }
      #expect(rest == past.max() ?? -.infinity)
    }
    let unknown = DriftLevels(steps: [0, .infinity, 3], cost: 1)
    #expect(unknown.counts == [3] && unknown.rest == [-.infinity])
  }
}
