import KMeansCore

extension FileFormat {
  /// NumPy's array format, versions 1 to 3; written in version 1.
  public static let npy = FileFormat(
    ending: "npy", magic: NPYHeader.magic,
    reader: .numbers { bytes, source, isFlatAllowed throws(DataError) in
      try NPYHeader.values(bytes, source: source, isFlatAllowed: isFlatAllowed)
    }, writer: NPYWriter())
}

/// Writes arrays of little-endian numbers in C order.
private struct NPYWriter: FormatWriter {
  /// Writes int32 of shape (N,), without identifiers.
  func write(
    labels: [Int32], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError) {
    try writeHeader(type: "<i4", shape: "(\(labels.count),)", to: &stream)
    for label in labels { try stream.write(littleEndian: label) }
  }

  /// Writes float64 of shape (N, c) for c columns, without names and identifiers; NaN for what is
  /// not known.
  func write(
    columns: [ResultColumn], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError) {
    let count = columns.first?.count ?? 0
    try writeHeader(type: "<f8", shape: "(\(count), \(columns.count))", to: &stream)
    for row in 0..<count {
      for column in columns { try stream.write(littleEndian: column.number(row).bitPattern) }
    }
  }

  /// Writes float64 of shape (k, d), without names.
  func write(
    centroids: PointMatrix, columns: [String], to stream: inout OutputStream
  ) throws(DataError) {
    try writeHeader(
      type: "<f8", shape: "(\(centroids.count), \(centroids.dimensions))", to: &stream)
    for index in 0..<centroids.count {
      for value in centroids.point(index) { try stream.write(littleEndian: value.bitPattern) }
    }
  }

  /// Writes the header of version 1.0.
  ///
  /// - Parameters:
  ///   - type: such as "<f8".
  ///   - shape: as Python writes it, such as "(3, 4)".
  ///   - stream: the file.
  /// - Throws: `DataError` where the file cannot be written.
  private func writeHeader(
    type: String, shape: String, to stream: inout OutputStream
  ) throws(DataError) {
    let fields = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    // Magic, version and length take 10 bytes; a newline ends the header at a multiple of 64.
    let length = (10 + fields.utf8.count + 1 + 63) / 64 * 64 - 10
    for byte in NPYHeader.magic { try stream.write(littleEndian: byte) }
    try stream.write(littleEndian: UInt16(1))
    try stream.write(littleEndian: UInt16(length))
    let padding = String(repeating: " ", count: length - fields.utf8.count - 1)
    try stream.write(fields + padding + "\n")
  }
}
