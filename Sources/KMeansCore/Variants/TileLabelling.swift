import KMeansMatrices

/// Labels active points by the float32 screen: all scores, of which the least two are kept.
///
/// It needs no label to begin with, and knows the second distance of every point afterwards.
struct TileLabelling: Labelling {
  let screen: Float32Screen
  let task: Reassignment
  let drifts: DriftSums

  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int {
    rows.chunkSize(threads: threads)
  }

  func makeWorker(chunk: Int, sums: ClusterSums) -> LabellingWorker {
    LabellingWorker(
      base: Reassignment.Worker(
        kernels: task.execution.kernels, dimensions: task.m.dimensions, chunk: chunk, sums: sums),
      active: ActivePoints(chunk: chunk), candidates: nil)
  }

  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    label(worker.active.rows, chunk, storage, &worker.base)
  }

  /// Labels the points of a chunk at the given offsets.
  func label(
    _ active: UnsafeBufferPointer<Int32>, _ chunk: Range<Int>, _ storage: ActivePoints.Storage,
    _ base: inout Reassignment.Worker
  ) {
    let (start, scratch) = (chunk.lowerBound, base.scratch)
    base.work.distances += active.count * task.m.count
    let view = { (range: Range<Int>) in
      active.count == chunk.count
        ? task.rows.points(start + range.lowerBound..<start + range.upperBound)
        : task.rows.points(chunk, rows: UnsafeBufferPointer(rebasing: active[range]))
    }
    screen.screen(count: active.count, view: view, bounds: drifts, scratch: scratch) {
      position, count, open in
      for lane in 0..<count {
        let (point, label) = (start + Int(active[position + lane]), scratch.index[lane])
        base.labels[position + lane] = label
        storage.gaps[point] = scratch.gaps[lane]
        storage.lowers[point] = scratch.lowers[lane]
        storage.spans[point] = drifts.span(gap: scratch.gaps[lane], label: label)
      }
      for index in 0..<open { base.open.append(position + Int(scratch.open[index])) }
    }
    base.openRows += base.open.map { active[$0] }
    task.decideOpen(chunk, &base)
    for (position, offset) in active.enumerated() {
      task.move(start + Int(offset), to: base.labels[position], storage.labels, &base)
    }
  }
}
