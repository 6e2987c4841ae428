import Testing

@testable import KMeansCore

/// Bytes in whatever type, and what only looks like them.
struct ByteSpaceTests {
  private func points(
    _ scalar: PointMatrix.Scalar, count: Int, dimensions: Int, clusters: Int = 5,
    _ value: @escaping @Sendable (inout SplitMix, Int, Int) -> Double
  ) -> (x: Observations, start: PointMatrix)? {
    let shape = Shape(
      name: "", seeds: 1, count: count, dimensions: dimensions, clusters: clusters,
      scalar: scalar, value: value)
    return (try? Observations(shape.points(seed: 1))).map { ($0, shape.start($0, seed: 1)) }
  }

  @Sendable fileprivate static func byte(_ random: inout SplitMix) -> Double {
    (random.unit() * 256).rounded(.down)
  }

  @Test func wholeNumbersAreBytes() throws {
    for scalar in PointMatrix.Scalar.allCases {
      for count in [2, 99, 100, 101, 250] {
        let x = try #require(
          points(scalar, count: count, dimensions: 9) { random, _, _ in Self.byte(&random) }
        ).x
        let space = try #require(MovedSpace(bytesOf: x))
        #expect(space.centre == Array(repeating: 128, count: 9) && space.scale == 1)
      }
    }
  }

  @Test(arguments: [PointMatrix.Scalar.float, .double])
  func othersAreNot(_ scalar: PointMatrix.Scalar) throws {
    // One value of some point in place of a byte. The whole range is there anyway.
    let strange: [(Int, Double, Bool)] = [
      (0, -1, false), (7, 256, false), (6, 0.5, false), (101, -1, false), (101, 300, false),
      // Points at even distances stand for all: 101 is not looked at, 198 is the last that is.
      (101, 0.5, true), (198, 254.5, false), (200, 254.5, true), (0, -0.0, true),
    ]
    for (point, value, looks) in strange {
      let x = try #require(
        points(scalar, count: 250, dimensions: 6) { random, row, feature in
          row == point && feature == 5 ? value : Self.byte(&random)
        }
      ).x
      #expect((MovedSpace(bytesOf: x) != nil) == looks, "\(value) of point \(point)")
    }
    for (most, looks) in [(63.0, false), (64, true), (255, true)] {
      let x = try #require(
        points(scalar, count: 50, dimensions: 4) { random, row, _ in
          row == 3 ? most : (random.unit() * 60).rounded(.down)
        }
      ).x
      #expect((MovedSpace(bytesOf: x) != nil) == looks)
    }
    let few = try #require(
      points(.uint8, count: 50, dimensions: 4) { random, _, _ in
        (random.unit() * 3).rounded(.down)
      }
    ).x
    #expect(MovedSpace(bytesOf: few) != nil)
  }

  /// Where others than the sampled points are no bytes, they are rounded, in two parts; the sampled
  /// ones are not.
  @Test func whatOnlyLooksLikeBytesIsRounded() throws {
    let x = try #require(
      points(.float, count: 250, dimensions: 130) { random, point, _ in
        point % 2 == 0 ? Self.byte(&random) : random.unit() * 255
      }
    ).x
    let space = try #require(MovedSpace(bytesOf: x))
    let bytes = BytePoints(
      x.points, space, execution: Execution(kernels: .best, threads: 2, control: .free))
    let rests = try #require(bytes.rests)
    for point in 0..<250 {
      let isWhole = point % 2 == 0
      #expect((bytes.facts[3 * point + 1] == 0) == isWhole, "\(point)")
      #expect((rests.fine[2 * point] == 0) == isWhole, "\(point)")
      #expect((rests.fine[2 * point + 1] == 0) == isWhole, "\(point)")
    }
  }

  /// Data that are bytes, or of which the points at even numbers are.
  enum Kind: CaseIterable {
    case whole, half, slightly, lattice

    @Sendable func value(_ random: inout SplitMix, _ point: Int, _ feature: Int) -> Double {
      let isLookedAt = point % 2 == 0
      switch self {
      case .whole:
        let value: Double = random.unit() * 200 + Double(point % 5) * 11
        return value.rounded(.down)
      case .half: return isLookedAt ? ByteSpaceTests.byte(&random) : random.unit() * 255
      case .slightly: return ByteSpaceTests.byte(&random) * (isLookedAt ? 1 : 1 - 0x1p-20)
      // Ties among the ones, and near-ties beside them.
      case .lattice:
        let value: Double = (random.unit() * 3).rounded(.down) * 100
        return isLookedAt ? value : value + random.unit() * 0x1p-14
      }
    }
  }

  // A debug build takes many times as long for each.
  #if DEBUG
    static let few = [40]
    static let dimensions = [16]
  #else
    static let few = [40, 130]
    static let dimensions = [16, 40, 128, 130]
  #endif

  /// Every variant equals Textbook on whole numbers in every type, and on what only looks so, with
  /// points of the one and of the other kind, and centroids far from any byte.
  @Test(arguments: [PointMatrix.Scalar.uint8, .float, .double], Self.dimensions)
  func resultsAreLloyds(_ scalar: PointMatrix.Scalar, _ d: Int) throws {
    for kind in Kind.allCases where kind == .whole || scalar != .uint8 {
      let (x, start) = try #require(
        points(scalar, count: 250, dimensions: d, clusters: 7, kind.value))
      #expect(MovedSpace(bytesOf: x) != nil)
      try Adversary("\(kind), \(scalar), d = \(d)", x.points, start: start, iterations: 6).check()
      let offsets: [Double] = [0, 0, 1e9, 0, 1e30, 0, 0]
      let far = PointMatrix(dimensions: d, count: start.count) { values in
        for index in 0..<values.count {
          values[index] = start[index % d, index / d] + offsets[index / d]
        }
      }
      try Adversary("far, \(kind), \(scalar), d = \(d)", x.points, start: far, iterations: 3)
        .check()
    }
  }

  /// And where `auto` chooses by counts, in labels and centroids.
  @Test(arguments: Self.few)
  func automaticIsLloyds(_ d: Int) throws {
    for isWhole in [true, false] {
      let (x, start) = try #require(
        points(.float, count: 2600, dimensions: d, clusters: 60) { random, point, _ in
          // Every 26th is looked at.
          isWhole || point % 26 == 0 ? Self.byte(&random) : random.unit() * 255
        })
      #expect(MovedSpace(bytesOf: x) != nil && ScreenChoice.isWorthwhile(x, clusters: 60))
      let adversary = Adversary("auto", x.points, start: start, iterations: 10)
      let truth = try adversary.run(x, .lloyd, threads: 2)
      for threads in [1, 3] {
        for algorithm in [Clusterer.Algorithm.auto, .bytes, .axes] {
          #expect(try adversary.run(x, algorithm, threads: threads) == truth)
        }
      }
    }
  }
}
