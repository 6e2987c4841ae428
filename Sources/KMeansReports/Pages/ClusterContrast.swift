import KMeansCore

/// How the clusters differ from all points, feature by feature, in the units of the input, or by
/// the cosine among unit vectors.
struct ClusterContrast: Sendable {
  /// The means of the clusters, d × k.
  let centroids: PointMatrix
  /// The mean of all points, by feature.
  let means: [Double]
  /// Their standard deviation, by feature.
  let deviations: [Double]
  /// The share of a feature's variance that lies between the clusters, from 0 to 1.
  let separations: [Double]
  /// The features, those that separate most first.
  let order: [Int]

  /// The contrasts of a clustering.
  ///
  /// - Parameters:
  ///   - clustering: Y, and the sizes.
  ///   - centroids: the means of the clusters, in the units of `raw`.
  ///   - raw: X in units of the input, or by the cosine the unit vectors of the points.
  /// - Complexity: O(k·d + N).
  init(_ clustering: Clustering, centroids: PointMatrix, raw: Observations) {
    self.centroids = centroids
    means = raw.means
    let variances = raw.variances
    deviations = variances.map { $0.squareRoot() }
    var masses = clustering.sizes.map(Double.init)
    if let weights = raw.weights {
      masses = Array(repeating: 0, count: masses.count)
      for (label, weight) in zip(clustering.labels.values, weights) { masses[Int(label)] += weight }
    }
    let mass = masses.reduce(0, +)
    let separations = variances.indices.map { feature -> Double in
      guard variances[feature] > 0 else { return 0 }
      // Deviations and not variances below, because their squares may be out of range.
      let unit = variances[feature].squareRoot()
      let between = masses.indices.reduce(0.0) { sum, cluster in
        let away = (centroids[feature, cluster] - raw.means[feature]) / unit
        return sum + masses[cluster] / mass * away * away
      }
      return min(1, between)
    }
    self.separations = separations
    order = separations.indices.sorted { (-separations[$0], $0) < (-separations[$1], $1) }
  }

  /// The means of the clusters of some points, roughly; those of `others` where one has no weight.
  ///
  /// - Complexity: O(N·d).
  static func means(
    of x: Observations, _ labels: LabelMatrix, others: PointMatrix
  ) -> PointMatrix {
    let (rows, d) = (x.rows, x.dimensions)
    var sums = [Double](repeating: 0, count: d * others.count)
    var masses = [Double](repeating: 0, count: others.count)
    for (point, label) in labels.values.enumerated() {
      let (weight, first) = (x.weights?[point] ?? 1, Int(label) * d)
      masses[Int(label)] += weight
      for feature in 0..<d { sums[first + feature] += weight * rows[feature, point] }
    }
    return unsafe PointMatrix(dimensions: d, count: others.count) { values in
      for index in values.indices {
        let (cluster, feature) = (index / d, index % d)
        unsafe values[index] =
          masses[cluster] > 0 ? sums[index] / masses[cluster] : others[feature, cluster]
      }
    }
  }

  /// The difference of a cluster's mean from the mean of all, in standard deviations of all; 0 for
  /// a constant feature.
  func difference(_ feature: Int, of cluster: Int) -> Double {
    guard deviations[feature] > 0 else { return 0 }
    return (centroids[feature, cluster] - means[feature]) / deviations[feature]
  }
}
