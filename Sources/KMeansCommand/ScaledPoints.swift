import KMeans
import KMeansMatrices

/// Points of a file in the space that is clustered.
enum ScaledPoints {
  /// Scales points and checks what comes out.
  ///
  /// - Parameters:
  ///   - points: X in the units of the file, checked.
  ///   - scaling: what to scale by.
  ///   - table: the file, whose columns are the features.
  ///   - rows: the rows of the file that the points are, from 0; nil for all.
  /// - Returns: the points in the space that is clustered.
  /// - Throws: `CommandError.value` for the first value that is too large once it is scaled;
  ///   `.outOfMemory`.
  static func of(
    _ points: PointMatrix, by scaling: Scaling, table: DataTable, rows: [Int]?
  ) throws(CommandError) -> PointMatrix {
    if scaling.method != .none {
      let bytes = points.count * points.dimensions * PointMatrix.Scalar.double.size
      guard Memory.isAvailable(bytes) else {
        throw .outOfMemory(source: table.source, bytes: bytes)
      }
    }
    let scaled = scaling.apply(points)
    guard scaling.method != .none, let (point, feature) = scaled.firstBeyondLimit() else {
      return scaled
    }
    throw .value(
      source: table.source, place: table.place(ofRow: rows?[point] ?? point),
      column: table.columns[feature],
      problem: "\(points[feature, point]) becomes \(scaled[feature, point]) by "
        + "--scale \(scaling.method.rawValue), too large for squared distances; correct it, leave "
        + "the column out with --exclude, or choose another --scale")
  }
}
