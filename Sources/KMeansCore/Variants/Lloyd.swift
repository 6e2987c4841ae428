import KMeansMatrices

/// Lloyd's algorithm (S. P. Lloyd, "Least squares quantization in PCM", 1957/1982) in chunks, with
/// the float32 screen: what it proves is taken, what it leaves open the truth decides.
///
/// The sums follow the labels: only points that change cluster are taken out and added, which is
/// exact, so the sums are always those of a fresh start.
///
/// - Complexity: O(N·k·d) an iteration.
struct Lloyd: AssignmentStep {
  let execution: Execution
  /// Shrinks the screen's margin in tests that must fail.
  var errorScale = 1.0

  private struct Worker {
    var screening: Float32Screen.Scratch
    var labels: [Int32]
    var sums: ClusterSums
    var changed = 0
    var work = Work()
  }

  func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    let screen = Float32Screen(x, m, kernels: execution.kernels, errorScale: errorScale)
    let rows = x.rows
    let size = rows.chunkSize(threads: execution.threads)
    let empty = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: rows.isWeighted)
    let (workers, complete) = labels.labels.withUnsafeMutableBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: {
          Worker(
            screening: screen.makeScratch(), labels: Array(repeating: 0, count: size), sums: empty)
        },
        body: { worker, range in
          if mayStop && execution.control.poll() != nil { return false }
          nearest(rows, range, m, screen, &worker)
          move(rows, range, labels, &worker)
          return true
        })
    }
    guard complete else { return nil }
    for worker in workers {
      sums.merge(worker.sums)
      work += worker.work
    }
    return workers.reduce(0) { $0 + $1.changed }
  }

  /// The labels of a chunk: screened, and the open ones by the truth.
  private func nearest(
    _ rows: Observations.Rows, _ range: Range<Int>, _ m: PointMatrix, _ screen: Float32Screen,
    _ worker: inout Worker
  ) {
    worker.labels.withUnsafeMutableBufferPointer { labels in
      guard let labels = labels.baseAddress else { return }
      screen.label(rows, range, labels: labels, scratch: &worker.screening)
    }
    let open = worker.screening.open
    worker.work.distances += range.count * m.count
    worker.work.truths += open.count
    guard !open.isEmpty else { return }
    let decided = open.withUnsafeBufferPointer { open in
      [Int32](unsafeUninitializedCapacity: open.count) { decided, count in
        m.withDoubles { centroids in
          if let base = decided.baseAddress {
            execution.kernels.nearest(
              rows.points(range, rows: open), centroids: centroids, count: m.count, labels: base,
              distancesSquared: nil)
          }
        }
        count = open.count
      }
    }
    for (point, label) in zip(open, decided) { worker.labels[Int(point)] = label }
  }

  /// Writes the labels of a chunk, and takes the points that changed from one sum to another.
  private func move(
    _ rows: Observations.Rows, _ range: Range<Int>, _ labels: UnsafeMutableBufferPointer<Int32>,
    _ worker: inout Worker
  ) {
    for (offset, point) in range.enumerated() {
      let (old, new) = (labels[point], worker.labels[offset])
      guard old != new else { continue }
      if old >= 0 {
        worker.sums.add(
          point, of: rows, to: Int(old), removing: true, kernels: execution.kernels)
      }
      worker.sums.add(point, of: rows, to: Int(new), kernels: execution.kernels)
      labels[point] = new
      if rows.weight(point) > 0 { worker.changed += 1 }
    }
  }
}

/// The nearest centroid of every point, for whoever needs labels and no sums.
///
/// Every label is exact: by the truth alone, without the screen, which needs checked points.
func nearestLabels(
  _ x: PointMatrix, _ m: PointMatrix, execution: Execution
) -> LabelMatrix {
  let rows = Observations.Rows(points: x, weights: nil)
  let centroids = PointMatrix(copyingAsDouble: m)
  var result = LabelMatrix(unset: x.count, clusters: m.count)
  guard m.count > 0 else { return result }
  result.labels.withUnsafeMutableBufferPointer { labels in
    nonisolated(unsafe) let labels = labels
    _ = Chunks.forEach(
      count: x.count, size: rows.chunkSize(threads: execution.threads), threads: execution.threads,
      makeWorker: {}
    ) { _, range in
      centroids.withDoubles { centroids in
        guard let base = labels.baseAddress else { return }
        execution.kernels.nearest(
          rows.points(range), centroids: centroids, count: m.count,
          labels: base + range.lowerBound, distancesSquared: nil)
      }
    }
  }
  return result
}
