package import KMeansCore

extension ClusterModel {
  /// The weights of the clusters where these are merged as points: Σw, and by the cosine the length
  /// Σw − J of the sum of the unit vectors. Nil where the model does not know them.
  ///
  /// By the cosine J = Σ w·(1 − x̂·m) = Σw − ‖S‖ with S = Σ w·x̂ = ‖S‖·m.
  ///
  /// - Complexity: O(k).
  package var massesOfClusters: [Double]? {
    guard let weights = totalWeights else { return nil }
    guard distance.isDirectional else { return weights }
    return statistics.withinSumOfSquares.map { zip(weights, $0).map { max(0, $0 - $1) } }
  }

  /// Σw of every cluster; nil where there were weights that the model does not know.
  package var totalWeights: [Double]? {
    statistics.weights ?? (isWeighted ? nil : sizes.map { Double($0) })
  }

  /// A model of other clusters of data that are prepared alike.
  ///
  /// - Parameters:
  ///   - centroids: in the clustered space.
  ///   - iterations: how many it took to find them.
  ///   - sizes: the number of points of every cluster.
  ///   - objective: J of all points.
  ///   - statistics: what is known of every cluster; with weights where points had some.
  /// - Returns: the model.
  /// - Throws: `ModelError` for numbers that no model has.
  /// - Complexity: O(k·d).
  package func replacingClusters(
    by centroids: PointMatrix, iterations: Int, sizes: [Int], objective: Double,
    statistics: ClusterStatistics
  ) throws(ModelError) -> ClusterModel {
    try ClusterModel(
      Fields(
        columns: columns, hasColumnNames: hasColumnNames, centroids: centroids,
        distance: distance, bisection: nil, scaling: scaling, missing: missing,
        imputation: imputation, sizes: sizes, objective: objective, seed: 0,
        algorithm: Clusterer.Algorithm.auto.rawValue, initialization: "merged",
        iterations: iterations, isWeighted: statistics.weights != nil, isApproximate: false,
        libraryVersion: LibraryVersion.current, reading: reading)
    ).knowing(statistics)
  }
}
