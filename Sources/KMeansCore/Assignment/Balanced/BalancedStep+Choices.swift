extension BalancedStep {
  /// What one thread keeps.
  struct BalancedWorker {
    let distances: Slab<Double>
    let scratch: CompressedScratch?
    let screen: PriceScreen.Worker?
    var sizes: [Int]
    var moves: [(first: Int, moves: CandidateMoves)] = []
    var work = Clustering.Work()
  }

  /// Points at a time, so that their distances stay in the cache.
  var chunkSize: Int {
    let size = rows.chunkSize(threads: execution.threads, clusters: m.count)
    return screen == nil ? min(size, max(16, (1 << 15) / m.count)) : min(size, 960)
  }

  func makeWorker(_ exact: ExactDistances, chunk: Int) -> BalancedWorker {
    BalancedWorker(
      distances: Slab(uninitialized: chunk * m.count), scratch: exact.makeScratch(),
      screen: screen?.makeWorker(), sizes: Array(repeating: 0, count: m.count))
  }

  /// Finds the cheapest cluster of every point: of equals the one before, else the lowest.
  ///
  /// - Returns: nil where the step was stopped.
  /// - Complexity: O(N·k·d).
  mutating func choose(_ prices: [Int64], before: UnsafePointer<Int32>) -> Choices? {
    screen?.take(prices)
    var found = Choices(
      labels: Slab(uninitialized: count), margins: Slab(uninitialized: count), sizes: [])
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let (step, choices, size) = (self, found, chunkSize)
    nonisolated(unsafe) let before = before
    let (workers, isComplete) = Chunks.run(
      count: count, size: size, threads: execution.threads,
      makeWorker: { step.makeWorker(exact, chunk: size) },
      body: { worker, chunk in
        if step.isStopped { return false }
        let open = step.screenedChoices(chunk, choices, &worker)
        if !open.isEmpty {
          exact.toAll(open, of: chunk, worker.distances.base, worker.scratch)
          worker.work.truths += open.count
          step.choose(open, worker.distances.base, prices, before: before, choices)
        }
        for point in chunk {
          worker.sizes[Int(choices.labels[point])] += step.amount(point)
        }
        return true
      })
    take(workers)
    guard isComplete else { return nil }
    found.sizes = workers.reduce(into: Array(repeating: 0, count: m.count)) { sizes, worker in
      for cluster in sizes.indices { sizes[cluster] += worker.sizes[cluster] }
    }
    return found
  }

  /// Adds up what threads have computed.
  mutating func take(_ workers: [BalancedWorker]) {
    work = workers.reduce(into: work) { $0 += $1.work }
  }

  /// What the screen proves of a chunk.
  ///
  /// - Returns: the points that it leaves open.
  private func screenedChoices(
    _ chunk: Range<Int>, _ choices: Choices, _ worker: inout BalancedWorker
  ) -> [Int] {
    worker.work.distances += chunk.count * m.count
    guard let screen, let scratch = worker.screen else { return Array(chunk) }
    var open: [Int] = []
    for first in stride(from: chunk.lowerBound, to: chunk.upperBound, by: screen.width) {
      let panel = first..<min(first + screen.width, chunk.upperBound)
      screen.cheapest(
        rows.points(panel), choices.labels.base + first, choices.margins.base + first, scratch)
      for point in panel where choices.margins[point] < 0 || rows.weight(point) == 0 {
        open.append(point)
      }
    }
    return open
  }

  /// What points choose, by all their costs.
  private func choose(
    _ points: [Int], _ distances: UnsafePointer<Double>, _ prices: [Int64],
    before: UnsafePointer<Int32>, _ choices: Choices
  ) {
    for (position, point) in points.enumerated() {
      let own = distances + position * m.count
      let cheapest =
        rows.weight(point) > 0
        ? Self.cheapest(own, prices, grid, weight: costWeight(point), before: before[point])
        : (label: Self.nearest(own, m.count), margin: .max)
      choices.labels[point] = cheapest.label
      choices.margins[point] = cheapest.margin
    }
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
}
