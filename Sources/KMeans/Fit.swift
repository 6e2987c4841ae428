public import KMeansCore
public import KMeansData
public import KMeansModels

extension PreparedData {
  /// Clusters the points.
  ///
  /// - Parameters:
  ///   - configuration: what to fit; given centroids are in the clustered space, where
  ///     `centroids(reading:)` brings them.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request, with the best so far.
  /// - Returns: the clustering, with the labels by row of the file.
  /// - Throws: `PipelineError.tooFewPoints` for k > N, `.value` and `.points` as preparing does,
  ///   `.outOfMemory`, and `.clustering` for all else that keeps the engine from a result.
  /// - Complexity: O(restarts·iterations·N·k·d) at worst.
  public func fit(
    _ configuration: Clusterer.Configuration, progress: (Clusterer.Progress) -> Void = { _ in },
    stop: StopSignal? = nil
  ) throws(PipelineError) -> Fit {
    do {
      return Fit(
        self, try Clusterer(configuration).fit(x, progress: progress, stop: stop))
    } catch {
      throw PipelineError(
        error, in: table, keptRows: complete.keptRows, scaling: scaling.method)
    }
  }
}

/// A clustering of a data file: labels by the rows of the file, centroids in its units, a model.
public struct Fit: Sendable {
  /// What was clustered.
  public let data: PreparedData
  /// The result, of the points that took part, in the clustered space.
  public let clustering: Clustering
  /// One label a row of the file; −1 for rows that were left out.
  public let labels: [Int32]

  /// A fit of prepared data, whose clustering has a label for each of its points.
  package init(_ data: PreparedData, _ clustering: Clustering) {
    self.data = data
    self.clustering = clustering
    labels = data.complete.labelsByRowOfFile(clustering.labels.values)
  }

  /// M, d × k, in the units of the file.
  public var centroids: PointMatrix { data.scaling.invert(clustering.centroids) }

  /// The model that labels further rows as this fit would have, and tells outliers among them.
  ///
  /// - Throws: `ModelError.tooLargeNumber` for means of missing values that lie too far from the
  ///   rest, and `.kernels`.
  /// - Complexity: O(N·d + N·log N) for the quartiles of distances.
  public var model: ClusterModel {
    get throws(ModelError) {
      try ClusterModel(
        clustering, columns: data.columns,
        hasColumnNames: data.model?.hasColumnNames ?? data.table.hasHeader,
        scaling: data.scaling, missing: data.options.missing, imputation: data.meansForMissing,
        isWeighted: data.table.weights != nil
      ).reading(as: data.model?.reading ?? data.table.record).knowing(try statistics)
    }
  }

  /// What a model keeps of the points by cluster.
  private var statistics: ClusterStatistics {
    get throws(ModelError) {
      let x = data.x
      let quartiles: DistanceQuartiles
      do {
        quartiles = try clustering.distanceQuartiles(
          of: x.points, weights: x.weights, threads: data.options.threads)
      } catch .kernels(let error) {
        throw .kernels(error)
      } catch {
        throw .dimensions(found: x.dimensions, expected: clustering.centroids.dimensions)
      }
      return ClusterStatistics(
        withinSumOfSquares: clustering.withinSumOfSquares, weights: clusterWeights,
        distances: quartiles)
    }
  }

  /// The total weight of every cluster, exact and rounded once; nil without weights.
  private var clusterWeights: [Double]? {
    data.x.weights.map { weights in
      var sums = NonNegativeSums(count: clustering.sizes.count)
      for (label, weight) in zip(clustering.labels.values, weights) {
        sums.add(weight, times: 1, to: Int(label))
      }
      return clustering.sizes.indices.map { sums.sum($0).rounded }
    }
  }

  /// Writes one label a row of the file, after its identifier where there are any.
  ///
  /// - Parameter path: the file; its ending chooses the format.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(rows).
  public func write(labels path: String) throws(DataError) {
    try data.table.write(labels: labels, to: path)
  }

  /// Writes the text of the file with a column of labels at its end.
  ///
  /// - Parameter path: the file, which must be text as the data is.
  /// - Throws: as `DataTable.write(appending:to:)`.
  /// - Complexity: O(bytes).
  public func write(appended path: String) throws(DataError) {
    try data.table.write(appending: labels, to: path)
  }

  /// Writes the centroids, in the units of the file.
  ///
  /// - Parameter path: the file; its ending chooses the format.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public func write(centroids path: String) throws(DataError) {
    try CentroidFile.write(centroids, columns: data.columns, to: path)
  }

}

extension PreparedData {
  /// The means that a model puts in for missing values: those that were put in, and else the means
  /// of the columns.
  var meansForMissing: [Double]? {
    guard options.missing == .mean else { return nil }
    if let means = model?.imputation { return means }
    if let imputed = complete.imputed { return imputed }
    let means = raw.means
    return units.map { units in zip(means, units).map { $0 * $1 } } ?? means
  }
}
