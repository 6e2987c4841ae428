import KMeansMatrices

/// J = Q − 2 Σⱼ mⱼ·Sⱼ + Σⱼ Wⱼ‖mⱼ‖², from sums alone.
///
/// True for any M, by expanding ‖x − m‖²; with exact Q = Σ w‖x‖², S and W, and the rest in
/// double-double, so that the error is about 2^-100·Q. Costs O(k·d) and touches no point, which is
/// what lets points be skipped and still every iteration have its J.
///
/// - Complexity: O(k·d).
struct ObjectiveFromSums {
  /// Q·`scale`.
  private let q: DoubleDouble
  /// A power of two that brings Q, and with it every term, well within the range of `Double`:
  /// weights and squares that are each admitted may have products that are not.
  private let scale: Double
  private let threads: Int

  init(_ x: Observations, threads: Int) {
    let sum = x.sumOfSquares
    switch sum.rounded {
    case 0x1p1000...: scale = 0x1p-600
    case ..<0x1p-400: scale = 0x1p600
    default: scale = 1
    }
    q = DoubleDouble(sum * Dyadic(scale))
    self.threads = threads
  }

  /// J at M, clamped at 0.
  func callAsFunction(_ sums: ClusterSums, _ m: PointMatrix) -> Double {
    var total = q
    // Cluster by cluster in a fixed order, so that the roundings are the same everywhere.
    for term in terms(sums, m) { total = total + term }
    return max(0, total.high) / scale
  }

  /// Σ_l m_jl·(W_j·m_jl − 2·S_jl)·`scale` for every cluster.
  private func terms(_ sums: ClusterSums, _ m: PointMatrix) -> [DoubleDouble] {
    let d = m.dimensions
    let parts = Chunks.forEach(
      count: m.count, size: max(1, 4096 / d), threads: threads,
      makeWorker: { [(range: Range<Int>, terms: [DoubleDouble])]() }
    ) { worker, range in
      let terms = range.map { cluster in
        guard sums.members[cluster] > 0 else { return DoubleDouble(0) }
        let weight = sums.weightDoubleDouble(cluster)
        var term = DoubleDouble(0)
        for feature in 0..<d {
          let value = m[feature, cluster]
          let sum = sums.doubleDouble(cluster, feature: feature)
          term = term + (weight * value - sum * 2) * (value * scale)
        }
        return term
      }
      worker.append((range, terms))
    }
    return parts.joined().sorted { $0.range.lowerBound < $1.range.lowerBound }.flatMap(\.terms)
  }
}
