public import KMeansCore
public import KMeansData

extension ClusterModel {
  /// The nearest centroid of every point, as the fit would have found it.
  ///
  /// - Parameter points: X, d × N, in units of the input, features in the order of `columns`; NaN
  ///   stands for a missing value, about which the model does what the fit did.
  /// - Returns: labels and distances, one a point.
  /// - Throws: `ModelError.dimensions`, `.missingValues`, `.tooLarge`, and `.scaledTooLarge` for
  ///   a value that lies too far from the fit's.
  /// - Complexity: O(N·k·d) at worst.
  public func predict(_ points: PointMatrix) throws(ModelError) -> Prediction {
    try predict(try clusteredSpace(points)).prediction
  }

  /// The nearest centroid of every row of a table, whose columns are found by name when both it
  /// and the model have names, and by position otherwise.
  ///
  /// - Throws: as `predict(_:)` of points, and `ModelError.missingColumn`.
  /// - Complexity: O(N·k·d) at worst.
  public func predict(_ table: DataTable) throws(ModelError) -> Prediction {
    try predict(try points(of: table)).prediction
  }

  /// The labels of points in the clustered space: of these points, and by row of the input.
  ///
  /// - Parameters:
  ///   - points: in the clustered space.
  ///   - weights: what each of them weighs in J; nil for 1 each.
  /// - Returns: labels by row of the input with J, and Y of the points.
  /// - Throws: `ModelError.dimensions`.
  /// - Complexity: O(N·k·d) at worst.
  package func predict(
    _ points: ModelPoints, weights: [Double]? = nil
  ) throws(ModelError) -> (prediction: Prediction, y: LabelMatrix) {
    let (y, objective) = try nearest(points.x, weights: weights, rows: points.keptRows)
    var labels = y.values
    if let kept = points.keptRows {
      labels = Array(repeating: -1, count: points.rows)
      for (label, row) in zip(y.values, kept) { labels[row] = label }
    }
    let prediction = Prediction(
      labels: labels, sizes: y.sizes, missingRows: points.missingRows, objective: objective)
    return (prediction, y)
  }

  /// Y and J of points in the clustered space. Nothing else asks the engine for a model's labels.
  private func nearest(
    _ x: PointMatrix, weights: [Double]?, rows: [Int]?
  ) throws(ModelError) -> (y: LabelMatrix, objective: Double) {
    guard x.count > 0 else { return (LabelMatrix(unset: 0, clusters: clusters), 0) }
    do throws(ClusteringError) {
      if let bisection {
        let found = try bisection.labels(x, centroids, distance: distance, weights: weights)
        return (found.labels, found.objective)
      }
      let found = try NearestCentroids(
        x, centroids, distance: distance, weights: weights, wants: .objective)
      return (found.labels, found.objective ?? 0)
    } catch {
      throw modelError(error, rows: rows, dimensions: x.dimensions)
    }
  }

  /// What the engine refuses of points that the model prepared.
  func modelError(_ error: ClusteringError, _ points: ModelPoints) -> ModelError {
    modelError(error, rows: points.keptRows, dimensions: points.x.dimensions)
  }

  private func modelError(
    _ error: ClusteringError, rows: [Int]?, dimensions found: Int
  ) -> ModelError {
    switch error {
    case .observations(.noDirection(let point, let count)):
      .noDirection(row: rows?[point] ?? point, moreRows: count - 1, by: scaling.method)
    case .kernels(let error): .kernels(error)
    default: .dimensions(found: found, expected: dimensions)
    }
  }
}
