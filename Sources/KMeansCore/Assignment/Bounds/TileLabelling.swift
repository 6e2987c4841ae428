/// Labels active points by the float32 screen: all scores are computed, and the least two kept.
///
/// It needs no labels beforehand, and finds the second distance of every point.
struct TileLabelling: Labelling {
  let screen: Float32Screen
  let task: AssignmentTask
  let drifts: DriftSums
  /// Whether a `CandidateLabelling` may follow, which needs lower bounds and spans beside gaps.
  let keepsAll: Bool

  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int {
    rows.chunkSize(threads: threads, clusters: task.m.count)
  }

  func makeWorker(chunk: Int) -> LabellingWorker {
    LabellingWorker(
      base: task.makeWorker(chunk: chunk), active: ActivePoints(chunk: chunk))
  }

  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    label(worker.active.rows, chunk, storage, &worker.base)
  }

  /// Labels the points of a chunk at the given offsets.
  func label(
    _ active: UnsafeBufferPointer<Int32>, _ chunk: Range<Int>, _ storage: ActivePoints.Storage,
    _ base: inout AssignmentTask.Worker
  ) {
    let (start, scratch) = (chunk.lowerBound, base.scratch)
    base.work.distances += active.count * task.m.count
    let view = { (range: Range<Int>) in
      active.count == chunk.count
        ? task.rows.points(start + range.lowerBound..<start + range.upperBound)
        : task.rows.points(chunk, rows: UnsafeBufferPointer(rebasing: active[range]))
    }
    screen.label(
      count: active.count, view: view, bounds: drifts, hasLowers: keepsAll, scratch: scratch,
      labels: base.labels.base, open: &base.open
    ) { keep(UnsafeBufferPointer(rebasing: active[$0]), of: start, storage, scratch) }
    task.decideOpen(chunk, active: active, &base)
    base.move(chunk, active: active, storage.labels)
  }

  /// Stores the bounds that a panel gives for the points at `offsets` from `start`.
  @inline(__always)
  private func keep(
    _ offsets: UnsafeBufferPointer<Int32>, of start: Int, _ storage: ActivePoints.Storage,
    _ scratch: PanelScratch
  ) {
    let (gaps, lowers, spans) = (
      storage.gaps + start, storage.lowers + start, storage.spans + start
    )
    for (lane, offset) in offsets.enumerated() { gaps[Int(offset)] = scratch.gaps[lane] }
    guard keepsAll else { return }
    for (lane, offset) in offsets.enumerated() {
      let (gap, label) = (scratch.gaps[lane], scratch.index[lane])
      lowers[Int(offset)] = scratch.lowers[lane]
      spans[Int(offset)] = drifts.span(gap: gap, label: label)
    }
  }
}
