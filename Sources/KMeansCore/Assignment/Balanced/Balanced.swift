/// The assignment step under limits on the sizes of clusters: of all Y that keep the limits, one
/// that costs least for the given M (`BalancedStep`).
///
/// P. S. Bradley, K. P. Bennett and A. Demiriz, "Constrained k-means clustering", Microsoft
/// Research MSR-TR-2000-65, 2000, state the problem as a flow of least cost; their costs are
/// squared distances, as here.
///
/// The prices of a step are where the next one begins. Points keep their labels where others cost
/// as much, and all do where the labels before cost no more than the new ones. So a step that
/// changes a label lowers J on the `CostGrid`, and a run ends.
///
/// Where sums of weights have limits, a point pays for every unit of its weight, and is whole
/// (`BalancedStep.makeWhole`); then the labels need not be the cheapest.
///
/// Points of weight 0 count nowhere: they get the nearest centroid.
struct Balanced: Assignment {
  let x: Observations
  let limits: ClusterLimits
  private let clusters: Int
  private let execution: Execution
  /// Of the last step that was done.
  private(set) var prices: ClusterPrices?
  /// As `BalancedStep` has it.
  var fewCosts = 1 << 14

  /// - Parameters:
  ///   - x: X with its weights.
  ///   - limits: what clusters may have, which X can satisfy.
  ///   - clusters: k.
  ///   - prices: those of a step before; nil before the first.
  ///   - execution: kernels, threads and stop.
  init(
    _ x: Observations, limits: ClusterLimits, clusters: Int, prices: ClusterPrices? = nil,
    execution: Execution
  ) {
    (self.x, self.limits, self.clusters, self.execution) = (x, limits, clusters, execution)
    self.prices = prices
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    let multiplier = limits.amounts == nil ? x.weights?.max() ?? 1 : 1
    let grid = CostGrid(x.box, m, greatestWeight: multiplier)
    var step = step(x.rows, limits, m, grid, mayStop: mayStop)
    step.screen = screen(m, grid)
    var units = prices.map { grid.prices($0.units, of: $0.grid) } ?? []
    let found = labels.withPointer { before -> Slab<Int32>? in
      guard var choices = choose(&units, &step, before: before),
        step.repair(&choices, &units), let isKept = step.makeWhole(&choices, units)
      else { return nil }
      if !isKept { divide(before, in: choices.labels) }
      if !step.isCheaper(choices.labels.base, than: before) { keep(before, in: choices.labels) }
      return choices.labels
    }
    guard let new = found else { return .none }
    prices = ClusterPrices(units: units, grid: grid).shifted
    return moves(to: new, &labels, step.work)
  }

  /// Gives points of positive weight their labels back.
  private func keep(_ before: UnsafePointer<Int32>, in new: Slab<Int32>) {
    for point in 0..<x.count where x.weights.map({ $0[point] > 0 }) ?? true {
      new[point] = before[point]
    }
  }

  /// Gives points labels that keep the limits: those before, or any.
  private func divide(_ before: UnsafePointer<Int32>, in new: Slab<Int32>) {
    if before[0] >= 0 { return keep(before, in: new) }
    guard let division = WeightDivision(limits, clusters: clusters) else { return }
    for point in 0..<x.count where x.rows.weight(point) > 0 {
      new[point] = division.labels[point]
    }
  }

  /// What points choose at prices that leave few of them in the wrong place; nil where the step was
  /// stopped.
  private func choose(
    _ units: inout [Int64], _ step: inout BalancedStep, before: UnsafePointer<Int32>
  ) -> BalancedStep.Choices? {
    if !units.isEmpty {
      guard let choices = step.choose(units, before: before) else { return nil }
      // About as many are in the wrong place at the prices of a sample.
      let usual = 4 * (Double(x.count) * Double(units.count)).squareRoot()
      let wrong = limits.points(step.wrong(choices.sizes, units), of: x.count)
      if Double(wrong) <= usual { return choices }
    }
    guard sampledPrices(&units, &step) else { return nil }
    return step.choose(units, before: before)
  }

  /// A screen, where it can serve and saves more than it costs.
  private func screen(_ m: PointMatrix, _ grid: CostGrid) -> PriceScreen? {
    let canServe =
      (x.weights == nil || limits.amounts != nil) && !x.points.isCompressed && m.count > 1
    guard canServe, x.count * m.count > fewCosts else { return nil }
    return PriceScreen(x.box, means: x.means, m, grid, execution)
  }

  func step(
    _ rows: Observations.Rows, _ limits: ClusterLimits, _ m: PointMatrix, _ grid: CostGrid,
    mayStop: Bool
  ) -> BalancedStep {
    BalancedStep(
      rows: rows, m: m, limits: limits, grid: grid, execution: execution, mayStop: mayStop,
      fewCosts: fewCosts)
  }

  /// Gives points their new labels.
  private func moves(
    to new: Slab<Int32>, _ labels: inout LabelMatrix, _ work: Clustering.Work
  ) -> Moves {
    let clusters = labels.clusters
    return labels.withPointer { labels in
      nonisolated(unsafe) let labels = labels
      let shares = Chunks.forEach(
        count: x.count, size: x.rows.chunkSize(threads: execution.threads),
        threads: execution.threads,
        makeWorker: { PointMoves(x, clusters: clusters, kernels: execution.kernels) },
        body: { $0.move($1, active: nil, labels, new: new.base + $1.lowerBound) })
      return Moves(shares: shares, isComplete: true, work: work)
    }
  }
}
