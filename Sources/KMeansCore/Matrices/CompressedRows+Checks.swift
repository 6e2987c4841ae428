/// What arrays must be to make compressed rows.
extension CompressedRows {
  /// The arrays are aligned and of lengths that belong together.
  static func check(
    _ values: UnsafeRawBufferPointer, of scalar: PointMatrix.Scalar,
    columns: PointMatrix.Indices, offsets: PointMatrix.Indices
  ) throws(MatrixError) {
    guard values.count.isMultiple(of: scalar.size) else {
      throw .shapeMismatch(
        what: "the number of bytes of the values", found: values.count,
        expected: values.count / scalar.size * scalar.size)
    }
    let sizes = [(values.baseAddress, scalar.size), columns.alignment, offsets.alignment]
    for (base, size) in sizes {
      if let base, !Int(bitPattern: base).isMultiple(of: size) { throw .misaligned(needed: size) }
    }
    guard columns.count == values.count / scalar.size else {
      throw .shapeMismatch(
        what: "the number of columns", found: columns.count,
        expected: values.count / scalar.size)
    }
    guard offsets.count > 0 else {
      throw .shapeMismatch(what: "the number of row offsets", found: 0, expected: 1)
    }
  }

  /// Offsets begin at 0, never fall, and end with the last value.
  static func check(
    offsets: UnsafePointer<Int>, count: Int, values: Int
  ) throws(MatrixError) {
    for index in 0..<count {
      let least = index + 1 == count ? values : index == 0 ? 0 : offsets[index - 1]
      let most = index == 0 ? 0 : values
      guard least <= most else {
        throw .badOffset(index: index, offset: offsets[index], allowed: values...values)
      }
      guard (least...most).contains(offsets[index]) else {
        throw .badOffset(index: index, offset: offsets[index], allowed: least...most)
      }
    }
  }

  /// Copies columns, each read once, as features that ascend within a row.
  static func take(
    _ columns: PointMatrix.Indices, to features: UnsafeMutablePointer<Int32>,
    offsets: UnsafePointer<Int>, points: Int, dimensions: Int
  ) throws(MatrixError) {
    switch columns {
    case .int32(let columns):
      try take(columns, to: features, offsets, points: points, dimensions: dimensions)
    case .int64(let columns):
      try take(columns, to: features, offsets, points: points, dimensions: dimensions)
    }
  }

  @inline(__always)
  private static func take<Index: FixedWidthInteger>(
    _ columns: UnsafeBufferPointer<Index>, to features: UnsafeMutablePointer<Int32>,
    _ offsets: UnsafePointer<Int>, points: Int, dimensions: Int
  ) throws(MatrixError) {
    for point in 0..<points {
      var last: Index = -1
      for index in offsets[point]..<offsets[point + 1] {
        let column = columns[index]
        guard column > last && column < dimensions else {
          if column < 0 || column >= dimensions {
            throw .columnOutOfRange(point: point, column: Int(column), dimensions: dimensions)
          }
          throw .columnsNotAscending(point: point, column: Int(column), after: Int(last))
        }
        features[index] = Int32(truncatingIfNeeded: column)
        last = column
      }
    }
  }

  /// Offsets as `Int`, each read once.
  static func copy(_ offsets: PointMatrix.Indices) -> Slab<Int> {
    let copy = Slab<Int>(uninitialized: offsets.count)
    switch offsets {
    case .int32(let all): for (place, value) in all.enumerated() { copy.base[place] = Int(value) }
    case .int64(let all): for (place, value) in all.enumerated() { copy.base[place] = Int(value) }
    }
    return copy
  }
}
