/// Writing the labels Y.
public enum LabelWriter {
  /// The name of the column of labels.
  public static let columnName = "cluster"

  /// Finds out before long work whether labels can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` and the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    try FileFormat.checkWritable(path)
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
    let writer = try FileFormat(writing: path).writer
    try AtomicFile.write(to: path) { stream throws(DataError) in
      try writer?.write(labels: labels, ids: ids, to: &stream)
    }
  }
}

extension DataTable {
  /// Writes columns of a result, one row a row of the file, after its identifier if a column of
  /// them was named: as text under the names of the columns, as `.npy` float64 of shape (N,
  /// columns), NaN for what is not known.
  ///
  /// - Parameters:
  ///   - columns: at least one, with a value a row of the file.
  ///   - path: the file; its ending chooses the format.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(rows).
  public func write(columns: [ResultColumn], to path: String) throws(DataError) {
    let writer = try FileFormat(writing: path).writer
    try AtomicFile.write(to: path) { stream throws(DataError) in
      try writer?.write(columns: columns, ids: identifiers, to: &stream)
    }
  }

  private var identifiers: (name: String, values: [String])? {
    if let idName, let ids { (idName, ids) } else { nil }
  }

  /// Writes one label a row of the file, after its identifier if a column of them was named.
  ///
  /// - Parameters:
  ///   - labels: one a row of the file; −1 for rows without one.
  ///   - path: the file; its ending chooses the format.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(rows).
  public func write(labels: [Int32], to path: String) throws(DataError) {
    try LabelWriter.write(labels, ids: identifiers, to: path)
  }
}
