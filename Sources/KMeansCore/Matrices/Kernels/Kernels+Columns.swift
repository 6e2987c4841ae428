import CKMeansKernels

/// What is known of the columns of a matrix after one look: their box and their moments.
extension Kernels {
  /// The least and greatest value of every column, and the least magnitude but 0, joined with what
  /// the arrays hold.
  ///
  /// - Parameters:
  ///   - values: `rows` × `columns` values of `scalar`, row after row.
  ///   - scalar: the type of the values.
  ///   - rows: how many rows there are.
  ///   - columns: how many columns there are.
  ///   - least: a number a column, lowered.
  ///   - greatest: a number a column, raised.
  ///   - magnitude: a number a column, lowered; the least but 0.
  ///   - fractions: gets, beside the bits that it has, those of every value's fraction, the highest
  ///     of 52 first; bytes leave it.
  /// - Returns: whether there is a NaN, which changes none of them.
  /// - Complexity: O(rows·columns).
  package func box(
    _ values: UnsafeRawPointer, scalar: PointMatrix.Scalar, rows: Int, columns: Int,
    least: UnsafeMutablePointer<Double>, greatest: UnsafeMutablePointer<Double>,
    magnitude: UnsafeMutablePointer<Double>, fractions: inout UInt64
  ) -> Bool {
    table.columns.box(
      values, scalar.rawValue, rows, columns, least, greatest, magnitude, &fractions) != 0
  }

  /// The most rows of one call of `moments`.
  package static var mostMomentRows: Int { 1 << 14 }

  /// Adds Σx and Σx² of every column in fixed point, in pieces of 23 bits: see the C header.
  ///
  /// - Parameters:
  ///   - values: `rows` × `columns` values of `scalar`, row after row.
  ///   - scalar: the type of the values.
  ///   - rows: how many rows there are.
  ///   - columns: how many columns there are.
  ///   - pieces: 2, with four sums a column, or 4, with nine.
  ///   - scale: powers of two with |x|·scale ≤ 2⁴⁶.
  ///   - unit: their inverses.
  ///   - stride: how far the sums of a column lie apart.
  ///   - sums: changed.
  ///   - spilled: room for the numbers of all values; those of the values not held, written.
  /// - Returns: how many values are not held.
  /// - Complexity: O(rows·columns).
  package func moments(
    _ values: UnsafeRawPointer, scalar: PointMatrix.Scalar, rows: Int, columns: Int, pieces: Int32,
    scale: UnsafePointer<Double>, unit: UnsafePointer<Double>, stride: Int,
    sums: UnsafeMutablePointer<Int64>, spilled: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.columns.moments(
      values, scalar.rawValue, rows, columns, pieces, scale, unit, stride, sums, spilled)
  }
}
