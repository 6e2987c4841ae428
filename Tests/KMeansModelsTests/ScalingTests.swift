import KMeansCore
import KMeansModels
import Testing

/// Scalings against what NumPy finds for the same columns.
@Suite struct ScalingTests {
  let points: PointMatrix

  init() throws {
    points = try PointMatrix([
      [1, 10, 5], [2, 1e6, 5], [4, -3, 5], [7, 0.1, 5], [11.5, 12, 5], [13, 4.4, 5],
    ])
  }

  private func scaling(_ method: ScalingMethod) throws -> Scaling {
    Scaling(method, of: try Observations(points))
  }

  @Test func noneSharesThePoints() throws {
    let scaling = try scaling(.none)
    #expect(scaling.apply(points) == points)
    #expect(scaling.invert(points) == points)
  }

  @Test func standard() throws {
    let scaling = try scaling(.standard)
    #expect(scaling.shift == [6.416666666666667, 166670.58333333334, 5.0])
    #expect(scaling.divisor == [4.549877898239566, 372676.24469958915, 1.0])
    #expect(scaling.apply(points)[0, 2] == (4 - scaling.shift[0]) / scaling.divisor[0])
    #expect(scaling.apply(points)[2, 3] == 0)
  }

  @Test func minmax() throws {
    let scaling = try scaling(.minmax)
    #expect(scaling.shift == [1, -3, 5])
    #expect(scaling.divisor == [12, 1_000_003, 1])
    let scaled = scaling.apply(points)
    #expect(scaled.point(0) == [0, 13 / 1_000_003, 0])
    #expect(scaled[1, 1] == 1)
  }

  @Test func robust() throws {
    let scaling = try scaling(.robust)
    #expect(scaling.shift == [5.5, 7.2, 5])
    #expect(scaling.divisor == [10.375 - 2.5, 11.5 - 1.1750000000000003, 1])
  }

  @Test func quartilesRoundAsNumPys() throws {
    let column = try PointMatrix([[2.9], [0.2], [4.6], [2.2]])
    let scaling = Scaling(.robust, of: try Observations(column))
    // A quarter from the second value, not three quarters from the first: one ulp apart.
    #expect(scaling.divisor == [1.6249999999999996])
    #expect(scaling.shift == [2.55])
  }

  @Test func weightsCountInMeans() throws {
    let weighted = try Observations(points, weights: [1, 0, 0, 0, 0, 3])
    let scaling = Scaling(.standard, of: weighted)
    #expect(scaling.shift[0] == 10)
    #expect(scaling.divisor[0] == (27.0).squareRoot())
  }

  @Test(arguments: ScalingMethod.allCases)
  func invertUndoes(_ method: ScalingMethod) throws {
    let scaling = try scaling(method)
    let back = scaling.invert(scaling.apply(points))
    for point in 0..<points.count {
      for (found, expected) in zip(back.point(point), points.point(point)) {
        #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)))
      }
    }
  }

  @Test func badNumbersAreRefused() {
    #expect(throws: ModelError.sizes(what: "scaling.divisor", found: 1, expected: 2)) {
      try Scaling(method: .standard, shift: [0, 0], divisor: [1])
    }
    #expect(throws: ModelError.divisor(column: 1, value: 0)) {
      try Scaling(method: .standard, shift: [0, 0], divisor: [1, 0])
    }
    #expect(throws: ModelError.notFinite(what: "scaling.shift")) {
      try Scaling(method: .standard, shift: [.nan], divisor: [1])
    }
  }

  @Test("whole weights scale as their copies do", arguments: ScalingMethod.allCases)
  func copies(method: ScalingMethod) throws {
    let weights: [Double] = [3, 0, 1, 2, 5, 1]
    let copies = weights.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    let one = Scaling(method, of: try Observations(points, weights: weights))
    let other = Scaling(
      method, of: try Observations(PointMatrix(copies.map { points.point($0) })))
    #expect(one == other)
  }

  @Test("quartiles of weights that are not whole know no unit")
  func fractions() throws {
    let weights = [0.3, 0.25, 1.5, 0.75, 2.25, 0.5]
    let found = [1, 0.01, 1024].map { factor in
      weights.map { $0 * factor }
    }
    let scalings = try found.map {
      Scaling(.robust, of: try Observations(points, weights: $0))
    }
    for other in scalings {
      for (a, b) in zip(scalings[0].shift + scalings[0].divisor, other.shift + other.divisor) {
        #expect(abs(a - b) <= 1e-12 * abs(a))
      }
    }
    // As one of six values, the median lies midway between the third and the fourth: in this order
    // 4 takes the place from 0.64 to 2.2 of them, and 7 that from 2.2 to 3.0.
    #expect(scalings[0].shift[0] == 5.5)
  }
}
