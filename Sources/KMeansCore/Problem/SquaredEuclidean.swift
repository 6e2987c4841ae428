/// k-means: J = Σ w·δ(x, m), for which centroids are means.
///
/// mⱼ ← Σᵢ y_ij wᵢ xᵢ / Σᵢ y_ij wᵢ, because ∂J/∂mⱼ = 2 Σᵢ y_ij wᵢ (mⱼ − xᵢ) = 0 there.
struct SquaredEuclidean: Problem {
  let objectiveScale = 1.0

  func write(
    _ centroid: UnsafeMutablePointer<Double>, of cluster: Int, _ sums: ClusterSums,
    _ room: CentroidRoom
  ) {
    if sums.isWeighted {
      for feature in 0..<room.dimensions {
        centroid[feature] = sums.mean(cluster, feature: feature)
      }
    } else {
      sums.split(
        cluster, kernels: room.kernels, high: room.high, low: room.low, open: room.open)
      sums.mean(
        cluster, kernels: room.kernels, high: room.high, low: room.low, means: centroid,
        open: room.open)
    }
  }

  func plainCentroid(of cluster: Int, _ sums: ClusterSums) -> [Double]? {
    let weight = sums.weight(cluster)
    if weight.isZero { return nil }
    return (0..<sums.grid.columns - 1).map {
      sums.sum(cluster, feature: $0).quotient(by: weight)
    }
  }
}

extension Clusterer.Distance {
  /// The square of Euclid's distance: k-means.
  public static let euclidean = Clusterer.Distance(
    "euclidean", "k-means: squared distances to means", SquaredEuclidean())
}
