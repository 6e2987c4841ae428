import KMeansCore

/// Points of a kind that has broken something somewhere.
struct DrawnPoints {
  /// How values come about.
  enum Kind: CaseIterable {
    /// Groups with noise.
    case groups
    /// Small whole numbers: many equal distances.
    case lattice
    /// A few rows again and again.
    case copies
    /// Groups that lie far from 0, for their width.
    case offset
    /// Every column in units of its own.
    case scales
    /// Most values are 0.
    case zeros
    /// Points in the middle between two of few places, or the next number beside it.
    case middles
    /// Powers of two, up and down.
    case powers
  }

  let kind: Kind
  let matrix: PointMatrix

  /// Draws N, d, a type and all values.
  init(_ dice: inout Dice) {
    kind = dice.one(of: Kind.allCases)
    let dimensions = dice.size(most: 300)
    let count = dice.size(most: min(20_000, 200_000 / dimensions))
    let scalar = dice.one(of: [PointMatrix.Scalar.double, .double, .float, .uint8])
    let values = Self.values(kind, count, dimensions, isWhole: scalar == .uint8, &dice)
    matrix = Self.matrix(dimensions, values, scalar)
  }

  private static func matrix(
    _ dimensions: Int, _ values: [Double], _ scalar: PointMatrix.Scalar
  ) -> PointMatrix {
    let made: PointMatrix? =
      switch scalar {
      case .double: try? PointMatrix(dimensions: dimensions, values: values)
      case .float: try? PointMatrix(dimensions: dimensions, values: values.map { Float($0) })
      case .uint8:
        try? PointMatrix(
          dimensions: dimensions, values: values.map { UInt8(min(255, abs($0).rounded())) })
      }
    guard let made else { fatalError("\(values.count) values of \(dimensions) features") }
    return made
  }

  private static func values(
    _ kind: Kind, _ count: Int, _ dimensions: Int, isWhole: Bool, _ dice: inout Dice
  ) -> [Double] {
    let groups = 1 + dice.below(12)
    let width = isWhole ? 40.0 : dice.one(of: [1, 1, 0.01, 100, 0x1p-60, 0x1p80])
    let places = (0..<groups).map { _ in (0..<dimensions).map { _ in dice.normal() * width } }
    let units = (0..<dimensions).map { _ in
      Double(sign: .plus, exponent: dice.below(60) - 30, significand: 1)
    }
    let offset = isWhole ? 100 : dice.one(of: [1e3, 1e6, -1e9, 1e15, 0x1p50]) * width
    let noise = dice.one(of: [0.01, 0.3, 1]) * width
    var values: [Double] = []
    values.reserveCapacity(count * dimensions)
    for _ in 0..<count {
      let place = places[dice.below(groups)]
      let other = places[dice.below(groups)]
      for feature in 0..<dimensions {
        let value: Double =
          switch kind {
          case .groups: place[feature] + dice.normal() * noise
          case .lattice: Double(dice.below(5))
          case .copies: place[feature]
          case .offset: place[feature] + dice.normal() * noise + offset
          case .scales: (place[feature] + dice.normal() * noise) * units[feature]
          case .zeros: dice.once(in: 8) ? place[feature] : 0
          case .middles: middle(place[feature], other[feature], &dice)
          case .powers: Double(sign: .plus, exponent: dice.below(9) - 4, significand: 1)
          }
        values.append(isWhole ? value.rounded() : value)
      }
    }
    return values
  }

  private static func middle(_ first: Double, _ second: Double, _ dice: inout Dice) -> Double {
    let value = (first + second) / 2
    return switch dice.below(6) {
    case 0: value.nextUp
    case 1: value.nextDown
    default: value
    }
  }
}
