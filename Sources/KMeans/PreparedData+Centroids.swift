public import KMeansCore
import KMeansData
import KMeansModels

extension PreparedData {
  /// The centroids of a file, which are in the units of the data, in the clustered space: what
  /// `Clusterer.Initialization.centroids` takes.
  ///
  /// Columns are found by name when the file has all names of the data, otherwise by position.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input.
  ///   - count: how many centroids there must be; nil for any number.
  /// - Returns: M, d × k, features in the order of the data's columns.
  /// - Throws: `PipelineError.data`, and `.centroids` for a file that holds none of this data.
  /// - Complexity: O(bytes).
  public func centroids(
    reading path: String, count: Int? = nil
  ) throws(PipelineError) -> PointMatrix {
    let (given, names): (PointMatrix, [String])
    do { (given, names) = try CentroidFile.read(path, expecting: table.columns) } catch {
      throw .dataFor(.centroids, error)
    }
    if let count, given.count != count {
      throw .centroids(.count(found: given.count, expected: count), source: path)
    }
    let positions = ColumnPositions(names)
    let byName = table.columns.compactMap { positions[$0] }
    let isByName = byName.count == table.columns.count
    return try centroids(isByName ? given.selecting(features: byName) : given, source: path)
  }

  /// Centroids in the units of the data, in the clustered space.
  ///
  /// - Parameters:
  ///   - given: M, d × k, features in the order of the data's columns.
  ///   - source: what errors call the centroids.
  /// - Returns: M, d × k.
  /// - Throws: `PipelineError.centroids` for another d, a value that is too large, as it is or once
  ///   it is scaled, and where angles count for a centroid of zeros; `.outOfMemory`.
  /// - Complexity: O(k·d).
  public func centroids(
    _ given: PointMatrix, source: String = "the centroids"
  ) throws(PipelineError) -> PointMatrix {
    guard given.dimensions == table.columns.count else {
      throw .centroids(
        .columns(found: given.dimensions, expected: table.columns.count), source: source)
    }
    let distance = options.distance
    let beyond = distance.limit.isFinite ? given.firstBeyondLimit() : given.firstNotFinite()
    if let (centroid, feature) = beyond {
      throw .centroids(
        .tooLarge(
          given[feature, centroid], centroid: centroid, column: table.columns[feature]),
        source: source)
    }
    let scaled: PointMatrix
    do { scaled = try scaling.checked(given, below: distance.limit) } catch {
      switch error {
      case .tooLarge(let centroid, let feature, let value, let scaled):
        throw .centroids(
          .scaledTooLarge(
            value, scaled: scaled, by: scaling.method, centroid: centroid,
            column: table.columns[feature]), source: source)
      }
    }
    if distance.isDirectional, let centroid = scaled.zeroPoints().first {
      throw .centroids(.noDirection(centroid: centroid, by: scaling.method), source: source)
    }
    return scaled
  }
}
