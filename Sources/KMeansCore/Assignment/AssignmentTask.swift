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
    let labels: Slab<Int32>
    /// Open points: their positions among the points looked at.
    var open: [Int32] = []
    var moves: PointMoves
    var work = Clustering.Work()

    /// Gives the points that were looked at their new labels.
    mutating func move(
      _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?,
      _ labels: UnsafeMutablePointer<Int32>
    ) {
      moves.move(chunk, active: active, labels, new: self.labels.base)
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
      labels: Slab(uninitialized: chunk),
      moves: PointMoves(x, clusters: m.count, kernels: execution.kernels))
  }

  /// Decides the open points of a chunk by exact distances to every centroid.
  ///
  /// - Parameters:
  ///   - chunk: the points.
  ///   - active: the points looked at, counted from the first of the chunk; nil for all.
  ///   - worker: the thread's own; its open points get labels, and its list of them is emptied.
  /// - Complexity: O(open·k·d).
  func decideOpen(
    _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?, _ worker: inout Worker
  ) {
    worker.work.truths += worker.open.count
    ExactLabels(rows: rows, m: m, kernels: execution.kernels).write(
      worker.labels.base, open: worker.open, of: chunk, active: active)
    worker.open.removeAll(keepingCapacity: true)
  }

  /// The moves and the work of all threads.
  static func moves(_ workers: [Worker], isComplete: Bool) -> Moves {
    Moves(
      shares: workers.map(\.moves), isComplete: isComplete,
      work: workers.reduce(into: Clustering.Work()) { $0 += $1.work })
  }
}
