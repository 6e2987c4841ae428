import KMeansMatrices

/// What the threads of a screened assignment share, and what all of them do with points that no
/// screen decides.
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
    /// Positions of points that the screen left open.
    var open: [Int32] = []
    var moves: PointMoves
    var work = Work()

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
  ///   - dimensions: of the panels; 1 where there are none.
  func makeWorker(chunk: Int, dimensions: Int? = nil) -> Worker {
    Worker(
      scratch: PanelScratch(
        kernels: execution.kernels, dimensions: dimensions ?? rows.dimensions),
      labels: Slab(uninitialized: chunk),
      moves: PointMoves(x, clusters: m.count, kernels: execution.kernels))
  }

  /// Decides the open points of a chunk by exact distances to every centroid.
  ///
  /// - Parameter active: the points looked at, counted from the first of the chunk; nil for all.
  /// - Complexity: O(open·k·d).
  func decideOpen(
    _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?, _ worker: inout Worker
  ) {
    worker.work.truths += worker.open.count
    ExactLabels(rows: rows, m: m, kernels: execution.kernels).write(
      worker.labels.base, open: worker.open, of: chunk, active: active)
    worker.open.removeAll(keepingCapacity: true)
  }

  /// What the threads did, put together.
  static func moves(_ workers: [Worker], isComplete: Bool) -> Moves {
    Moves(
      shares: workers.map(\.moves), isComplete: isComplete,
      work: workers.reduce(into: Work()) { $0 += $1.work })
  }
}
