import KMeansMatrices

/// Lloyd's algorithm (S. P. Lloyd, "Least squares quantization in PCM", 1957/1982) in chunks, with
/// the float32 screen: what it proves is taken, what it leaves open the truth decides.
///
/// - Complexity: O(N·k·d) an iteration.
struct Lloyd: AssignmentStep {
  let execution: Execution
  /// Shrinks the screen's margin in tests that must fail.
  var errorScale = 1.0

  func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    let screen = Float32Screen(x, m, kernels: execution.kernels, errorScale: errorScale)
    let rows = x.rows
    let task = Reassignment(rows: rows, m: m, execution: execution)
    let empty = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: rows.isWeighted)
    let size = rows.chunkSize(threads: execution.threads, clusters: m.count)
    let (workers, complete) = labels.withPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: {
          Reassignment.Worker(
            kernels: execution.kernels, dimensions: x.dimensions, chunk: size, sums: empty)
        },
        body: { worker, chunk in
          if execution.control.endsStep(mayStop: mayStop) { return false }
          label(chunk, task, screen, &worker)
          task.move(chunk, active: nil, labels, &worker)
          return true
        })
    }
    return Reassignment.finish(workers, complete, labels: &labels, sums: &sums, work: &work)
  }

  /// The labels of a chunk: screened, and the open ones by the truth.
  func label(
    _ chunk: Range<Int>, _ task: Reassignment, _ screen: Float32Screen,
    _ worker: inout Reassignment.Worker
  ) {
    worker.work.distances += chunk.count * task.m.count
    let (start, scratch) = (chunk.lowerBound, worker.scratch)
    screen.screen(
      count: chunk.count,
      view: { task.rows.points(start + $0.lowerBound..<start + $0.upperBound) },
      bounds: nil, scratch: scratch
    ) { position, count, open in
      for lane in 0..<count { worker.labels[position + lane] = scratch.index[lane] }
      for index in 0..<open { worker.open.append(position + Int(scratch.open[index])) }
    }
    worker.openRows += worker.open.map { Int32($0) }
    task.decideOpen(chunk, &worker)
  }
}
