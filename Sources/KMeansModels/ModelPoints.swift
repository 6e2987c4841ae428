package import KMeansCore

/// Points as a model sees them: in the space that was clustered, with its rule for missing values
/// applied.
package struct ModelPoints: Sendable {
  /// X, d × n, in the clustered space; n may be 0.
  package let x: PointMatrix
  /// The rows of the input that `x` is of, from 0, ascending; nil when it is all.
  package let keptRows: [Int]?
  /// The number of rows of the input.
  package let rows: Int
  /// The rows of the input that miss a value, from 0, ascending.
  package let missingRows: [Int]
  /// The rows of the input that are left out because they have no direction, from 0, ascending.
  package let zeroRows: [Int]
}
