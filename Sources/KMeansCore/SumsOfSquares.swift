import KMeansMatrices

/// Σ w·δ(x, m) over every cluster and over all: exact sums of the true distances, rounded once.
struct SumsOfSquares {
  /// Σ y_ij wᵢ δ(xᵢ, mⱼ), by cluster.
  let byCluster: [Double]
  /// J.
  let total: Double

  /// - Complexity: O(N·d), and O(k) memory a thread.
  init(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: LabelMatrix, execution: Execution
  ) {
    let parts = Chunks.forEach(
      count: rows.points.count, size: rows.chunkSize(threads: execution.threads),
      threads: execution.threads,
      makeWorker: { [ExactSum](repeating: ExactSum(), count: m.count) }
    ) { sums, range in
      let distances = execution.kernels.distances(rows, range, toAssigned: m, labels.labels)
      for (point, distance) in zip(range, distances) {
        sums[Int(labels.labels[point])].addProduct(rows.weight(point), distance)
      }
    }
    var sums = parts.first ?? []
    for part in parts.dropFirst() {
      for cluster in sums.indices { sums[cluster].merge(part[cluster]) }
    }
    byCluster = sums.map { $0.value.rounded }
    total = sums.reduce(into: Dyadic.zero) { $0 += $1.value }.rounded
  }
}
