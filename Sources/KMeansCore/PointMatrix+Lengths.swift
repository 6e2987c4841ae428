extension PointMatrix {
  /// How far every point lies from every centroid, in the terms of a distance: √δ, and 1 − cos by
  /// the cosine.
  ///
  /// - Parameters:
  ///   - m: M, k ≥ 1 points of d features.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors; the values are the same for any number.
  /// - Returns: k × N in `Double`, point after point.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Complexity: O(N·k·d).
  public func lengths(
    to m: PointMatrix, by distance: Clusterer.Distance, threads: Int? = nil
  ) throws(ClusteringError) -> PointMatrix {
    let seen = try SeenPoints(self, m, distance: distance, threads: threads, stop: nil)
    let (k, kernels) = (m.count, seen.execution.kernels)
    let scale = distance.isDirectional ? distance.objectiveScale : nil
    return PointMatrix(dimensions: k, count: count) { values in
      guard let base = values.baseAddress else { return }
      nonisolated(unsafe) let room = base
      _ = Chunks.forEach(
        count: count, size: seen.chunk, threads: seen.execution.threads,
        makeWorker: { seen.exact.makeScratch() }
      ) { scratch, range in
        seen.exact.toAll(range, room + range.lowerBound * k, scratch)
        guard let scale else {
          return kernels.takeRoots(room + range.lowerBound * k, count: range.count * k)
        }
        for index in range.lowerBound * k..<range.upperBound * k { room[index] *= scale }
      }
    }
  }
}
