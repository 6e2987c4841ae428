public import KMeansCore

/// What a model knows of the points that it was fitted to, cluster by cluster: what merging needs,
/// and what tells outliers. Models that were written before it was kept know less.
public struct ClusterStatistics: Sendable, Equatable {
  /// Every cluster's share of J; nil where it is not known.
  public let withinSumOfSquares: [Double]?
  /// The total weight of every cluster; nil where the points had no weights, or it is not known.
  public let weights: [Double]?
  /// The quartiles of the distances to the centroids; nil where they are not known, as of models
  /// that were merged.
  public let distances: DistanceQuartiles?

  /// Nothing is known.
  public static let unknown = ClusterStatistics()

  /// What is known.
  public init(
    withinSumOfSquares: [Double]? = nil, weights: [Double]? = nil,
    distances: DistanceQuartiles? = nil
  ) {
    self.withinSumOfSquares = withinSumOfSquares
    self.weights = weights
    self.distances = distances
  }

  /// Throws for lists whose length is not the number of clusters, and for numbers that no points
  /// leave behind.
  ///
  /// - Complexity: O(k).
  func check(clusters: Int) throws(ModelError) {
    let lists = [
      ("withinSumOfSquares", withinSumOfSquares), ("clusterWeights", weights),
      ("distanceQuartiles", distances?.lower), ("distanceQuartiles", distances?.median),
      ("distanceQuartiles", distances?.upper),
    ]
    for case (let what, let list?) in lists {
      guard list.count == clusters else {
        throw .sizes(what: what, found: list.count, expected: clusters)
      }
      guard list.allSatisfy({ $0.isFinite && $0 >= 0 }) else { throw .notFinite(what: what) }
    }
    guard let distances else { return }
    for cluster in 0..<clusters {
      let (lower, upper) = (distances.lower[cluster], distances.upper[cluster])
      if lower > upper { throw .tooLargeNumber(what: "distanceQuartiles", value: lower) }
    }
  }
}

extension ClusterModel {
  /// The same model with what is known of its clusters.
  ///
  /// - Throws: `ModelError.sizes` for lists that are not of its clusters, `.notFinite` for numbers
  ///   below 0 or not finite, and `.tooLargeNumber` for quartiles that do not ascend.
  /// - Complexity: O(k).
  public func knowing(_ statistics: ClusterStatistics) throws(ModelError) -> ClusterModel {
    try statistics.check(clusters: clusters)
    var model = self
    model.statistics = statistics
    return model
  }
}

extension ClusterStatistics {
  /// The keys of a model's JSON.
  enum Key: String, CodingKey {
    case withinSumOfSquares, clusterWeights, distanceQuartiles
  }

  /// Writes what is known.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(withinSumOfSquares, forKey: .withinSumOfSquares)
    try container.encodeIfPresent(weights, forKey: .clusterWeights)
    try container.encodeIfPresent(
      distances.map { all in
        all.lower.indices.map { [all.lower[$0], all.median[$0], all.upper[$0]] }
      }, forKey: .distanceQuartiles)
  }

  /// Reads what a model knows.
  ///
  /// - Throws: `DecodingError`, and `ModelError.sizes` for quartiles that are not three.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let rows = try container.decodeIfPresent([[Double]].self, forKey: .distanceQuartiles)
    for row in rows ?? [] where row.count != 3 {
      throw ModelError.sizes(what: "distanceQuartiles", found: row.count, expected: 3)
    }
    self.init(
      withinSumOfSquares: try container.decodeIfPresent(
        [Double].self, forKey: .withinSumOfSquares),
      weights: try container.decodeIfPresent([Double].self, forKey: .clusterWeights),
      distances: rows.map { rows in
        DistanceQuartiles(
          lower: rows.map { $0[0] }, median: rows.map { $0[1] }, upper: rows.map { $0[2] })
      })
  }
}
