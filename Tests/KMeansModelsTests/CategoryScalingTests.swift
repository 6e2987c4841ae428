import KMeansCore
import KMeansModels
import Testing

/// A category as a whole has the say of one column of numbers.
@Suite struct CategoryScalingTests {
  /// A column of 0 and 1, the same as two categories, three categories, and a column of numbers.
  private let points: PointMatrix

  init() throws {
    let rows = (0..<40).map { row -> [Double] in
      let bit: Double = row % 5 == 0 ? 1 : 0
      let three: [Double] = (0..<3).map { row % 3 == $0 ? 1 : 0 }
      let number = Double(row * row % 17)
      return [bit, bit, 1 - bit] + three + [number]
    }
    points = try PointMatrix(rows)
  }

  private func scaled(_ method: ScalingMethod, weights: [Double]? = nil) throws -> PointMatrix {
    let x = try Observations(points, weights: weights)
    return Scaling(method, of: x, categories: [1..<3, 3..<6]).apply(points)
  }

  private func variance(_ x: PointMatrix, _ features: Range<Int>, _ weights: [Double]? = nil) throws
    -> Double
  {
    let x = try Observations(x, weights: weights)
    return features.reduce(0) { $0 + x.variances[$1] }
  }

  @Test func standardGivesVarianceOne() throws {
    for weights in [nil, (0..<40).map { Double(1 + $0 % 4) }] {
      let x = try scaled(.standard, weights: weights)
      for features in [0..<1, 1..<3, 3..<6, 6..<7] {
        #expect(abs(try variance(x, features, weights) - 1) < 1e-12)
      }
    }
  }

  @Test func robustGivesTheVarianceOfNormalNumbers() throws {
    let x = try scaled(.robust)
    for features in [1..<3, 3..<6] {
      #expect(abs(try variance(x, features) - 1 / 1.3489795003921634 / 1.3489795003921634) < 1e-12)
    }
  }

  @Test func minmaxAndNoneGiveOneAsTheGreatestDistance() throws {
    for method in [ScalingMethod.minmax, .none] {
      let x = try scaled(method)
      for features in [0..<1, 1..<3, 3..<6] {
        var greatest = 0.0
        for a in 0..<x.count {
          for b in 0..<a {
            let steps: [Double] = features.map { x[$0, a] - x[$0, b] }
            greatest = max(greatest, steps.reduce(0) { $0 + $1 * $1 })
          }
        }
        #expect(abs(greatest - 1) < 1e-12)
      }
    }
    #expect(try scaled(.none).point(7)[6] == points.point(7)[6])
  }

  /// Two categories count as the same column of 0 and 1 does.
  @Test(arguments: [ScalingMethod.none, .standard, .minmax])
  func twoValuesAreAsGoodAsZeroAndOne(_ method: ScalingMethod) throws {
    let x = try scaled(method)
    let (one, other) = (x.point(0), x.point(1))
    let plain = (one[0] - other[0]) * (one[0] - other[0])
    let steps: [Double] = (1...2).map { one[$0] - other[$0] }
    let category = steps.reduce(0) { $0 + $1 * $1 }
    #expect(abs(plain - category) < 1e-12)
  }

  @Test func numbersAreScaledAsEver() throws {
    let x = try Observations(points)
    for method in ScalingMethod.allCases {
      let (all, plain) = (
        Scaling(method, of: x, categories: [1..<3, 3..<6]), Scaling(method, of: x)
      )
      for feature in [0, 6] {
        #expect(all.shift[feature] == plain.shift[feature])
        #expect(all.divisor[feature] == plain.divisor[feature])
      }
      #expect(Scaling(method, of: x, categories: []) == plain)
      #expect(!all.isIdentity && plain.isIdentity == (method == .none))
      // Back to shares.
      let back = all.invert(all.apply(points))
      for feature in 0..<points.dimensions {
        #expect(abs(back[feature, 3] - points[feature, 3]) < 1e-12)
      }
    }
  }

  @Test func oneValueHasNoInfluence() throws {
    let x = try Observations(PointMatrix([[1, 2], [1, 3]]))
    for method in ScalingMethod.allCases {
      let scaled = Scaling(method, of: x, categories: [0..<1]).apply(x.points)
      #expect(scaled[0, 0] == scaled[0, 1] && scaled[0, 0].isFinite)
    }
  }
}
