import KMeansMatrices

/// The nearest centroid of every point, for whoever needs labels and no sums.
///
/// Every label is exact: by the truth alone, without the screen, which needs checked points; the
/// screen of compressed rows does not.
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

/// The same for compressed rows.
private func label(
  _ x: CompressedRows, by m: PointMatrix, _ result: inout LabelMatrix, execution: Execution
) {
  let screen = CompressedScreen(
    dimensions: m.dimensions, capacity: m.count, kernels: execution.kernels)
  screen.take(m, threads: execution.threads)
  result.labels.withUnsafeMutableBufferPointer { labels in
    nonisolated(unsafe) let labels = labels
    _ = Chunks.forEach(
      count: x.count, size: 240, threads: execution.threads,
      makeWorker: { CompressedScratch(dimensions: m.dimensions, capacity: m.count) }
    ) { scratch, range in
      for point in range {
        let row = x[point]
        labels[point] = screen.nearest(row, squaredNorm: row.squaredNorm, scratch).label
      }
    }
  }
}
