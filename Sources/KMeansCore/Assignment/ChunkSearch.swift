/// Finds the nearest centroids of points of which nothing is known, chunk by chunk.
struct ChunkSearch {
  /// Points in a chunk.
  let chunkSize: Int
  private let exact: ExactLabels
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
    exact = ExactLabels(rows: rows, m: m, kernels: execution.kernels)
    if let compressed = rows.compressed {
      let screen = CompressedScreen(
        dimensions: m.dimensions, capacity: m.count, kernels: execution.kernels,
        length: compressed.length, errorScale: execution.errorScale)
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
  }

  func makeWorker() -> Worker {
    let m = exact.m
    return switch way {
    case .exact: Worker(panel: nil, row: nil)
    case .screened:
      Worker(panel: PanelScratch(kernels: exact.kernels, dimensions: m.dimensions), row: nil)
    case .compressed(_, let screen): Worker(panel: nil, row: screen.makeScratch())
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
    case .exact: exact.write(labels, of: exact.rows.points(chunk))
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
    let (rows, start) = (exact.rows, chunk.lowerBound)
    screen.label(
      count: chunk.count,
      view: { rows.points(start + $0.lowerBound..<start + $0.upperBound) }, scratch: scratch,
      labels: labels, open: &worker.open)
    exact.write(labels, open: worker.open, of: chunk)
    worker.open.removeAll(keepingCapacity: true)
  }
}
