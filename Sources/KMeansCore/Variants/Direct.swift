import KMeansMatrices

/// Lloyd's algorithm with the truth alone, on the caller's thread: all distances in `Double`.
///
/// For so few points that whatever would spare distances takes longer than computing them. With
/// more, which take long, it stops for any reason.
///
/// - Complexity: O(N·k·d) an iteration, and O(N) memory.
struct Direct: AssignmentStep {
  let execution: Execution

  /// Distances, each counted as its features and two more, that take about as long as the bounds,
  /// the screen and the workers that would spare them.
  private static let mostWork = 3 << 16

  /// So few points are less than a panel of the screens, which is large where points are wide.
  private static let fewPoints = 16

  /// Whether a step of these sizes is best done so.
  static func pays(_ x: Observations, clusters: Int) -> Bool {
    // Divided, lest the product overflow.
    x.count <= max(fewPoints, mostWork / clusters / (x.dimensions + 2))
  }

  var account: AssignmentAccount? { AssignmentAccount(algorithm: .direct, reason: "") }

  func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    if execution.control.endsStep(mayStop: mayStop) { return nil }
    // What is soon done is done at once: it is what other steps leave the first labels to.
    let piece =
      Self.pays(x, clusters: m.count) ? x.count : x.rows.chunkSize(threads: 1, clusters: m.count)
    work.distances += x.count * m.count
    work.truths += x.count
    let (n, rows) = (x.count, x.rows)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * n) { room in
      guard let positions = room.baseAddress else { return 0 }
      let (from, to) = (positions + n, positions + 2 * n)
      for first in stride(from: 0, to: n, by: piece) {
        if first > 0 && execution.control.isStopped { return nil }
        m.withDoubles {
          execution.kernels.nearest(
            rows.points(first..<min(n, first + piece)), centroids: $0, count: m.count,
            labels: to + first, distancesSquared: nil)
        }
      }
      var (moving, changed) = (0, 0)
      labels.withPointer { labels in
        for point in 0..<n where labels[point] != to[point] {
          (positions[moving], from[moving]) = (Int32(point), labels[point])
          (labels[point], to[moving]) = (to[point], to[point])
          // Points without weight move no centroid, so the end does not wait for them.
          changed += rows.weight(point) > 0 ? 1 : 0
          moving += 1
        }
      }
      let moved = UnsafeBufferPointer(start: positions, count: moving)
      sums.move(
        rows, 0..<n, positions: moving == n ? nil : moved, from: from, to: to,
        kernels: execution.kernels)
      return changed
    }
  }
}
