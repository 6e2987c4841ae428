/// The sums by which labels under limits are proven to cost least, or nearly, from the definition,
/// whatever found the labels and the prices.
struct BalanceProof {
  /// Σ c of the labels, times amounts.
  let primal: Int128
  /// Σᵢ aᵢ·minⱼ (c_ij + p_j) − most·Σ p⁺ + least·Σ p⁻ for points that take aᵢ of the limits.
  let dual: Int128
  /// Rounding of a smaller share of the cost than this is no part of the gap.
  private static let negligible = 1e-6
  /// Whether the labels cost nothing, before any rounding.
  private let isZero: Bool
  /// What clusters have of the limits.
  private let sums: [Int]
  private let prices: ClusterPrices
  private let limits: ClusterLimits

  /// - Parameters:
  ///   - rows: X with its weights.
  ///   - m: M.
  ///   - labels: Y.
  ///   - prices: any; the dual is a lower bound for all.
  ///   - limits: what clusters may have.
  ///   - execution: kernels and threads.
  /// - Complexity: O(N·k·d).
  init(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: LabelMatrix, _ prices: ClusterPrices,
    limits: ClusterLimits, execution: Execution
  ) {
    (self.prices, self.limits) = (prices, limits)
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let step = BalancedStep(
      rows: rows, m: m, limits: limits, grid: prices.grid, execution: execution, mayStop: false)
    let size = max(16, (1 << 15) / m.count)
    let workers = Chunks.forEach(
      count: rows.points.count, size: size, threads: execution.threads,
      makeWorker: {
        (
          primal: Int128(0), dual: Int128(0), isZero: true,
          sums: [Int](repeating: 0, count: m.count),
          distances: Slab<Double>(uninitialized: size * m.count), scratch: exact.makeScratch()
        )
      },
      body: { worker, chunk in
        exact.toAll(chunk, worker.distances.base, worker.scratch)
        for (offset, point) in chunk.enumerated() where rows.weight(point) > 0 {
          let costs = step.costs(point, worker.distances.base + offset * m.count)
          let least = zip(costs, prices.units).map { $0 &+ $1 }.min() ?? 0
          let (label, amount) = (Int(labels.values[point]), step.amount(point))
          if worker.isZero && worker.distances.base[offset * m.count + label] > 0 {
            worker.isZero = false
          }
          worker.primal += Int128(costs[label]) * Int128(amount)
          worker.dual += Int128(least) * Int128(amount)
          worker.sums[label] += amount
        }
      })
    sums = (0..<m.count).map { cluster in workers.reduce(0) { $0 + $1.sums[cluster] } }
    primal = workers.reduce(0) { $0 + $1.primal }
    isZero = workers.allSatisfy(\.isZero)
    let range = limits.range
    let fees = prices.units.reduce(Int128(0)) { sum, price in
      sum + Int128(price) * Int128(price > 0 ? range.upperBound : range.lowerBound)
    }
    dual = workers.reduce(0) { $0 + $1.dual } - fees
  }

  /// The sums in the unit of J.
  ///
  /// Costs are multiples of a unit that the farthest points decide. Where the others cost so little
  /// that the rounding of all costs may count, it is part of the gap.
  ///
  /// - Parameter scale: what δ is multiplied by in J, a power of two.
  /// - Returns: them, with the limits and the prices.
  func balance(scale: Double) -> Clustering.Balance {
    func value(_ units: Int128, times unit: Double = 1) -> Double {
      (Dyadic(units, exponent: -prices.grid.exponent) * Dyadic(unit)).rounded * scale
    }
    // Costs are rounded by half a unit at most, for the labels and for any others.
    let rounding = value(sums.reduce(Int128(0)) { $0 + Int128($1) }, times: limits.unit)
    let cost = value(primal, times: limits.unit)
    let gap = value(primal - dual, times: limits.unit)
    return Clustering.Balance(
      measure: limits.amounts == nil ? .points : .weight, least: limits.least, most: limits.most,
      sums: sums.map { Double($0) * limits.unit }, primal: cost,
      dual: value(dual, times: limits.unit),
      gap: !isZero && rounding > Self.negligible * cost ? gap + rounding : gap,
      prices: prices.units.map { value(Int128($0)) }, unit: value(1, times: limits.unit))
  }
}

extension BalancedStep {
  /// c of a point in every cluster.
  fileprivate func costs(_ point: Int, _ distances: UnsafePointer<Double>) -> [Int64] {
    let weight = costWeight(point)
    return (0..<m.count).map { grid.cost(distances[$0], weight: weight) }
  }
}
