extension BalancedStep {
  /// The points that some other cluster costs no more than `reach` above their own, and all such
  /// clusters.
  ///
  /// - Parameters:
  ///   - reach: at least 0.
  ///   - choices: the points' clusters, as they are now, and their margins at the beginning.
  ///   - prices: those of now.
  /// - Returns: nil where the step was stopped.
  /// - Complexity: O(N + n·k·d) for n points up to the margin.
  mutating func gather(_ reach: Int64, _ choices: Choices, _ prices: [Int64]) -> CandidateMoves? {
    // Margins were found at other prices.
    let far = reach.addingReportingOverflow(risen)
    let margin = far.overflow ? Int64.max : far.partialValue
    screen?.take(prices)
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let (step, size) = (self, chunkSize)
    let (workers, isComplete) = Chunks.run(
      count: count, size: size, threads: execution.threads,
      makeWorker: { step.makeWorker(exact, chunk: size) },
      body: { worker, chunk in
        if step.isStopped { return false }
        let near = chunk.filter { choices.margins[$0] <= margin && step.amount($0) > 0 }
        guard !near.isEmpty else { return true }
        worker.work.distances += near.count * step.m.count
        let moves: CandidateMoves
        if let scratch = worker.screen, reach < 1 << 60 {
          moves = step.screenedMoves(
            near, of: chunk, reach: reach, choices, prices, by: scratch)
        } else {
          exact.toAll(near, of: chunk, worker.distances.base, worker.scratch)
          moves = step.moves(near, worker.distances.base, reach: reach, choices, prices)
        }
        worker.moves.append((chunk.lowerBound, moves))
        return true
      })
    take(workers)
    guard isComplete else { return nil }
    let parts = workers.flatMap(\.moves).sorted { $0.first < $1.first }
    return parts.reduce(into: CandidateMoves()) { $0.append($1.moves) }
  }

  /// The clusters within reach of some points.
  private func moves(
    _ points: [Int], _ distances: UnsafePointer<Double>, reach: Int64, _ choices: Choices,
    _ prices: [Int64]
  ) -> CandidateMoves {
    let k = m.count
    var moves = CandidateMoves()
    for (position, point) in points.enumerated() {
      let own = distances + position * k
      let weight = costWeight(point)
      let label = Int(choices.labels[point])
      let cost = grid.cost(own[label], weight: weight)
      let most = (cost &+ prices[label]).addingReportingOverflow(reach)
      let limit = most.overflow ? Int64.max : most.partialValue
      for cluster in 0..<k {
        let other = grid.cost(own[cluster], weight: weight)
        if other &+ prices[cluster] <= limit { moves.reach(cluster, cost: other) }
      }
      moves.add(
        point, label: Int32(truncatingIfNeeded: label), cost: cost, amount: amount(point))
    }
    return moves
  }

  /// The same, of exact costs to the clusters alone that the screen leaves.
  private func screenedMoves(
    _ points: [Int], of chunk: Range<Int>, reach: Int64, _ choices: Choices, _ prices: [Int64],
    by scratch: PriceScreen.Worker
  ) -> CandidateMoves {
    guard let screen else { return CandidateMoves() }
    var moves = CandidateMoves()
    for first in stride(from: 0, to: points.count, by: screen.width) {
      let panel = points[first..<min(first + screen.width, points.count)]
      let offsets = panel.map { Int32(truncatingIfNeeded: $0 - chunk.lowerBound) }
      // By place in the panel, ascending clusters.
      var near = [[Int32]](repeating: [], count: panel.count)
      offsets.withUnsafeBufferPointer {
        screen.pairs(rows.points(chunk, rows: $0), reach: reach, scratch) { cluster, place in
          near[place].append(Int32(truncatingIfNeeded: cluster))
        }
      }
      let clusters = near.flatMap { $0 }
      let distances = distances(
        zip(offsets, near).flatMap { offset, near in near.map { _ in offset } }, of: chunk,
        to: clusters)
      var next = 0
      for (place, point) in panel.enumerated() {
        let own = next..<next + near[place].count
        next = own.upperBound
        add(
          point, to: clusters[own], distances[own], reach: reach, label: choices.labels[point],
          prices: prices, &moves)
      }
    }
    return moves
  }

  /// δ of points of a chunk, by offset, to a centroid each.
  private func distances(
    _ offsets: [Int32], of chunk: Range<Int>, to clusters: [Int32]
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: offsets.count) { distances, count in
      count = offsets.count
      offsets.withUnsafeBufferPointer { offsets in
        clusters.withUnsafeBufferPointer { clusters in
          m.withDoubles { centroids in
            guard let base = distances.baseAddress, let labels = clusters.baseAddress else {
              return
            }
            execution.kernels.distances(
              rows.points(chunk, rows: offsets), toAssigned: centroids, labels: labels,
              distancesSquared: base)
          }
        }
      }
    }
  }

  /// Adds a point with those of some clusters that are within its reach; the own one is among them.
  private func add(
    _ point: Int, to clusters: ArraySlice<Int32>, _ distances: ArraySlice<Double>, reach: Int64,
    label: Int32, prices: [Int64], _ moves: inout CandidateMoves
  ) {
    let weight = costWeight(point)
    guard let place = clusters.firstIndex(of: label) else { return }
    let cost = grid.cost(
      distances[distances.startIndex + (place - clusters.startIndex)], weight: weight)
    let most = cost &+ prices[Int(label)] &+ reach
    for (cluster, distance) in zip(clusters, distances) {
      let other = grid.cost(distance, weight: weight)
      if other &+ prices[Int(cluster)] <= most { moves.reach(Int(cluster), cost: other) }
    }
    moves.add(point, label: label, cost: cost, amount: amount(point))
  }
}
