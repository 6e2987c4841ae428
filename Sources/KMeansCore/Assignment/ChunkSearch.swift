import KMeansMatrices

/// Finds the nearest centroids of points of which nothing is known, chunk by chunk.
struct ChunkSearch {
  /// Points in a chunk.
  let chunkSize: Int
  private let rows: Observations.Rows
  private let m: PointMatrix
  private let kernels: Kernels
  private let way: Way

  private enum Way {
    /// Exact distances, for few centroids or points.
    case exact
    case screened(Float32Screen)
    case compressed(CompressedRows, CompressedScreen)
  }

  /// Prepares the centroids.
  ///
  /// - Parameters:
  ///   - rows: X.
  ///   - m: k points of d features in `Double`.
  ///   - execution: kernels, threads and stop.
  /// - Complexity: O(k·d).
  init(_ rows: Observations.Rows, _ m: PointMatrix, execution: Execution) {
    (self.rows, self.m, kernels) = (rows, m, execution.kernels)
    if let compressed = rows.compressed {
      let screen = CompressedScreen(
        dimensions: m.dimensions, capacity: m.count, kernels: kernels,
        errorScale: execution.errorScale)
      screen.take(m, threads: execution.threads)
      way = .compressed(compressed, screen)
    } else if m.count < 2
      || Direct.pays(count: rows.points.count, dimensions: m.dimensions, clusters: m.count)
    {
      way = .exact
    } else {
      way = .screened(Float32Screen(about: m, scalar: rows.points.scalar, execution: execution))
    }
    chunkSize = rows.chunkSize(threads: execution.threads, clusters: m.count)
  }

  /// What one thread keeps.
  struct Worker {
    fileprivate let panel: PanelScratch?
    fileprivate let row: CompressedScratch?
    fileprivate var open: [Int32] = []
    fileprivate var decided: [Int32] = []
  }

  func makeWorker() -> Worker {
    switch way {
    case .exact: Worker(panel: nil, row: nil)
    case .screened:
      Worker(panel: PanelScratch(kernels: kernels, dimensions: m.dimensions), row: nil)
    case .compressed:
      Worker(panel: nil, row: CompressedScratch(dimensions: m.dimensions, capacity: m.count))
    }
  }

  /// Labels the points of a chunk.
  ///
  /// - Parameters:
  ///   - chunk: n points.
  ///   - labels: n values, written.
  ///   - worker: the thread's own.
  /// - Complexity: O(n·k·d) for n points.
  func label(_ chunk: Range<Int>, _ labels: UnsafeMutablePointer<Int32>, _ worker: inout Worker) {
    switch way {
    case .exact: decide(rows.points(chunk), labels)
    case .screened(let screen): label(chunk, by: screen, labels, &worker)
    case .compressed(let rows, let screen):
      guard let scratch = worker.row else { return }
      for (offset, point) in chunk.enumerated() {
        let row = rows[point]
        labels[offset] = screen.nearest(row, squaredNorm: row.squaredNorm, scratch).label
      }
    }
  }

  private func label(
    _ chunk: Range<Int>, by screen: Float32Screen, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) {
    guard let scratch = worker.panel else { return }
    worker.open.removeAll(keepingCapacity: true)
    let start = chunk.lowerBound
    var open = worker.open
    screen.screen(
      count: chunk.count,
      view: { rows.points(start + $0.lowerBound..<start + $0.upperBound) }, bounds: nil,
      scratch: scratch
    ) { position, count, left in
      for lane in 0..<count { labels[position + lane] = scratch.index[lane] }
      for index in 0..<left { open.append(Int32(position) + scratch.open[index]) }
    }
    worker.open = open
    guard !open.isEmpty else { return }
    if worker.decided.count < open.count {
      worker.decided = Array(repeating: 0, count: chunk.count)
    }
    open.withUnsafeBufferPointer { open in
      worker.decided.withUnsafeMutableBufferPointer { decided in
        guard let base = decided.baseAddress else { return }
        decide(rows.points(chunk, rows: open), base)
        for (index, offset) in open.enumerated() { labels[Int(offset)] = base[index] }
      }
    }
  }

  /// By exact distances to every centroid.
  private func decide(_ points: Kernels.Points, _ labels: UnsafeMutablePointer<Int32>) {
    m.withDoubles {
      kernels.nearest(
        points, centroids: $0, count: m.count, labels: labels, distancesSquared: nil)
    }
  }
}
