/// Lloyd's algorithm for compressed rows, looking only at points whose label may have changed.
///
/// `DistanceBounds` tells which points are active (Hamerly's bounds). `CompressedScreen` computes
/// all scores of these from their stored values. The least two scores make new bounds. Where scores
/// do not prove a label, the truth decides among the centroids that they leave.
///
/// - Complexity: O(N + a·k + k·d) an iteration for a values of active points; O(N + k·d) memory.
struct SparseLloyd: Assignment {
  let x: Observations
  let execution: Execution
  /// Σ x² of every point, as computed.
  private let squaredNorms: [Double]
  /// What is known of every point; nil before the first step.
  private var bounds: DistanceBounds?
  private var screen: CompressedScreen?
  /// The most values of a row, where scores are computed in `Float`.
  private let longest: Int?

  init(_ prepared: Prepared, execution: Execution) {
    (x, self.execution) = (prepared.x, execution)
    squaredNorms = prepared.squaredNorms(execution)
    longest = Self.isInRangeOfFloats(x) ? x.points.compressed?.longest : nil
  }

  /// Whether scores in `Float` prove about as many labels as in `Double`: products of values
  /// neither overflow nor vanish.
  private static func isInRangeOfFloats(_ x: Observations) -> Bool {
    let greatest = (0..<x.dimensions).reduce(0) { max($0, x.box.magnitude($1)) }
    return greatest > 0x1p-30 && greatest < 0x1p40
  }

  var account: Clustering.AssignmentAccount? {
    Clustering.AssignmentAccount(algorithm: .hamerly, reason: "compressed rows")
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    var bounds = self.bounds ?? DistanceBounds(x, clusters: m.count)
    self.bounds = nil
    defer { self.bounds = bounds }
    _ = bounds.move(by: drift)
    let labelling = labelling(m, bounds.drifts)
    let (workers, isComplete) = labels.withPointer {
      labelling.run(x, &bounds, $0, mayStop: mayStop, execution)
    }
    return AssignmentTask.moves(workers.map(\.base), isComplete: isComplete)
  }

  private mutating func labelling(_ m: PointMatrix, _ drifts: DriftSums) -> SparseLabelling {
    guard let compressed = x.points.compressed else { preconditionFailure("rows are compressed") }
    let screen =
      self.screen
      ?? CompressedScreen(
        dimensions: x.dimensions, capacity: m.count, kernels: execution.kernels,
        length: compressed.length, longest: longest, errorScale: execution.errorScale)
    self.screen = screen
    screen.take(m, threads: execution.threads)
    return SparseLabelling(
      compressed: compressed, squaredNorms: squaredNorms, screen: screen, drifts: drifts,
      task: AssignmentTask(x, m, execution: execution))
  }
}

/// How the active points of a chunk of compressed rows get their labels and new bounds.
private struct SparseLabelling: Labelling {
  let compressed: CompressedRows
  let squaredNorms: [Double]
  let screen: CompressedScreen
  let drifts: DriftSums
  let task: AssignmentTask

  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int {
    rows.chunkSize(threads: threads, clusters: screen.count)
  }

  func makeWorker(chunk: Int) -> LabellingWorker {
    LabellingWorker(
      base: task.makeWorker(chunk: chunk, dimensions: 1), active: ActivePoints(chunk: chunk),
      row: screen.makeScratch())
  }

  /// Labels the active points of a chunk, moves those that changed, and stores their gaps.
  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    guard let scratch = worker.row else { return }
    let active = worker.active.rows
    worker.base.work.distances += active.count * screen.count
    var truths = 0
    let labels = worker.base.labels
    for (index, offset) in active.enumerated() {
      let point = chunk.lowerBound + Int(offset)
      let squaredNorm = squaredNorms[point]
      let nearest = screen.nearest(
        compressed[point], squaredNorm: squaredNorm, scratch)
      labels[index] = nearest.label
      truths += nearest.isProven ? 0 : 1
      storage.gaps[point] = nearest.isProven ? gap(nearest, squaredNorm) : -.infinity
    }
    worker.base.work.truths += truths
    worker.base.move(chunk, active: active, storage.labels)
  }

  /// The gap that scores give: distances from scores are off by less than twice the margin, as
  /// `CompressedScreen` has it; the bounds are widened for their own roundings.
  private func gap(_ nearest: CompressedScreen.Nearest, _ squaredNorm: Double) -> Float {
    let error = 2 * nearest.margin
    let upper = drifts.distance(bounding: max(0, squaredNorm + 2 * nearest.least + error))
    // With k = 1 there is no other centroid.
    let lower =
      nearest.second.isFinite
      ? drifts.lower(fromSquared: max(0, squaredNorm + 2 * nearest.second - error)) : 0x1p100
    return drifts.gap(upper: upper, lower: lower, label: nearest.label)
  }
}
