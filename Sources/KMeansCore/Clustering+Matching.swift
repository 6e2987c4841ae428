extension Clustering {
  /// The same clustering with the numbers of another: what is cluster 3 there is cluster 3 here;
  /// see `CentroidMatching`.
  ///
  /// Nothing moves: a point that lies equally near to two centroids stays in its cluster, whatever
  /// number that gets. A fit with `Clusterer.Configuration.reference` gives it to the lowest
  /// number, as `labels(of:)` does.
  ///
  /// - Parameter reference: centroids in the space of this clustering.
  /// - Returns: this clustering under other numbers.
  /// - Throws: `ClusteringError.dimensions` where the reference has another d, and `.configuration`
  ///   for a reference that no configuration admits, as of bisecting k-means, whose numbers are
  ///   those of the splits.
  /// - Complexity: O(n²·d + n³) at worst for n = the greater number of clusters, and O(N).
  public func matched(to reference: PointMatrix) throws(ClusteringError) -> Clustering {
    guard reference.dimensions == centroids.dimensions else {
      throw .dimensions(found: reference.dimensions, expected: centroids.dimensions)
    }
    var configuration = configuration
    (configuration.reference, configuration.order) = (reference, .asFound)
    do { try configuration.checkNumbers() } catch { throw .configuration(error) }
    let seen = configuration.distance.problem.admitted(
      PointMatrix(copyingAsDouble: reference), kernels: .current)
    let matching = CentroidMatching(centroids, reference: seen)
    return renumbered(matching, configuration)
  }

  /// The same clustering with the numbers of another; see `matched(to:)` of centroids.
  public func matched(to other: Clustering) throws(ClusteringError) -> Clustering {
    try matched(to: other.centroids)
  }

  private func renumbered(
    _ matching: CentroidMatching, _ configuration: Clusterer.Configuration
  ) -> Clustering {
    let (order, numbers) = (matching.order, matching.numbers.map { Int32($0) })
    var renamed = labels
    renamed.values = labels.values.map { numbers[Int($0)] }
    return Clustering(
      centroids: centroids.selecting(order), labels: renamed, objective: objective,
      history: history, restartHistories: restartHistories, stopReason: stopReason,
      sizes: order.map { sizes[$0] }, withinSumOfSquares: order.map { withinSumOfSquares[$0] },
      totalSumOfSquares: totalSumOfSquares, restart: restart, account: account,
      bisection: bisection, batch: batch, search: search, balance: balance?.ordered(order),
      configuration: configuration, work: work,
      warnings: warnings.map { warning in
        guard case .emptyClusters(let clusters) = warning else { return warning }
        return .emptyClusters(clusters.map { matching.numbers[$0] }.sorted())
      }, initializing: initializing, iterating: iterating, instructionSet: instructionSet)
  }
}
