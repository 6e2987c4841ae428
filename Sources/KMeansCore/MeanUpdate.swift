import KMeansMatrices

/// The update step from the exact sums: one exact quotient a value, rounded once.
///
/// - Complexity: O(k·d).
struct MeanUpdate: UpdateStep {
  let threads: Int

  func means(of sums: ClusterSums, replacing m: PointMatrix) -> (m: PointMatrix, drift: Drift) {
    let d = m.dimensions
    // Every worker fills whole centroids of the one new matrix.
    let new = PointMatrix(dimensions: d, count: m.count) { values in
      nonisolated(unsafe) let values = values
      let size = max(1, 4096 / d)
      _ = Chunks.forEach(count: m.count, size: size, threads: threads, makeWorker: {}) { _, range in
        for cluster in range {
          for feature in 0..<d {
            values[cluster * d + feature] =
              sums.members[cluster] > 0
              ? sums.mean(cluster, feature: feature) : m[feature, cluster]
          }
        }
      }
    }
    return (new, .from(m, to: new))
  }
}
