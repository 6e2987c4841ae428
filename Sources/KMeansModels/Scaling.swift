public import KMeansCore

/// The map between the units of the input and the space that is clustered, column by column:
/// x′ = (x − shift) / divisor.
///
/// A constant column has divisor 1. The values of a category have one divisor, so that the category
/// has the say of one column of numbers; also without a method, by which nothing else is divided
/// (`CategoryScaling`). The arithmetic is that of `Double`, one subtraction and one
/// division, so the same input always gives the same bits.
public struct Scaling: Sendable, Equatable {
  /// How shift and divisor were found.
  public let method: ScalingMethod
  /// What is taken from a value, by column, in units of the input.
  public let shift: [Double]
  /// What the rest is divided by, by column, positive, in units of the input.
  public let divisor: [Double]

  /// A scaling with known numbers.
  ///
  /// - Throws: `ModelError.sizes` when shift and divisor differ in length, `.notFinite` for a
  ///   number that is not finite, `.tooLargeNumber` for one beyond what points of a fit lead to,
  ///   `.divisor` for a divisor that is not positive.
  public init(method: ScalingMethod, shift: [Double], divisor: [Double]) throws(ModelError) {
    guard shift.count == divisor.count else {
      throw .sizes(what: "scaling.divisor", found: divisor.count, expected: shift.count)
    }
    guard shift.allSatisfy(\.isFinite) else { throw .notFinite(what: "scaling.shift") }
    guard divisor.allSatisfy(\.isFinite) else { throw .notFinite(what: "scaling.divisor") }
    // A shift lies among values, a divisor is at most twice as large as one.
    let limit = method == .none ? 0x1p480 : 0x1p1022
    if let value = shift.first(where: { abs($0) >= limit }) {
      throw .tooLargeNumber(what: "scaling.shift", value: value)
    }
    if let value = divisor.first(where: { $0 > 2 * limit }) {
      throw .tooLargeNumber(what: "scaling.divisor", value: value)
    }
    if let column = divisor.firstIndex(where: { $0 <= 0 }) {
      throw .divisor(column: column, value: divisor[column])
    }
    self.init(method, shift: shift, divisor: divisor)
  }

  /// A scaling whose numbers are known to be good.
  init(_ method: ScalingMethod, shift: [Double], divisor: [Double]) {
    self.method = method
    self.shift = shift
    self.divisor = divisor
  }

  /// The scaling of columns that were divided by units before, as one of the undivided ones.
  ///
  /// - Parameters:
  ///   - units: one a column; 1 for the features of categories.
  ///   - isConstant: whether all values of a column are the same, by column.
  /// - Returns: the scaling of the columns as they were.
  package func multiplied(by units: [Double], isConstant: (Int) -> Bool) -> Scaling {
    Scaling(
      method, shift: zip(shift, units).map { $0 * $1 },
      divisor: divisor.indices.map {
        isConstant($0) && units[$0] != 1 ? 1 : divisor[$0] * units[$0]
      })
  }

  /// The scaling of some columns, in their order.
  package func selecting(_ features: [Int]) -> Scaling {
    Scaling(method, shift: features.map { shift[$0] }, divisor: features.map { divisor[$0] })
  }

  /// Whether it changes nothing.
  ///
  /// - Complexity: O(d).
  public var isIdentity: Bool { method == .none && divisor.allSatisfy { $0 == 1 } }

  /// The scaling that changes nothing.
  public static func none(dimensions: Int) -> Scaling {
    Scaling(
      .none, shift: Array(repeating: 0, count: dimensions),
      divisor: Array(repeating: 1, count: dimensions))
  }

  /// Points of the input in the space that is clustered. A small divisor makes far values too large
  /// for squared distances, or infinite; code that clusters or labels the points checks for these.
  ///
  /// - Parameter points: X, d × N, in units of the input.
  /// - Returns: (x − shift) / divisor, d × N.
  /// - Precondition: as many features as the scaling has columns.
  /// - Complexity: O(1) without scaling, which shares the memory; otherwise O(N·d). Where memory
  ///   for the scaled points is lacking, they are computed whenever they are read.
  public func apply(_ points: PointMatrix) -> PointMatrix {
    precondition(points.dimensions == shift.count, "one shift a feature")
    if isIdentity { return points }
    return PointMatrix(ScaledPoints(points, shift: shift, divisor: divisor))
  }

  /// Points of the clustered space in units of the input: shift + x′ · divisor.
  ///
  /// - Parameter points: d × k, such as centroids.
  /// - Returns: d × k.
  /// - Precondition: as many features as the scaling has columns.
  /// - Complexity: O(1) without scaling; otherwise O(k·d).
  public func invert(_ points: PointMatrix) -> PointMatrix {
    precondition(points.dimensions == shift.count, "one shift a feature")
    if isIdentity { return points }
    let d = points.dimensions
    return unsafe PointMatrix(dimensions: d, count: points.count) { values in
      for point in 0..<points.count {
        for l in 0..<d {
          unsafe values[point * d + l] = shift[l] + points[l, point] * divisor[l]
        }
      }
    }
  }
}
