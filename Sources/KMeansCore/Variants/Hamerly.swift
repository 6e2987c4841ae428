import KMeansMatrices

/// Lloyd's algorithm that looks only at points whose label can have changed.
///
/// `DistanceBounds` tells which; they are gathered into the panels of the float32 screen, whose
/// scores also give their new bounds. In many dimensions, where a row of scores costs much more
/// than one distance, the exact distance to a point's own centroid is tried first.
///
/// - Complexity: O(N + a·k·d) an iteration for a active points; at worst that of `Lloyd`.
struct Hamerly: AssignmentStep {
  let execution: Execution
  /// Shrinks the screen's margin in tests that must fail.
  var errorScale = 1.0
  /// What is known of every point; nil before the first step.
  private(set) var bounds: DistanceBounds?

  init(execution: Execution, errorScale: Double = 1) {
    self.execution = execution
    self.errorScale = errorScale
  }

  private struct Worker {
    var base: Reassignment.Worker
    /// Which points of the chunk are active.
    var active: [Int32]
  }

  /// Where bounds and labels lie.
  private struct Storage {
    let labels: UnsafeMutablePointer<Int32>
    let gaps: UnsafeMutablePointer<Float>
    let lowers: UnsafeMutablePointer<Float>
  }

  mutating func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    var bounds = self.bounds ?? DistanceBounds(x, clusters: m.count)
    self.bounds = nil
    defer { self.bounds = bounds }
    bounds.move(by: drift)
    let screen = Float32Screen(x, m, kernels: execution.kernels, errorScale: errorScale)
    let rows = x.rows
    let task = Reassignment(rows: rows, m: m, execution: execution)
    let empty = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: rows.isWeighted)
    let size = rows.chunkSize(threads: execution.threads)
    let (thresholds, known) = (bounds.thresholds, bounds.withoutPoints)
    let (workers, complete) = labels.withPointer { labels in
      bounds.withStorage { gaps, lowers in
        nonisolated(unsafe) let storage = Storage(labels: labels, gaps: gaps, lowers: lowers)
        return Chunks.run(
          count: x.count, size: size, threads: execution.threads,
          makeWorker: {
            Worker(
              base: Reassignment.Worker(
                kernels: execution.kernels, dimensions: x.dimensions, chunk: size, sums: empty),
              active: Array(repeating: 0, count: size))
          },
          body: { worker, chunk in
            if mayStop && execution.control.poll() != nil { return false }
            select(chunk, storage, thresholds, &worker)
            if x.dimensions > 8 { tighten(chunk, storage, known, task, &worker) }
            worker.base.work.pointsSkipped += chunk.count - worker.active.count
            label(chunk, storage, known, task, screen, &worker)
            return true
          })
      }
    }
    return Reassignment.finish(
      workers.map(\.base), complete, labels: &labels, sums: &sums, work: &work)
  }

  /// The points of a chunk whose gap does not prove their label.
  private func select(
    _ chunk: Range<Int>, _ storage: Storage, _ thresholds: [Float], _ worker: inout Worker
  ) {
    let start = chunk.lowerBound
    worker.active = thresholds.withUnsafeBufferPointer { thresholds in
      [Int32](unsafeUninitializedCapacity: chunk.count) { active, count in
        for offset in 0..<chunk.count {
          active[count] = Int32(truncatingIfNeeded: offset)
          let label = storage.labels[start + offset]
          let stands = label >= 0 && storage.gaps[start + offset] > thresholds[Int(label)]
          count += stands ? 0 : 1
        }
      }
    }
  }

  /// Takes out the points whose exact distance to their own centroid proves their label.
  private func tighten(
    _ chunk: Range<Int>, _ storage: Storage, _ bounds: DistanceBounds, _ task: Reassignment,
    _ worker: inout Worker
  ) {
    let start = chunk.lowerBound
    // Without a lower bound nothing can be proven.
    let hopeful = worker.active.filter { storage.lowers[start + Int($0)] > -.infinity }
    guard !hopeful.isEmpty else { return }
    let labels = hopeful.map { storage.labels[start + Int($0)] }
    let distances = hopeful.withUnsafeBufferPointer { hopeful in
      task.m.withDoubles { centroids in
        [Double](unsafeUninitializedCapacity: hopeful.count) { distances, count in
          if let base = distances.baseAddress {
            execution.kernels.distances(
              task.rows.points(chunk, rows: hopeful), toAssigned: centroids, labels: labels,
              distancesSquared: base)
          }
          count = hopeful.count
        }
      }
    }
    worker.base.work.distances += hopeful.count
    var proven = Set<Int32>()
    for (index, offset) in hopeful.enumerated() {
      let (point, label) = (start + Int(offset), labels[index])
      let upper = bounds.distance(bounding: distances[index])
      let lower = bounds.lower(storage.lowers[point], label: label)
      guard lower - upper > 0x1p-40 * (upper + abs(lower)) else { continue }
      storage.gaps[point] = bounds.gap(upper: upper, lower: lower, label: label)
      proven.insert(offset)
    }
    if !proven.isEmpty { worker.active.removeAll { proven.contains($0) } }
  }

  /// New labels and bounds for the active points.
  private func label(
    _ chunk: Range<Int>, _ storage: Storage, _ bounds: DistanceBounds, _ task: Reassignment,
    _ screen: Float32Screen, _ worker: inout Worker
  ) {
    let (start, active, scratch) = (chunk.lowerBound, worker.active, worker.base.scratch)
    worker.base.work.distances += active.count * task.m.count
    active.withUnsafeBufferPointer { active in
      let view = { (range: Range<Int>) in
        active.count == chunk.count
          ? task.rows.points(start + range.lowerBound..<start + range.upperBound)
          : task.rows.points(chunk, rows: UnsafeBufferPointer(rebasing: active[range]))
      }
      screen.screen(count: active.count, view: view, bounds: bounds, scratch: scratch) {
        position, count, open in
        for lane in 0..<count {
          let point = start + Int(active[position + lane])
          worker.base.labels[position + lane] = scratch.index[lane]
          storage.gaps[point] = scratch.gaps[lane]
          storage.lowers[point] = scratch.lowers[lane]
        }
        for index in 0..<open { worker.base.open.append(position + Int(scratch.open[index])) }
      }
    }
    worker.base.openRows += worker.base.open.map { active[$0] }
    task.decideOpen(chunk, &worker.base)
    active.withUnsafeBufferPointer {
      task.move(chunk, active: $0, storage.labels, &worker.base)
    }
  }
}
