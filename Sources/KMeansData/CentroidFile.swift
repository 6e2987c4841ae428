public import KMeansCore

/// Writing and reading the centroids M.
public enum CentroidFile {
  /// Finds out before long work whether centroids can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` and the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    try FileFormat.checkWritable(path)
  }

  /// Writes one row a centroid, whole or not at all.
  ///
  /// As CSV or TSV under the names of the features, every value in the fewest digits that read
  /// back to the same bits; as `.npy` float64 of shape (k, d).
  ///
  /// - Parameters:
  ///   - centroids: M, d × k.
  ///   - columns: the d names of the features.
  ///   - path: the file; its ending chooses the format. "-" is standard output, as CSV.
  /// - Precondition: as many names as features.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public static func write(
    _ centroids: PointMatrix, columns: [String], to path: String
  ) throws(DataError) {
    precondition(columns.count == centroids.dimensions, "one name a feature")
    let writer = try FileFormat(writing: path).writer
    try AtomicFile.write(to: path) { stream throws(DataError) in
      try writer?.write(centroids: centroids, columns: columns, to: &stream)
    }
  }

  /// Reads centroids from any data format, in `Double`.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input; CSV with or without a header.
  ///   - names: those that a header has if there is one.
  /// - Returns: M, d × k, and the names of its features.
  /// - Throws: `DataError` as for data, `.notANumber` for a column of text, and
  ///   `.missingCentroidValue` for a missing cell.
  /// - Complexity: O(k·d).
  public static func read(
    _ path: String, expecting names: [String] = []
  ) throws(DataError) -> (centroids: PointMatrix, columns: [String]) {
    let table = try DataTable(
      reading: path, options: ReadingOptions(text: TextOptions(expectedNames: names)))
    if let first = table.missing.first {
      throw .missingCentroidValue(
        CellReference(
          source: table.source, place: first.place, column: table.columns[first.column], value: ""))
    }
    if let column = table.leftOut.first {
      if let offender = column.offender { throw .notANumber(offender) }
      throw .emptyColumn(source: table.source, name: column.name)
    }
    let points = table.points
    if points.scalar == .double { return (points, table.columns) }
    let converted = PointMatrix(dimensions: points.dimensions, count: points.count) { values in
      for index in 0..<points.count {
        for feature in 0..<points.dimensions {
          values[index * points.dimensions + feature] = points[feature, index]
        }
      }
    }
    return (converted, table.columns)
  }
}
