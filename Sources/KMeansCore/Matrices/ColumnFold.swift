/// Some rows of a matrix taken as one, so that its columns fill vectors: points of 2 features are
/// read as rows of 16 columns, of which 8 each belong to one feature.
struct ColumnFold: Equatable {
  /// d.
  let dimensions: Int
  /// How many points make a row.
  let factor: Int

  /// Columns of a row; feature l has columns l, l + d, …
  var columns: Int { dimensions * factor }

  /// Rows of a multiple of 16 columns, as far as they stay short.
  init(dimensions: Int) {
    var factor = 1
    while !(dimensions * factor).isMultiple(of: 16) && dimensions * factor <= 512 { factor *= 2 }
    self.dimensions = dimensions
    self.factor = factor
  }

  /// One number a feature as one a column.
  func spread(_ values: [Double]) -> [Double] {
    (0..<factor).flatMap { _ in values }
  }

  /// Calls `body` for whole rows, and for the points after them as rows of one point each.
  ///
  /// - Parameters:
  ///   - points: points one after another.
  ///   - scalar: the type of their values.
  ///   - body: is given where the rows begin, how many there are and how many columns they have.
  @inline(__always)
  func forEach(
    _ points: Kernels.Points, _ scalar: PointMatrix.Scalar,
    _ body: (_ values: UnsafeRawPointer, _ rows: Int, _ columns: Int) -> Void
  ) {
    let (whole, rest) = points.count.quotientAndRemainder(dividingBy: factor)
    points.withValues { values in
      if whole > 0 { body(values, whole, columns) }
      if rest > 0 { body(values + whole * columns * scalar.size, rest, dimensions) }
    }
  }
}
