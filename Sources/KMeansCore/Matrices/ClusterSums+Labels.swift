extension ClusterSums {
  /// The sums of labelled points; nothing that follows from them is taken to have changed.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - y: Y; unset points, if any, are the last, and are no part of the sums.
  ///   - execution: kernels and threads.
  /// - Complexity: O(N·d).
  init(_ x: Observations, _ y: LabelMatrix, execution: Execution) {
    self.init(grid: x.grid, clusters: y.clusters, isWeighted: x.weights != nil)
    let (rows, empty, kernels) = (x.rows, self, execution.kernels)
    let count = y.values.firstIndex { $0 < 0 } ?? y.count
    let parts = y.values.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.forEach(
        count: count, size: rows.chunkSize(threads: execution.threads),
        threads: execution.threads, makeWorker: { empty }
      ) { sums, range in
        guard let own = labels.baseAddress.map({ $0 + range.lowerBound }) else { return }
        sums.move(rows, range, positions: nil, from: nil, to: own, kernels: kernels)
      }
    }
    for part in parts { merge(part) }
    settle()
  }
}
