/// The sums by which labels under limits are proven to cost least, from the definition, whatever
/// found the labels and the prices.
struct BalanceProof {
  /// Σ c of the labels.
  let primal: Int128
  /// Σᵢ minⱼ (c_ij + p_j) − most·Σ p⁺ + least·Σ p⁻.
  let dual: Int128
  private let prices: ClusterPrices
  private let limits: ClosedRange<Int>

  /// - Parameters:
  ///   - rows: X with its weights.
  ///   - m: M.
  ///   - labels: Y.
  ///   - prices: any; the dual is a lower bound for all.
  ///   - limits: how many points of positive weight clusters may have.
  ///   - execution: kernels and threads.
  /// - Complexity: O(N·k·d).
  init(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: LabelMatrix, _ prices: ClusterPrices,
    limits: ClosedRange<Int>, execution: Execution
  ) {
    (self.prices, self.limits) = (prices, limits)
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let k = m.count
    let size = max(16, (1 << 15) / k)
    let workers = Chunks.forEach(
      count: rows.points.count, size: size, threads: execution.threads,
      makeWorker: {
        (
          primal: Int128(0), dual: Int128(0), distances: Slab<Double>(uninitialized: size * k),
          scratch: exact.makeScratch()
        )
      },
      body: { worker, chunk in
        exact.toAll(chunk, worker.distances.base, worker.scratch)
        for (offset, point) in chunk.enumerated() where rows.weight(point) > 0 {
          let weight = prices.grid.scaled(weight: rows.weight(point))
          let own = worker.distances.base + offset * k
          var least = Int64.max
          for cluster in 0..<k {
            least = min(
              least, prices.grid.cost(own[cluster], weight: weight) + prices.units[cluster])
          }
          worker.primal += Int128(
            prices.grid.cost(own[Int(labels.values[point])], weight: weight))
          worker.dual += Int128(least)
        }
      })
    primal = workers.reduce(0) { $0 + $1.primal }
    dual =
      workers.reduce(0) { $0 + $1.dual }
      + prices.units.reduce(0) { sum, price in
        sum - Int128(price) * Int128(price > 0 ? limits.upperBound : limits.lowerBound)
      }
  }

  /// The sums in the unit of J.
  ///
  /// - Parameter scale: what δ is multiplied by in J, a power of two.
  func balance(scale: Double) -> Clustering.Balance {
    let exponent = -prices.grid.exponent
    func value(_ units: Int128) -> Double { Dyadic(units, exponent: exponent).rounded * scale }
    return Clustering.Balance(
      least: limits.lowerBound, most: limits.upperBound, primal: value(primal),
      dual: value(dual), gap: value(primal - dual), prices: prices.units.map { value(Int128($0)) },
      unit: value(1))
  }
}
