/// The update step: with Y fixed, the M that makes J least, from exact sums.
///
/// A cluster keeps its centroid where its sums have not changed since the last update, or where it
/// has no weight.
///
/// - Complexity: O(c·d) for c changed clusters, and a copy of M.
struct CentroidUpdate {
  let problem: any Problem
  let execution: Execution
  /// Whether centroids are computed by the definition, without kernels and threads.
  var isPlain = false

  /// The centroids of the clusters, and how far they lie from `m`.
  func callAsFunction(
    _ sums: ClusterSums, replacing m: PointMatrix
  ) -> (m: PointMatrix, drift: Drift) {
    if isPlain { return plain(sums, replacing: m) }
    let (d, problem) = (m.dimensions, problem)
    let changed = sums.changed.indices.filter { sums.changed[$0] && sums.members[$0] > 0 }
    // Every worker fills whole centroids of the one new matrix.
    let new = PointMatrix(dimensions: d, count: m.count) { values in
      guard let base = values.baseAddress else { return }
      m.withDoubles { base.update(from: $0, count: m.count * d) }
      nonisolated(unsafe) let centroids = base
      _ = Chunks.forEach(
        count: changed.count, size: max(1, 8192 / d), threads: execution.threads,
        makeWorker: { CentroidRoom(dimensions: d, kernels: execution.kernels) }
      ) { room, range in
        for cluster in changed[range] {
          problem.write(centroids + cluster * d, of: cluster, sums, room)
        }
      }
    }
    return (new, drift(of: changed, from: m, to: new))
  }

  private func plain(
    _ sums: ClusterSums, replacing m: PointMatrix
  ) -> (m: PointMatrix, drift: Drift) {
    let d = m.dimensions
    let new = PointMatrix(dimensions: d, count: m.count) { values in
      for j in 0..<m.count {
        let centroid = problem.plainCentroid(of: j, sums) ?? m.point(j)
        for l in 0..<d { values[j * d + l] = centroid[l] }
      }
    }
    return (new, .from(m, to: new))
  }

  /// ‖Δmⱼ‖² of the changed clusters; the others have not moved.
  private func drift(of changed: [Int], from old: PointMatrix, to new: PointMatrix) -> Drift {
    var squaredDistances = [Double](repeating: 0, count: new.count)
    let numbers = changed.map { Int32($0) }
    let moved = numbers.withUnsafeBufferPointer { rows in
      old.withDoubles { centroids in
        [Double](unsafeUninitializedCapacity: rows.count) { moved, count in
          if let base = moved.baseAddress, let labels = rows.baseAddress {
            execution.kernels.distances(
              new.rows.points(0..<new.count, rows: rows),
              toAssigned: centroids, labels: labels, distancesSquared: base)
          }
          count = rows.count
        }
      }
    }
    for (cluster, distance) in zip(changed, moved) { squaredDistances[cluster] = distance }
    return Drift(squaredDistances: squaredDistances)
  }
}
