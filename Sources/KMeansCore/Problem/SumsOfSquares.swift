import KMeansMatrices

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
    let size = rows.chunkSize(threads: execution.threads)
    // Summing these takes no longer than waking another thread.
    let isSmall = rows.points.count * rows.dimensions < 1 << 16
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let parts = labels.labels.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.forEach(
        count: rows.points.count, size: size, threads: isSmall ? 1 : execution.threads,
        makeWorker: { Part(clusters: m.count, chunk: size, scratch: exact.makeScratch()) }
      ) { part, range in
        part.add(rows, range, exact, labels)
      }
    }
    let sums = (0..<m.count).map { cluster in
      parts.reduce(into: Dyadic.zero) { $0 += $1.sums.sum(cluster) }
    }
    byCluster = sums.map { $0.rounded * scale }
    total = sums.reduce(into: Dyadic.zero) { $0 += $1 }.rounded * scale
  }

  /// What one thread keeps.
  private struct Part {
    var sums: NonNegativeSums
    /// δ of the points of a chunk.
    private var distances: [Double]
    private let scratch: CompressedScratch?

    init(clusters: Int, chunk: Int, scratch: CompressedScratch?) {
      self.scratch = scratch
      sums = NonNegativeSums(count: clusters)
      distances = Array(repeating: 0, count: chunk)
    }

    mutating func add(
      _ rows: Observations.Rows, _ range: Range<Int>, _ exact: ExactDistances,
      _ labels: UnsafeBufferPointer<Int32>
    ) {
      guard let own = labels.baseAddress.map({ $0 + range.lowerBound }) else { return }
      exact.toAssigned(range, own, &distances, scratch)
      distances.withUnsafeBufferPointer { distances in
        if rows.isWeighted {
          for offset in 0..<range.count {
            sums.add(
              distances[offset], times: rows.weight(range.lowerBound + offset),
              to: Int(own[offset]))
          }
        } else {
          sums.add(UnsafeBufferPointer(rebasing: distances[..<range.count]), to: own)
        }
      }
    }
  }
}
