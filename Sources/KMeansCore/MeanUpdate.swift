import KMeansMatrices

/// The update step from the exact sums: one exact quotient a value, rounded once.
///
/// A cluster whose sums have not changed since the last update keeps its centroid, which is their
/// quotient already.
///
/// - Complexity: O(c·d) for c changed clusters, and a copy of M.
struct MeanUpdate: UpdateStep {
  let threads: Int
  var kernels = Kernels.current

  func means(of sums: ClusterSums, replacing m: PointMatrix) -> (m: PointMatrix, drift: Drift) {
    let d = m.dimensions
    let changed = sums.changed.indices.filter { sums.changed[$0] && sums.members[$0] > 0 }
    // Every worker fills whole centroids of the one new matrix.
    let new = PointMatrix(dimensions: d, count: m.count) { values in
      guard let base = values.baseAddress else { return }
      m.withDoubles { base.update(from: $0, count: m.count * d) }
      nonisolated(unsafe) let centroids = base
      _ = Chunks.forEach(
        count: changed.count, size: max(1, 8192 / d), threads: threads,
        makeWorker: { FeatureRoom(dimensions: d) }
      ) { room, range in
        for cluster in changed[range] { fill(cluster, centroids + cluster * d, sums, room) }
      }
    }
    return (new, drift(of: changed, from: m, to: new))
  }

  /// The mean of a cluster.
  private func fill(
    _ cluster: Int, _ mean: UnsafeMutablePointer<Double>, _ sums: ClusterSums, _ room: FeatureRoom
  ) {
    if sums.isWeighted {
      for feature in 0..<room.dimensions { mean[feature] = sums.mean(cluster, feature: feature) }
    } else {
      sums.split(cluster, kernels: kernels, high: room.high, low: room.low)
      sums.mean(
        cluster, kernels: kernels, high: room.high, low: room.low, means: mean, open: room.open)
    }
  }

  /// ‖Δmⱼ‖² of the changed clusters; the others have not moved.
  private func drift(of changed: [Int], from old: PointMatrix, to new: PointMatrix) -> Drift {
    var squaredDistances = [Double](repeating: 0, count: new.count)
    let numbers = changed.map { Int32($0) }
    let moved = numbers.withUnsafeBufferPointer { rows in
      old.withDoubles { centroids in
        [Double](unsafeUninitializedCapacity: rows.count) { moved, count in
          if let base = moved.baseAddress, let labels = rows.baseAddress {
            kernels.distances(
              Observations.Rows(points: new, weights: nil).points(0..<new.count, rows: rows),
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

/// Room for the sums of one cluster, for one thread.
final class FeatureRoom {
  let dimensions: Int
  let high, low: UnsafeMutablePointer<Double>
  let open: UnsafeMutablePointer<Int32>

  init(dimensions: Int) {
    self.dimensions = dimensions
    high = .allocate(capacity: 3 * dimensions)
    low = high + dimensions
    let rest = UnsafeMutableRawPointer(low + dimensions)
    open = rest.bindMemory(to: Int32.self, capacity: dimensions)
  }

  deinit { UnsafeMutableRawPointer(high).deallocate() }
}
