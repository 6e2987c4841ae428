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
        let weight = costWeight(point)
        let costs = worker.rooms.map { grid.cost($0.distances[offset], weight: weight) }
        worker.sum += (Int128(costs[0]) - Int128(costs[1])) * Int128(amount(point))
      }
    }
    return workers.reduce(0) { $0 + $1.sum } < 0
  }
}
