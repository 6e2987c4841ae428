/// Lloyd's algorithm (S. P. Lloyd, "Least squares quantization in PCM", 1957/1982) in chunks, with
/// the float32 screen. The truth decides the points that the screen leaves open.
///
/// - Complexity: O(N·k·d) an iteration.
struct Lloyd: Assignment {
  let x: Observations
  let execution: Execution

  init(_ x: Observations, execution: Execution) { (self.x, self.execution) = (x, execution) }

  func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    let screen = Float32Screen(x, m, execution: execution)
    let task = AssignmentTask(x, m, execution: execution)
    let size = x.rows.chunkSize(threads: execution.threads, clusters: m.count)
    let (workers, complete) = labels.withPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: { task.makeWorker(chunk: size) },
        body: { worker, chunk in
          if execution.control.endsStep(mayStop: mayStop) { return false }
          Self.label(chunk, task, screen, &worker)
          worker.move(chunk, active: nil, labels)
          return true
        })
    }
    return AssignmentTask.moves(workers, isComplete: complete)
  }

  /// The labels of a chunk: screened, and the open ones by the truth.
  static func label(
    _ chunk: Range<Int>, _ task: AssignmentTask, _ screen: Float32Screen,
    _ worker: inout AssignmentTask.Worker
  ) {
    worker.work.distances += chunk.count * task.m.count
    let start = chunk.lowerBound
    screen.label(
      count: chunk.count,
      view: { task.rows.points(start + $0.lowerBound..<start + $0.upperBound) },
      scratch: worker.scratch, labels: worker.labels.base, open: &worker.open)
    task.decideOpen(chunk, active: nil, &worker)
  }
}

extension Clusterer.Algorithm {
  /// Lloyd's algorithm with a float32 screen before the exact distances.
  public static let lloyd = Clusterer.Algorithm(
    "lloyd", "all distances in float32, and exact ones where that proves nothing"
  ) { prepared, _, execution in
    Lloyd(prepared.x, execution: execution)
  }
}
