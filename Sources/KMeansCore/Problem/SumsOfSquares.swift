/// Σ w·δ(x, m) over every cluster and over all, in the unit of the problem's J: exact sums of the
/// true distances, rounded once.
struct SumsOfSquares {
  /// Σ y_ij wᵢ δ(xᵢ, mⱼ), by cluster.
  let byCluster: [Double]
  /// J.
  let total: Double

  /// - Parameters:
  ///   - rows: X with its weights.
  ///   - m: M.
  ///   - labels: Y.
  ///   - execution: kernels, threads and stop.
  ///   - scale: what distances are multiplied by, a power of two.
  /// - Complexity: O(N·d), and O(k) memory a thread.
  init(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: LabelMatrix, execution: Execution,
    scale: Double = 1
  ) {
    self.init(Self.exact(rows, m, labels, execution: execution), scale: scale)
  }

  /// The same from exact sums by cluster.
  init(_ sums: [Dyadic], scale: Double) {
    byCluster = sums.map { $0.rounded * scale }
    total = sums.reduce(into: Dyadic.zero) { $0 += $1 }.rounded * scale
  }

  /// Σ y_ij wᵢ δ(xᵢ, mⱼ) by cluster, exactly.
  ///
  /// - Complexity: O(N·d), and O(k) memory a thread.
  static func exact(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: LabelMatrix, execution: Execution
  ) -> [Dyadic] {
    let size = rows.chunkSize(threads: execution.threads)
    // Summing these takes no longer than waking another thread.
    let isSmall = rows.points.count * rows.dimensions < 1 << 16
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let workers = labels.values.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.forEach(
        count: rows.points.count, size: size, threads: isSmall ? 1 : execution.threads,
        makeWorker: {
          (sums: NonNegativeSums(count: m.count), exact: exact.makeWorker(chunk: size))
        }
      ) { worker, range in
        guard let own = labels.baseAddress.map({ $0 + range.lowerBound }) else { return }
        exact.toAssigned(range, own, &worker.exact)
        Self.add(worker.exact.distances, rows, range, own, to: &worker.sums)
      }
    }
    return (0..<m.count).map { cluster in
      workers.reduce(into: Dyadic.zero) { $0 += $1.sums.sum(cluster) }
    }
  }

  private static func add(
    _ distances: [Double], _ rows: Observations.Rows, _ range: Range<Int>,
    _ labels: UnsafePointer<Int32>, to sums: inout NonNegativeSums
  ) {
    distances.withUnsafeBufferPointer { distances in
      if rows.isWeighted {
        for (offset, point) in range.enumerated() {
          sums.add(distances[offset], times: rows.weight(point), to: Int(labels[offset]))
        }
      } else {
        sums.add(UnsafeBufferPointer(rebasing: distances[..<range.count]), to: labels)
      }
    }
  }
}
