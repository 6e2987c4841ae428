import KMeansCore
import KMeansMatrices

/// How the clusters differ from all points, feature by feature, in the units of the input.
struct ClusterContrast: Sendable {
  /// M, d × k.
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
  ///   - centroids: M in units of the input.
  ///   - raw: X in units of the input.
  /// - Complexity: O(k·d + N).
  init(_ clustering: Clustering, centroids: PointMatrix, raw: Observations) {
    self.centroids = centroids
    means = raw.means
    let variances = raw.variances
    deviations = variances.map { $0.squareRoot() }
    var masses = clustering.sizes.map(Double.init)
    if let weights = raw.weights {
      masses = Array(repeating: 0, count: masses.count)
      for (label, weight) in zip(clustering.labels.labels, weights) { masses[Int(label)] += weight }
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

  /// The difference of a cluster's mean from the mean of all, in standard deviations of all; 0 for
  /// a constant feature.
  func difference(_ feature: Int, of cluster: Int) -> Double {
    guard deviations[feature] > 0 else { return 0 }
    return (centroids[feature, cluster] - means[feature]) / deviations[feature]
  }
}
