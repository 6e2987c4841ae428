/// Writing the labels Y.
public enum LabelWriter {
  /// The name of the column of labels.
  public static let columnName = "cluster"

  /// Finds out before long work whether labels can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` and the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    _ = try OutputFormat(ofPath: path)
    try AtomicFile.checkWritable(path)
  }

  /// Writes one label a row, whole or not at all.
  ///
  /// As CSV or TSV under the header `cluster`, behind the identifiers if there are any; as `.npy`
  /// int32 of shape (N,), without identifiers.
  ///
  /// - Parameters:
  ///   - labels: N labels; −1 for rows without one.
  ///   - ids: the name of the identifier column and N identifiers.
  ///   - path: the file; its ending chooses the format. "-" is standard output, as CSV.
  /// - Precondition: as many identifiers as labels.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(N).
  public static func write(
    _ labels: [Int32], ids: (name: String, values: [String])? = nil, to path: String
  ) throws(DataError) {
    precondition(ids.map { $0.values.count == labels.count } ?? true, "one identifier a label")
    let format = try OutputFormat(ofPath: path)
    try AtomicFile.write(to: path) { stream throws(DataError) in
      if format == .npy {
        try stream.writeNPYHeader(type: "<i4", shape: "(\(labels.count),)")
        for label in labels { try stream.write(littleEndian: label) }
        return
      }
      if let ids { try stream.write(format.cell(ids.name) + format.separator) }
      try stream.write(columnName + "\n")
      for (row, label) in labels.enumerated() {
        if let ids { try stream.write(format.cell(ids.values[row]) + format.separator) }
        try stream.write("\(label)\n")
      }
    }
  }
}
