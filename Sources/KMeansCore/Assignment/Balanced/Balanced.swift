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
    var units = prices.map { grid.prices($0.units, of: $0.grid) } ?? []
    if units.isEmpty {
      guard let start = startPrices(m, grid, mayStop: mayStop, &step.work) else { return .none }
      units = start
    }
    let found = labels.withPointer { before in
      step.labels(&units, before: before).map { new in
        if !step.isCheaper(new.base, than: before) { keep(before, in: new) }
        return new
      }
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

  /// Prices to begin with: those of a sample of the points, found from those of a smaller one. So
  /// few of the points are in the wrong place when all of them take part.
  ///
  /// - Returns: 0 each for few points; nil where the step was stopped.
  private func startPrices(
    _ m: PointMatrix, _ grid: CostGrid, mayStop: Bool, _ work: inout Clustering.Work
  ) -> [Int64]? {
    var units = [Int64](repeating: 0, count: m.count)
    var size = max(1024, 4 * m.count)
    while size <= x.count / Self.growth {
      let rows = sample(size)
      let weights = x.weights.map { weights in rows.map { weights[$0] } }
      let part = Observations.Rows(points: x.points.choosing(rows), weights: weights)
      let share = weights?.count { $0 > 0 } ?? size
      var step = step(part, limits(share: share), m, grid, mayStop: mayStop)
      let none = [Int32](repeating: -1, count: size)
      guard none.withUnsafeBufferPointer({ step.labels(&units, before: $0.baseAddress!) }) != nil
      else { return nil }
      work += step.work
      size *= Self.growth
    }
    return units
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
