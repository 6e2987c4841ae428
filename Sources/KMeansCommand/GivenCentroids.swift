import KMeans
import KMeansData
import KMeansMatrices

/// The file of `--init`.
enum GivenCentroids {
  /// Centroids in the units of the data, their features in the order of the data's columns.
  ///
  /// Columns are found by name when the file has all names of the data, otherwise by position.
  static func read(_ path: String, for table: DataTable, k: Int) throws(CommandError) -> PointMatrix
  {
    let (given, names) = try reporting(CommandError.data) { () throws(DataError) in
      try CentroidFile.read(path)
    }
    guard given.count == k else {
      throw .centroids(
        path: path,
        problem: "\(given.count) centroids for -k \(k); give as many centroids as clusters")
    }
    let positions = ColumnPositions(names)
    let byName = table.columns.compactMap { positions[$0] }
    if byName.count == table.columns.count {
      return byName == Array(0..<given.dimensions) ? given : given.reordered(byName)
    }
    guard given.dimensions == table.columns.count else {
      throw .centroids(
        path: path,
        problem: "the centroids have \(given.dimensions) columns and the data has "
          + "\(table.columns.count); choose the data's with --columns")
    }
    return given
  }

  /// The same in the space that is clustered.
  ///
  /// - Throws: also for a value that is too large, as it is or once it is scaled.
  static func scaled(_ path: String, for data: PreparedData, k: Int) throws(CommandError)
    -> PointMatrix
  {
    let given = try read(path, for: data.table, k: k)
    if let place = given.firstBeyondLimit() {
      throw tooLarge(path, given, place, data, "is too large, its square would overflow")
    }
    let scaled = data.scaling.apply(given)
    if let place = scaled.firstBeyondLimit() {
      let value = scaled[place.feature, place.point]
      throw tooLarge(
        path, given, place, data,
        "becomes \(value) by --scale \(data.scaling.method.rawValue), too large for squared "
          + "distances")
    }
    return scaled
  }

  private static func tooLarge(
    _ path: String, _ given: PointMatrix, _ place: (point: Int, feature: Int),
    _ data: PreparedData, _ problem: String
  ) -> CommandError {
    .centroids(
      path: path,
      problem: "column \"\(data.table.columns[place.feature])\" of centroid \(place.point + 1): "
        + "\(given[place.feature, place.point]) \(problem); give centroids near the data")
  }

  /// Whether a value of `--init` that is no name can be a file.
  static func check(_ path: String) throws(CommandError) {
    do throws(DataError) {
      _ = try DataFormat(ofPath: path)
    } catch .unknownEnding {
      throw .unknownInitialization(path)
    } catch {
      throw .data(error)
    }
  }
}

extension PointMatrix {
  fileprivate func reordered(_ features: [Int]) -> PointMatrix {
    PointMatrix(dimensions: features.count, count: count) { values in
      for point in 0..<count {
        for (slot, feature) in features.enumerated() {
          values[point * features.count + slot] = self[feature, point]
        }
      }
    }
  }
}
