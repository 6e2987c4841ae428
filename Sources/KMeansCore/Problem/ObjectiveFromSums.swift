/// J = Q − 2 Σⱼ mⱼ·Sⱼ + Σⱼ Wⱼ‖mⱼ‖², from sums alone.
///
/// This holds for any M, by expanding ‖x − m‖². Q = Σ w‖x‖², S and W are exact and the rest is in
/// double-double, so the error is about 2^-100·Q. No point is read, so every iteration has its J
/// even where points are skipped. The term of a cluster is kept while its sums and centroid stay
/// the same.
struct ObjectiveFromSums {
  /// Q·`scale`.
  private let q: DoubleDouble
  /// A power of two that brings Q, and with it every term, well within the range of `Double`:
  /// weights and squares that are each admitted may have products that are not.
  private let scale: Double
  private let execution: Execution
  /// Σ_l m_jl·(W_j·m_jl − 2·S_jl)·`scale` of every cluster.
  private var terms: [DoubleDouble] = []

  init(_ x: Observations, execution: Execution) {
    let sum = x.sumOfSquares
    switch sum.rounded {
    case 0x1p1000...: scale = 0x1p-600
    case ..<0x1p-400: scale = 0x1p600
    default: scale = 1
    }
    q = DoubleDouble(sum * Dyadic(scale))
    self.execution = execution
  }

  /// J at M, clamped at 0.
  ///
  /// - Parameters:
  ///   - sums: S and W, and which clusters have changed since the last call.
  ///   - m: M, where the centroids of the others are those of the last call.
  /// - Returns: J, in the unit of δ.
  /// - Complexity: O(k + c·d) for c changed clusters.
  mutating func callAsFunction(_ sums: ClusterSums, _ m: PointMatrix) -> Double {
    let isFirst = terms.isEmpty
    if isFirst { terms = Array(repeating: DoubleDouble(0), count: m.count) }
    let changed = terms.indices.filter { isFirst || sums.changed[$0] }
    update(changed, sums, m)
    var total = q
    // Cluster by cluster in a fixed order, so that the roundings are the same everywhere.
    for term in terms { total = total + term }
    return max(0, total.high) / scale
  }

  private mutating func update(_ changed: [Int], _ sums: ClusterSums, _ m: PointMatrix) {
    let (d, scale, kernels) = (m.dimensions, scale, execution.kernels)
    terms.withUnsafeMutableBufferPointer { terms in
      nonisolated(unsafe) let terms = terms
      m.withDoubles { centroids in
        nonisolated(unsafe) let centroids = centroids
        _ = Chunks.forEach(
          count: changed.count, size: max(1, 8192 / d), threads: execution.threads,
          makeWorker: { CentroidRoom(dimensions: d, kernels: kernels) }
        ) { room, range in
          for cluster in changed[range] {
            guard sums.members[cluster] > 0 else {
              terms[cluster] = DoubleDouble(0)
              continue
            }
            sums.split(
              cluster, kernels: kernels, high: room.high, low: room.low, open: room.open)
            terms[cluster] = kernels.term(
              high: room.high, low: room.low, weight: sums.weightDoubleDouble(cluster),
              centroid: centroids + cluster * d, scale: scale, dimensions: d)
          }
        }
      }
    }
  }
}
