/// Why values do not make a matrix, a label matrix, or weights.
@nonexhaustive
public enum MatrixError: Error, Equatable, Sendable {
  /// There is no point, or a point has no feature.
  case noDimensions
  /// Point `point` (from 0) has `found` values where the first has `expected`.
  case ragged(point: Int, found: Int, expected: Int)
  /// `values` values do not divide into points of `dimensions` values.
  case partialPoint(values: Int, dimensions: Int)
  /// Borrowed memory does not begin at a multiple of the scalar's size, `needed` bytes.
  case misaligned(needed: Int)
  /// Compressed rows have `dimensions` features, more than 2³¹ − 1.
  case tooManyDimensions(Int)
  /// Row offset `index` (from 0) of compressed rows is `offset`, which is not in `allowed`.
  case badOffset(index: Int, offset: Int, allowed: ClosedRange<Int>)
  /// Point `point` (from 0) of compressed rows has a value in column `column` of 0 ..< d.
  case columnOutOfRange(point: Int, column: Int, dimensions: Int)
  /// Point `point` (from 0) of compressed rows has column `column` next to `after`.
  case columnsNotAscending(point: Int, column: Int, after: Int)
  /// Label `label` of point `point` (from 0) is not in 0 ..< `clusters`.
  case labelOutOfRange(point: Int, label: Int, clusters: Int)
  /// y_ij is neither 0 nor 1: row `cluster`, column `point` (from 0) of Y holds `value`.
  case notBinary(point: Int, cluster: Int, value: Int)
  /// Σ_j y_ij is `sum`, not 1, in column `point` (from 0) of Y.
  case columnSum(point: Int, sum: Int)
  /// Feature `feature` of point `point` (from 0) of the matrix `what` is NaN or infinite.
  case notFinite(what: String, point: Int, feature: Int, value: Double)
  /// Weight `point` (from 0) is not finite.
  case weightNotFinite(point: Int, weight: Double)
  /// Two matrices that belong together differ in size: `what` is `found`, not `expected`.
  case shapeMismatch(what: String, found: Int, expected: Int)
}

extension MatrixError: CustomStringConvertible {
  /// One sentence: what is wrong, where, and what was expected.
  public var description: String {
    switch self {
    case .noDimensions:
      "a matrix needs at least one feature a point"
    case .ragged(let point, let found, let expected):
      "point \(point) has \(found.counted("value")), the first point has \(expected)"
    case .partialPoint(let values, let dimensions):
      "\(values) values do not divide into points of \(dimensions)"
    case .misaligned(let needed):
      "borrowed values must begin at a multiple of \(needed) bytes"
    case .tooManyDimensions(let dimensions):
      "compressed rows can have \(Int32.max) features, not \(dimensions)"
    case .badOffset(let index, let offset, let allowed):
      "row offset \(index) is \(offset), not in \(allowed.lowerBound) ... \(allowed.upperBound)"
    case .columnOutOfRange(let point, let column, let dimensions):
      "column \(column) of point \(point) is not in 0 ..< \(dimensions)"
    case .columnsNotAscending(let point, let column, let after):
      "column \(column) of point \(point) follows on column \(after); columns must ascend"
    case .labelOutOfRange(let point, let label, let clusters):
      "the label \(label) of point \(point) is not in 0 ..< \(clusters)"
    case .notBinary(let point, let cluster, let value):
      "y must be 0 or 1, but row \(cluster) of column \(point) holds \(value)"
    case .columnSum(let point, let sum):
      "a point belongs to one cluster, but column \(point) of Y sums to \(sum)"
    case .notFinite(let what, let point, let feature, let value):
      "feature \(feature) of point \(point) of \(what) is \(value); every value must be finite"
    case .weightNotFinite(let point, let weight):
      "the weight of point \(point) is \(weight); every weight must be finite"
    case .shapeMismatch(let what, let found, let expected):
      "\(what) is \(found), not \(expected)"
    }
  }
}

extension MatrixError {
  /// Throws `shapeMismatch` unless a number is as expected.
  package static func check(
    _ what: String, _ found: Int, is expected: Int
  ) throws(MatrixError) {
    if found != expected {
      throw .shapeMismatch(what: what, found: found, expected: expected)
    }
  }
}
