/// The assignment step under limits on the sizes of clusters: of all Y that keep the limits, one
/// that costs least for the given M (`BalancedStep`).
///
/// P. S. Bradley, K. P. Bennett and A. Demiriz, "Constrained k-means clustering", Microsoft Research
/// MSR-TR-2000-65, 2000, state the problem as a flow of least cost; their costs are squared
/// distances, as here.
///
/// The prices of a step are where the next one begins. Points keep their labels where others cost
/// as much, and all do where the labels before cost no more than the new ones. So a step that
/// changes a label lowers J on the `CostGrid`, and a run ends.
///
/// Points of weight 0 count nowhere: they get the nearest centroid.
struct Balanced: Assignment {
  private let x: Observations
  private let limits: ClosedRange<Int>
  private let execution: Execution
  /// Of the last step that was done.
  private(set) var prices: ClusterPrices?
  /// As `BalancedStep` has it.
  var fewCosts = 1 << 14

  /// - Parameters:
  ///   - x: X with its weights.
  ///   - limits: how many points of positive weight a cluster may have, which X can satisfy.
  ///   - execution: kernels, threads and stop.
  init(_ x: Observations, limits: ClosedRange<Int>, execution: Execution) {
    (self.x, self.limits, self.execution) = (x, limits, execution)
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    let grid = CostGrid(x.box, m, greatestWeight: x.weights?.max() ?? 1)
    var step = step(x.rows, limits, m, grid, mayStop: mayStop)
    step.screen = screen(m, grid)
    var units = prices.map { grid.prices($0.units, of: $0.grid) } ?? []
    let found = labels.withPointer { before -> Slab<Int32>? in
      guard var choices = choose(&units, &step, before: before),
        step.repair(&choices, &units)
      else { return nil }
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

  /// What points choose at prices that leave few of them in the wrong place; nil where the step was
  /// stopped.
  private func choose(
    _ units: inout [Int64], _ step: inout BalancedStep, before: UnsafePointer<Int32>
  ) -> BalancedStep.Choices? {
    if !units.isEmpty {
      guard let choices = step.choose(units, before: before) else { return nil }
      // About as many are in the wrong place at the prices of a sample.
      let usual = 4 * (Double(x.count) * Double(units.count)).squareRoot()
      if Double(step.wrong(choices.sizes, units)) <= usual { return choices }
    }
    guard sampledPrices(&units, &step) else { return nil }
    return step.choose(units, before: before)
  }

  /// A screen, where it can serve and saves more than it costs.
  private func screen(_ m: PointMatrix, _ grid: CostGrid) -> PriceScreen? {
    let canServe = x.weights == nil && !x.points.isCompressed && m.count > 1
    guard canServe, x.count * m.count > fewCosts else { return nil }
    return PriceScreen(x.box, means: x.means, m, grid, execution)
  }

  private func step(
    _ rows: Observations.Rows, _ limits: ClosedRange<Int>, _ m: PointMatrix, _ grid: CostGrid,
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

extension Balanced {
  /// How many times as many points each sample has as the one before.
  private static let growth = 4

  /// Makes prices those of a sample of the points, found from those of a smaller one. So few of the
  /// points are in the wrong place when all of them take part.
  ///
  /// - Parameters:
  ///   - units: prices to begin with; 0 each where there are none.
  ///   - whole: the step of all points.
  /// - Returns: whether it was done; not where the step was stopped.
  private func sampledPrices(_ units: inout [Int64], _ whole: inout BalancedStep) -> Bool {
    if units.isEmpty { units = Array(repeating: 0, count: whole.m.count) }
    var size = max(1024, 4 * whole.m.count)
    while size <= x.count / Self.growth {
      let rows = sample(size)
      let weights = x.weights.map { weights in rows.map { weights[$0] } }
      let part = Observations.Rows(points: x.points.choosing(rows), weights: weights)
      let share = weights?.count { $0 > 0 } ?? size
      var step = step(part, limits(share: share), whole.m, whole.grid, mayStop: whole.mayStop)
      step.screen = whole.screen
      let none = [Int32](repeating: -1, count: size)
      let isDone = none.withUnsafeBufferPointer { none in
        guard let none = none.baseAddress, var choices = step.choose(units, before: none) else {
          return false
        }
        return step.repair(&choices, &units)
      }
      guard isDone else { return false }
      whole.work += step.work
      size *= Self.growth
    }
    return true
  }

  /// One point of each of `size` parts of X, ascending.
  private func sample(_ size: Int) -> [Int] {
    let random = CounterRandom(seed: UInt64(size))
    let bounds = (0...size).map { part in
      // part·N/size without overflow.
      let (high, low) = part.multipliedFullWidth(by: x.count)
      return size.dividingFullWidth((high, low)).quotient
    }
    return (0..<size).map { bounds[$0] + random.below(bounds[$0 + 1] - bounds[$0], $0) }
  }

  /// The limits for so many of the points.
  private func limits(share: Int) -> ClosedRange<Int> {
    let all = Double(max(1, x.weights?.count { $0 > 0 } ?? x.count))
    let least = Int((Double(limits.lowerBound) * Double(share) / all).rounded(.down))
    let most = Int((Double(limits.upperBound) * Double(share) / all).rounded(.up))
    // Rounded so that no k times them exclude the share.
    return max(0, least - 1)...most + 1
  }
}

extension BalancedStep {
  /// Whether labels cost less than those before, or there were none.
  ///
  /// - Complexity: O(N), and O(n·k·d) for n points whose labels differ.
  func isCheaper(_ labels: UnsafePointer<Int32>, than before: UnsafePointer<Int32>) -> Bool {
    if before[0] < 0 { return true }
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let size = rows.chunkSize(threads: execution.threads)
    nonisolated(unsafe) let (labels, before) = (labels, before)
    let workers = Chunks.forEach(
      count: count, size: size, threads: execution.threads,
      makeWorker: {
        (sum: Int128(0), rooms: [exact.makeWorker(chunk: size), exact.makeWorker(chunk: size)])
      }
    ) { worker, chunk in
      let start = chunk.lowerBound
      guard chunk.contains(where: { labels[$0] != before[$0] }) else { return }
      exact.toAssigned(chunk, labels + start, &worker.rooms[0])
      exact.toAssigned(chunk, before + start, &worker.rooms[1])
      for (offset, point) in chunk.enumerated() where labels[point] != before[point] {
        let weight = grid.scaled(weight: rows.weight(point))
        let costs = worker.rooms.map { grid.cost($0.distances[offset], weight: weight) }
        worker.sum += Int128(costs[0]) - Int128(costs[1])
      }
    }
    return workers.reduce(0) { $0 + $1.sum } < 0
  }
}
