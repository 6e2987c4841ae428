extension Individual {
  /// A point, drawn with a chance in proportion to what it costs.
  ///
  /// - Parameters:
  ///   - x: X.
  ///   - number: uniform in 0 ..< 1.
  ///   - scale: what distances were multiplied by.
  ///   - kernels: the instruction set.
  /// - Returns: nil where no point costs anything.
  /// - Complexity: O(N·d).
  func drawPoint(
    _ x: Observations, _ number: Double, scale: Double, kernels: Kernels
  ) -> Int? {
    let goal = number * (objective / scale)
    let exact = ExactDistances(x.rows, outcome.m, kernels: kernels, threads: 1)
    let size = x.rows.chunkSize(threads: 1)
    var worker = exact.makeWorker(chunk: size)
    var (sum, last) = (0.0, Int?.none)
    let weights = x.weights
    return outcome.labels.values.withUnsafeBufferPointer { labels in
      guard let labels = labels.baseAddress else { return nil }
      for first in stride(from: 0, to: x.count, by: size) {
        let range = first..<min(first + size, x.count)
        exact.toAssigned(range, labels + first, &worker)
        for (offset, point) in range.enumerated() {
          let cost = (weights?[point] ?? 1) * worker.distances[offset]
          if cost <= 0 { continue }
          (sum, last) = (sum + cost, point)
          if sum > goal { return point }
        }
      }
      // The sum was rounded another way.
      return last
    }
  }
}
