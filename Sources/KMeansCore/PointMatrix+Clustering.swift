extension PointMatrix {
  /// k-means with the usual settings: the points in k groups of least sum of squares.
  ///
  ///     let groups = try points.clustered(into: 4)
  ///     print(groups.labels[0], groups.centroids.point(0))
  ///
  /// `Clusterer` has all settings, weights, progress and stops.
  ///
  /// - Parameters:
  ///   - clusters: k, 1 … N.
  ///   - seed: of all random draws.
  /// - Returns: the clustering.
  /// - Throws: `ClusteringError` when k is not in 1 … N, or a value is not finite.
  /// - Complexity: O(iterations·N·k·d) at worst.
  public func clustered(into clusters: Int, seed: UInt64 = 0) throws(ClusteringError) -> Clustering
  {
    try Clusterer(.init(clusters: clusters, seed: seed)).fit(self)
  }
}

extension Sequence<[Double]> {
  /// k-means of points that are arrays of equally many values; see `PointMatrix.clustered(into:)`.
  ///
  /// - Parameters:
  ///   - clusters: k, 1 … N.
  ///   - seed: of all random draws.
  /// - Returns: the clustering.
  /// - Throws: `MatrixError` where points differ in length; `ClusteringError`.
  /// - Complexity: O(iterations·N·k·d) at worst.
  public func clustered(into clusters: Int, seed: UInt64 = 0) throws -> Clustering {
    try PointMatrix(Array(self)).clustered(into: clusters, seed: seed)
  }
}
