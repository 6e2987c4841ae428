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

  /// Gives points their new labels, and the sums those that move.
  ///
  /// - Parameter active: the points, counted from the first of the chunk, to which `worker.labels`
  ///   belong; nil for all of the chunk.
  /// - Complexity: O(n + m·d) for m points that move.
  func move(
    _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?,
    _ labels: UnsafeMutablePointer<Int32>, _ worker: inout Worker
  ) {
    let count = active?.count ?? chunk.count
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * count) { room in
      guard count > 0, let positions = room.baseAddress else { return }
      let (from, to) = (positions + count, positions + 2 * count)
      var moving = 0
      worker.labels.withUnsafeBufferPointer { new in
        for index in 0..<count {
          let offset = active.map { $0[index] } ?? Int32(truncatingIfNeeded: index)
          let old = labels[chunk.lowerBound + Int(offset)]
          (positions[moving], from[moving], to[moving]) = (offset, old, new[index])
          moving += old == new[index] ? 0 : 1
        }
      }
      for index in 0..<moving {
        let point = chunk.lowerBound + Int(positions[index])
        labels[point] = to[index]
        if from[index] >= 0 { worker.moves.append((point, from[index])) }
        // Points without weight move no centroid, so the end does not wait for them.
        if rows.weight(point) > 0 { worker.changed += 1 }
      }
      let isAll = moving == chunk.count
      worker.sums.move(
        rows, chunk, positions: isAll ? nil : UnsafeBufferPointer(start: positions, count: moving),
        from: from, to: to, kernels: execution.kernels)
    }
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
