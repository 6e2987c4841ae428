extension FileFormat {
  /// Rows of an int32 dimension and that many float32.
  public static let fvecs = FileFormat(
    ending: "fvecs",
    reader: .numbers { bytes, source, _ throws(DataError) in
      try VectorFile.fvecs(bytes, source: source)
    })
  /// Rows of an int32 dimension and that many bytes.
  public static let bvecs = FileFormat(
    ending: "bvecs",
    reader: .numbers { bytes, source, _ throws(DataError) in
      try VectorFile.bvecs(bytes, source: source)
    })
  /// Two uint32, N and d, then N·d float32.
  public static let fbin = FileFormat(
    ending: "fbin",
    reader: .numbers { bytes, source, _ throws(DataError) in
      try VectorFile.fbin(bytes, source: source)
    })
}

/// The formats of vector-search benchmarks, little-endian: .fvecs and .bvecs of the TEXMEX sets
/// (each row its dimension as int32, then the values) and .fbin (N and d as uint32, then floats).
enum VectorFile {
  /// Rows of float32.
  static func fvecs(_ bytes: OwnedBytes, source: String) throws(DataError) -> StridedValues {
    try rows(bytes, of: .float, format: "an .fvecs", source: source)
  }

  /// Rows of bytes.
  static func bvecs(_ bytes: OwnedBytes, source: String) throws(DataError) -> StridedValues {
    try rows(bytes, of: .uint8, format: "a .bvecs", source: source)
  }

  /// N · d float32 behind N and d.
  ///
  /// - Throws: `DataError.badHeader`, `.wrongLength`, `.noRows`.
  static func fbin(_ bytes: OwnedBytes, source: String) throws(DataError) -> StridedValues {
    guard bytes.count >= 8 else {
      throw .wrongLength(source: source, expected: "at least 8", found: bytes.count)
    }
    let count = Int(word(bytes, at: 0))
    let dimensions = Int(word(bytes, at: 4))
    if count == 0 { throw .noRows(source: source) }
    guard dimensions > 0 else {
      throw .badHeader(source: source, format: ".fbin", reason: "dimension 0")
    }
    try checkLength(bytes, header: 8, shape: (count, dimensions), size: 4, source: source)
    return StridedValues(
      type: .float, offset: 8, rows: count, columns: dimensions, rowStride: dimensions * 4,
      columnStride: 4)
  }

  private static func rows(
    _ bytes: OwnedBytes, of type: ElementType, format: String, source: String
  ) throws(DataError) -> StridedValues {
    guard bytes.count >= 4 else {
      throw .wrongLength(source: source, expected: "at least 4", found: bytes.count)
    }
    let dimensions = Int(Int32(bitPattern: word(bytes, at: 0)))
    // A dimension that the file cannot hold even once: it is some other file.
    guard dimensions > 0, dimensions <= (bytes.count - 4) / type.size else {
      throw .wrongMagic(source: source, format: format)
    }
    let stride = 4 + dimensions * type.size
    let count = bytes.count / stride
    // Dimensions are compared before the length, because they tell more about the fault.
    for row in 0..<count {
      let found = Int(Int32(bitPattern: word(bytes, at: row * stride)))
      guard found == dimensions else {
        throw .unequalDimensions(source: source, row: row + 1, found: found, expected: dimensions)
      }
    }
    guard bytes.count == count * stride else {
      throw .wrongLength(
        source: source, expected: "a multiple of \(stride)", found: bytes.count)
    }
    return StridedValues(
      type: type, offset: 4, rows: count, columns: dimensions, rowStride: stride,
      columnStride: type.size)
  }

  private static func word(_ bytes: OwnedBytes, at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Compares the length that a header promises with the file's, before anything is allocated.
  ///
  /// - Throws: `DataError.wrongLength`.
  static func checkLength(
    _ bytes: OwnedBytes, header: Int, shape: (Int, Int), size: Int, source: String
  ) throws(DataError) {
    let (values, overflow) = shape.0.multipliedReportingOverflow(by: shape.1)
    let (length, overflow2) = values.multipliedReportingOverflow(by: size)
    let (total, overflow3) = length.addingReportingOverflow(header)
    if overflow || overflow2 || overflow3 {
      throw .wrongLength(
        source: source, expected: "\(header) + \(shape.0) · \(shape.1) · \(size)",
        found: bytes.count)
    }
    guard total == bytes.count else {
      throw .wrongLength(source: source, expected: String(total), found: bytes.count)
    }
  }
}
