import KMeansMatrices

/// What every screened assignment does with a chunk: label some of its points, leave what a screen
/// does not prove to the truth, and move the points that changed from one sum to another.
///
/// The sums follow the labels: only points that change cluster are taken out and added, which is
/// exact, so the sums are always those of a fresh start.
struct Reassignment {
  let rows: Observations.Rows
  let m: PointMatrix
  let execution: Execution

  /// What one thread keeps.
  struct Worker {
    let scratch: PanelScratch
    var sums: ClusterSums
    /// New labels, by position among the points looked at.
    var labels: [Int32]
    /// Positions of points that the screen left open, and where they are in the chunk.
    var open: [Int] = []
    var openRows: [Int32] = []
    var changed = 0
    /// The points that left a cluster, with its number, for a step that is ended half-way.
    var moves: [(point: Int, from: Int32)] = []
    var work = Work()

    init(kernels: Kernels, dimensions: Int, chunk: Int, sums: ClusterSums) {
      scratch = PanelScratch(kernels: kernels, dimensions: dimensions)
      self.sums = sums
      labels = Array(repeating: 0, count: chunk)
    }
  }

  /// Decides the open points of a chunk by exact distances to every centroid.
  ///
  /// - Complexity: O(open·k·d).
  func decideOpen(_ chunk: Range<Int>, _ worker: inout Worker) {
    guard !worker.open.isEmpty else { return }
    worker.work.truths += worker.open.count
    let decided = worker.openRows.withUnsafeBufferPointer { openRows in
      [Int32](unsafeUninitializedCapacity: openRows.count) { decided, count in
        m.withDoubles { centroids in
          if let base = decided.baseAddress {
            execution.kernels.nearest(
              rows.points(chunk, rows: openRows), centroids: centroids, count: m.count,
              labels: base, distancesSquared: nil)
          }
        }
        count = openRows.count
      }
    }
    for (position, label) in zip(worker.open, decided) { worker.labels[position] = label }
    worker.open.removeAll(keepingCapacity: true)
    worker.openRows.removeAll(keepingCapacity: true)
  }

  /// Gives a point its new label, and the sums their point.
  @inline(__always)
  func move(
    _ point: Int, to new: Int32, _ labels: UnsafeMutablePointer<Int32>, _ worker: inout Worker
  ) {
    let old = labels[point]
    guard old != new else { return }
    if old >= 0 {
      worker.sums.add(point, of: rows, to: Int(old), removing: true, kernels: execution.kernels)
      worker.moves.append((point, old))
    }
    worker.sums.add(point, of: rows, to: Int(new), kernels: execution.kernels)
    labels[point] = new
    // Points without weight move no centroid, so the end does not wait for them.
    if rows.weight(point) > 0 { worker.changed += 1 }
  }

  /// Puts together what the threads did, or takes it back where they were stopped.
  ///
  /// - Returns: what an assignment step returns.
  static func finish(
    _ workers: [Worker], _ complete: Bool, labels: inout LabelMatrix, sums: inout ClusterSums,
    work: inout Work
  ) -> Int? {
    guard complete else {
      for worker in workers {
        for (point, label) in worker.moves { labels.labels[point] = label }
      }
      return nil
    }
    return workers.reduce(0) { changed, worker in
      sums.merge(worker.sums)
      work += worker.work
      return changed + worker.changed
    }
  }
}
