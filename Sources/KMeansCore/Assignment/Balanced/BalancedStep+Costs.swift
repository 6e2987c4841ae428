extension BalancedStep {
  /// What one thread keeps.
  private struct Worker {
    let distances: Slab<Double>
    let scratch: CompressedScratch?
    var sizes: [Int] = []
    var moves: [(first: Int, moves: CandidateMoves)] = []
    var distanceCount = 0
  }

  /// Points at a time, so that their distances stay in the cache.
  private var chunkSize: Int {
    min(rows.chunkSize(threads: execution.threads, clusters: m.count), max(16, (1 << 15) / m.count))
  }

  /// Finds the cheapest cluster of every point: of equals the one before, else the lowest.
  ///
  /// - Returns: nil where the step was stopped.
  /// - Complexity: O(N·k·d).
  mutating func choose(_ prices: [Int64], before: UnsafePointer<Int32>) -> Choices? {
    let found = Choices(
      labels: Slab(uninitialized: count), margins: Slab(uninitialized: count), sizes: [])
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let (rows, grid, k, size) = (rows, grid, m.count, chunkSize)
    nonisolated(unsafe) let before = before
    let (workers, isComplete) = Chunks.run(
      count: count, size: size, threads: execution.threads,
      makeWorker: {
        Worker(
          distances: Slab(uninitialized: size * k), scratch: exact.makeScratch(),
          sizes: Array(repeating: 0, count: k))
      },
      body: { worker, chunk in
        if isStopped { return false }
        exact.toAll(chunk, worker.distances.base, worker.scratch)
        worker.distanceCount += chunk.count * k
        for (offset, point) in chunk.enumerated() {
          let weight = rows.weight(point)
          let own = worker.distances.base + offset * k
          let cheapest =
            weight > 0
            ? Self.cheapest(
              own, prices, grid, weight: grid.scaled(weight: weight), before: before[point])
            : (label: Self.nearest(own, k), margin: .max)
          found.labels[point] = cheapest.label
          found.margins[point] = cheapest.margin
          if weight > 0 { worker.sizes[Int(cheapest.label)] += 1 }
        }
        return true
      })
    work.distances += workers.reduce(0) { $0 + $1.distanceCount }
    work.truths += workers.reduce(0) { $0 + $1.distanceCount } / k
    guard isComplete else { return nil }
    var choices = found
    choices.sizes = workers.reduce(into: Array(repeating: 0, count: k)) { sizes, worker in
      for cluster in sizes.indices { sizes[cluster] += worker.sizes[cluster] }
    }
    return choices
  }

  /// The cluster that a point pays least in, and how much more it pays in the second cheapest.
  private static func cheapest(
    _ distances: UnsafePointer<Double>, _ prices: [Int64], _ grid: CostGrid, weight: Double,
    before: Int32
  ) -> (label: Int32, margin: Int64) {
    prices.withUnsafeBufferPointer { prices in
      var (least, second) = (Int64.max, Int64.max)
      var label = 0
      for cluster in prices.indices {
        let price = grid.cost(distances[cluster], weight: weight) &+ prices[cluster]
        if price < least {
          (second, least, label) = (least, price, cluster)
        } else if price < second {
          second = price
        }
      }
      let old = Int(before)
      if old >= 0 && grid.cost(distances[old], weight: weight) &+ prices[old] == least {
        label = old
      }
      return (Int32(truncatingIfNeeded: label), second == .max ? .max : second &- least)
    }
  }

  private static func nearest(_ distances: UnsafePointer<Double>, _ count: Int) -> Int32 {
    var label = 0
    for cluster in 1..<max(count, 1) where distances[cluster] < distances[label] { label = cluster }
    return Int32(truncatingIfNeeded: label)
  }

  /// The points that some other cluster costs no more than `reach` above their own, and all such
  /// clusters.
  ///
  /// - Parameters:
  ///   - reach: at least 0.
  ///   - margin: points of a greater margin in the choices have no such cluster.
  ///   - choices: the points' clusters, as they are now, and their margins at the beginning.
  ///   - prices: those of now.
  /// - Returns: nil where the step was stopped.
  /// - Complexity: O(N + n·k·d) for n points up to the margin.
  mutating func gather(
    _ reach: Int64, among margin: Int64, _ choices: Choices, _ prices: [Int64]
  ) -> CandidateMoves? {
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let (k, size) = (m.count, chunkSize)
    let (workers, isComplete) = Chunks.run(
      count: count, size: size, threads: execution.threads,
      makeWorker: {
        Worker(distances: Slab(uninitialized: size * k), scratch: exact.makeScratch())
      },
      body: { worker, chunk in
        if isStopped { return false }
        let near = chunk.filter { choices.margins[$0] <= margin && choices.margins[$0] < .max }
        guard !near.isEmpty else { return true }
        exact.toAll(near, of: chunk, worker.distances.base, worker.scratch)
        worker.distanceCount += near.count * k
        worker.moves.append(
          (chunk.lowerBound, moves(near, worker.distances.base, reach, choices, prices)))
        return true
      })
    work.distances += workers.reduce(0) { $0 + $1.distanceCount }
    guard isComplete else { return nil }
    let parts = workers.flatMap(\.moves).sorted { $0.first < $1.first }
    return parts.reduce(into: CandidateMoves()) { $0.append($1.moves) }
  }

  /// The clusters within reach of some points.
  private func moves(
    _ points: [Int], _ distances: UnsafePointer<Double>, _ reach: Int64, _ choices: Choices,
    _ prices: [Int64]
  ) -> CandidateMoves {
    let k = m.count
    var moves = CandidateMoves()
    for (position, point) in points.enumerated() {
      let own = distances + position * k
      let weight = grid.scaled(weight: rows.weight(point))
      let label = Int(choices.labels[point])
      let cost = grid.cost(own[label], weight: weight)
      let most = (cost &+ prices[label]).addingReportingOverflow(reach)
      let limit = most.overflow ? Int64.max : most.partialValue
      for cluster in 0..<k {
        let other = grid.cost(own[cluster], weight: weight)
        if other &+ prices[cluster] <= limit { moves.reach(cluster, cost: other) }
      }
      moves.add(point, label: Int32(truncatingIfNeeded: label), cost: cost)
    }
    return moves
  }
}
