/// How the active points of a chunk get their labels and new bounds.
protocol Labelling: Sendable {
  /// Points in a chunk.
  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int

  /// What a thread keeps for chunks of at most `chunk` points.
  func makeWorker(chunk: Int) -> LabellingWorker

  /// Labels the active points of a chunk, moves those that changed, and stores their bounds.
  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker)
}

extension Labelling {
  /// Labels the points of X that bounds leave, on all threads.
  ///
  /// - Returns: what the threads keep, and whether the step came to its end.
  func run(
    _ x: Observations, _ bounds: inout DistanceBounds, _ labels: UnsafeMutablePointer<Int32>,
    mayStop: Bool, _ execution: Execution
  ) -> (workers: [LabellingWorker], complete: Bool) {
    let size = chunkSize(x.rows, threads: execution.threads)
    let thresholds = bounds.drifts.thresholds
    return bounds.withStorage(labels) { storage in
      nonisolated(unsafe) let storage = storage
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: { makeWorker(chunk: size) },
        body: { worker, chunk in
          if execution.control.endsStep(mayStop: mayStop) { return false }
          worker.active.select(chunk, storage, thresholds, kernels: execution.kernels)
          worker.base.work.pointsSkipped += chunk.count - worker.active.count
          label(chunk, storage, &worker)
          return true
        })
    }
  }
}

/// What one thread keeps.
struct LabellingWorker {
  var base: AssignmentTask.Worker
  let active: ActivePoints
  /// Only for `CandidateLabelling`.
  var candidates: CandidatePanel?
  /// Only for compressed rows.
  var row: CompressedScratch?
}
