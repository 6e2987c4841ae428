import KMeansMatrices

/// The nearest centroid of every point, for whoever needs labels and no sums.
///
/// Every label is exact: by the truth alone, without the screen, which needs checked points; the
/// screen of compressed rows does not. Where the run is stopped, the labels left are not set.
func nearestLabels(
  _ x: PointMatrix, _ m: PointMatrix, execution: Execution
) -> LabelMatrix {
  let rows = Observations.Rows(points: x, weights: nil)
  let centroids = PointMatrix(copyingAsDouble: m)
  var result = LabelMatrix(unset: x.count, clusters: m.count)
  guard m.count > 0 else { return result }
  if let compressed = x.compressed {
    label(compressed, by: centroids, &result, execution: execution)
    return result
  }
  result.labels.withUnsafeMutableBufferPointer { labels in
    nonisolated(unsafe) let labels = labels
    _ = Chunks.run(
      count: x.count, size: rows.chunkSize(threads: execution.threads, clusters: m.count),
      threads: execution.threads, makeWorker: {}
    ) { _, range in
      if execution.control.isStopped { return false }
      centroids.withDoubles { centroids in
        guard let base = labels.baseAddress else { return }
        execution.kernels.nearest(
          rows.points(range), centroids: centroids, count: m.count,
          labels: base + range.lowerBound, distancesSquared: nil)
      }
      return true
    }
  }
  return result
}

/// The same of checked points, for which the screen settles most.
///
/// - Complexity: O(N·k·d) in single precision, and O(k·d) in double for every point left open.
func nearestLabels(
  _ x: Observations, _ m: PointMatrix, execution: Execution
) -> LabelMatrix {
  if m.count < 2 || x.points.isCompressed || Direct.pays(x, clusters: m.count) {
    return nearestLabels(x.points, m, execution: execution)
  }
  let m = PointMatrix(copyingAsDouble: m)
  let screen = Float32Screen(x, m, execution: execution)
  let task = AssignmentTask(x, m, execution: execution)
  let size = x.rows.chunkSize(threads: execution.threads, clusters: m.count)
  var result = LabelMatrix(unset: x.count, clusters: m.count)
  result.withPointer { labels in
    nonisolated(unsafe) let labels = labels
    _ = Chunks.run(
      count: x.count, size: size, threads: execution.threads,
      makeWorker: { task.makeWorker(chunk: size) }
    ) { worker, chunk in
      if execution.control.isStopped { return false }
      Lloyd.label(chunk, task, screen, &worker)
      worker.labels.withUnsafeBufferPointer { found in
        guard let found = found.baseAddress else { return }
        (labels + chunk.lowerBound).update(from: found, count: chunk.count)
      }
      return true
    }
  }
  return result
}

/// The same for compressed rows.
private func label(
  _ x: CompressedRows, by m: PointMatrix, _ result: inout LabelMatrix, execution: Execution
) {
  let screen = CompressedScreen(
    dimensions: m.dimensions, capacity: m.count, kernels: execution.kernels)
  screen.take(m, threads: execution.threads)
  result.labels.withUnsafeMutableBufferPointer { labels in
    nonisolated(unsafe) let labels = labels
    _ = Chunks.run(
      count: x.count, size: 240, threads: execution.threads,
      makeWorker: { CompressedScratch(dimensions: m.dimensions, capacity: m.count) }
    ) { scratch, range in
      if execution.control.isStopped { return false }
      for point in range {
        let row = x[point]
        labels[point] = screen.nearest(row, squaredNorm: row.squaredNorm, scratch).label
      }
      return true
    }
  }
}
