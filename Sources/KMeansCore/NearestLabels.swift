import KMeansMatrices

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
