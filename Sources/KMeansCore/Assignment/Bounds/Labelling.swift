import KMeansMatrices

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

/// What one thread keeps.
struct LabellingWorker {
  var base: AssignmentTask.Worker
  let active: ActivePoints
  /// Only for `CandidateLabelling`.
  let candidates: CandidateWorker?
}
