extension Clustering {
  /// The clusters of further points: nearest centroids, or for a bisecting fit by its splits.
  ///
  /// - Parameter points: d × n, as the fit had them.
  /// - Returns: k × n; for the points of the fit, its own labels.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Complexity: O(n·k·d).
  public func labels(of points: PointMatrix) throws(ClusteringError) -> LabelMatrix {
    let distance = configuration.distance
    guard let bisection else {
      return try NearestCentroids(points, centroids, distance: distance).labels
    }
    return try bisection.labels(points, centroids, distance: distance).labels
  }

  /// J of further points: each counts by its distance to the centroid that `labels(of:)` gives it.
  ///
  /// - Parameters:
  ///   - points: d × n, as the fit had them.
  ///   - weights: a weight for every point, or nil for 1 each.
  /// - Returns: the exact sum, rounded once.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Precondition: there is a weight for every point.
  /// - Complexity: O(n·k·d).
  public func objective(
    of points: PointMatrix, weights: [Double]? = nil
  ) throws(ClusteringError) -> Double {
    let distance = configuration.distance
    if let bisection {
      return try bisection.labels(points, centroids, distance: distance, weights: weights)
        .objective
    }
    let found = try NearestCentroids(
      points, centroids, distance: distance, weights: weights, wants: [.objective])
    guard let objective = found.objective else { preconditionFailure("J was wanted") }
    return objective
  }
}

extension Clustering: CustomStringConvertible {
  /// One line, such as "4 clusters of 150 points, J = 57.25 after 6 iterations (labelsUnchanged)".
  public var description: String {
    "\(sizes.count) clusters of \(labels.count) points, J = \(objective) after \(iterations) "
      + "iterations (\(stopReason.rawValue))"
  }
}
