/// The truth: labels by the exact distances to every centroid.
struct ExactLabels {
  let rows: Observations.Rows
  let m: PointMatrix
  let kernels: Kernels

  /// The labels of some points.
  ///
  /// - Complexity: O(n·k·d).
  func write(_ labels: UnsafeMutablePointer<Int32>, of points: Kernels.Points) {
    m.withDoubles {
      kernels.nearest(
        points, centroids: $0, count: m.count, labels: labels, distancesSquared: nil)
    }
  }

  /// The labels of points of a chunk that a screen left open.
  ///
  /// - Parameters:
  ///   - labels: by position among the points looked at; those of open points are written.
  ///   - open: the positions of open points.
  ///   - chunk: the points.
  ///   - active: the points looked at, counted from the first of the chunk; nil for all.
  /// - Complexity: O(open·k·d).
  func write(
    _ labels: UnsafeMutablePointer<Int32>, open: [Int32], of chunk: Range<Int>,
    active: UnsafeBufferPointer<Int32>? = nil
  ) {
    let count = open.count
    guard count > 0 else { return }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { room in
      let (offsets, decided) = (room[..<count], room.baseAddress! + count)
      for (index, position) in open.enumerated() {
        room[index] = active.map { $0[Int(position)] } ?? position
      }
      write(decided, of: rows.points(chunk, rows: UnsafeBufferPointer(rebasing: offsets)))
      for (index, position) in open.enumerated() { labels[Int(position)] = decided[index] }
    }
  }
}
