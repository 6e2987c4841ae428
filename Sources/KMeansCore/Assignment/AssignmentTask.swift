import KMeansMatrices

/// What the threads of a screened assignment share, and how they decide open points.
struct AssignmentTask {
  let x: Observations
  let rows: Observations.Rows
  let m: PointMatrix
  let execution: Execution

  init(_ x: Observations, _ m: PointMatrix, execution: Execution) {
    (self.x, rows, self.m, self.execution) = (x, x.rows, m, execution)
  }

  /// What one thread keeps.
  struct Worker {
    let scratch: PanelScratch
    /// New labels, by position among the points looked at.
    var labels: [Int32]
    /// Open points: positions among the points looked at, and offsets in the chunk.
    var open: [Int] = []
    var openRows: [Int32] = []
    var moves: PointMoves
    var work = Work()

    /// Gives the points that were looked at their new labels.
    mutating func move(
      _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?,
      _ labels: UnsafeMutablePointer<Int32>
    ) {
      moves.move(chunk, active: active, labels, new: self.labels)
    }
  }

  /// - Parameters:
  ///   - chunk: the most points at a time.
  ///   - dimensions: of the panels; 1 where there are none, nil for d.
  /// - Returns: memory for one thread.
  func makeWorker(chunk: Int, dimensions: Int? = nil) -> Worker {
    Worker(
      scratch: PanelScratch(
        kernels: execution.kernels, dimensions: dimensions ?? rows.dimensions),
      labels: Array(repeating: 0, count: chunk),
      moves: PointMoves(x, clusters: m.count, kernels: execution.kernels))
  }

  /// Decides the open points of a chunk by exact distances to every centroid.
  ///
  /// - Complexity: O(open·k·d).
  func decideOpen(_ chunk: Range<Int>, _ worker: inout Worker) {
    guard !worker.open.isEmpty else { return }
    worker.work.truths += worker.open.count
    let decided = worker.openRows.withUnsafeBufferPointer { openRows in
      [Int32](unsafeUninitializedCapacity: openRows.count) { decided, count in
        m.withDoubles { centroids in
          if let base = decided.baseAddress {
            execution.kernels.nearest(
              rows.points(chunk, rows: openRows), centroids: centroids, count: m.count,
              labels: base, distancesSquared: nil)
          }
        }
        count = openRows.count
      }
    }
    for (position, label) in zip(worker.open, decided) { worker.labels[position] = label }
    worker.open.removeAll(keepingCapacity: true)
    worker.openRows.removeAll(keepingCapacity: true)
  }

  /// The moves and the work of all threads.
  static func moves(_ workers: [Worker], isComplete: Bool) -> Moves {
    Moves(
      shares: workers.map(\.moves), isComplete: isComplete,
      work: workers.reduce(into: Work()) { $0 += $1.work })
  }
}
