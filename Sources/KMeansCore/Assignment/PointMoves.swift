/// The moves of one thread, chunk by chunk: labels change at once, and sums are kept as what
/// clusters gain and lose.
///
/// Only points that change their cluster are subtracted and added. Sums are exact, so they equal
/// fresh ones.
struct PointMoves: MoveShare {
  private let rows: Observations.Rows
  private let kernels: Kernels
  private var sums: ClusterSums
  private(set) var changed = 0
  /// The points that left a cluster, with its number.
  private var left: [(point: Int, from: Int32)] = []

  /// No moves yet.
  init(_ x: Observations, clusters: Int, kernels: Kernels) {
    (rows, self.kernels) = (x.rows, kernels)
    sums = ClusterSums(grid: x.grid, clusters: clusters, isWeighted: rows.isWeighted)
  }

  /// Gives points of a chunk their new labels, and moves those that change.
  ///
  /// - Parameters:
  ///   - chunk: n points.
  ///   - active: the points, counted from the first of the chunk, to which `new` belongs; nil for
  ///     all of the chunk.
  ///   - labels: Y, by point; written.
  ///   - new: the new labels.
  /// - Complexity: O(n + m·d) for m points that move.
  mutating func move(
    _ chunk: Range<Int>, active: UnsafeBufferPointer<Int32>?,
    _ labels: UnsafeMutablePointer<Int32>, new: UnsafePointer<Int32>
  ) {
    let count = active?.count ?? chunk.count
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * count) { room in
      guard count > 0, let positions = room.baseAddress else { return }
      let (from, to) = (positions + count, positions + 2 * count)
      var moving = 0
      for index in 0..<count {
        let offset = active.map { $0[index] } ?? Int32(truncatingIfNeeded: index)
        let old = labels[chunk.lowerBound + Int(offset)]
        (positions[moving], from[moving], to[moving]) = (offset, old, new[index])
        moving += old == new[index] ? 0 : 1
      }
      for index in 0..<moving {
        let point = chunk.lowerBound + Int(positions[index])
        labels[point] = to[index]
        if from[index] >= 0 { left.append((point, from[index])) }
        if rows.weight(point) > 0 { changed += 1 }
      }
      let isAll = moving == chunk.count
      sums.move(
        rows, chunk, positions: isAll ? nil : UnsafeBufferPointer(start: positions, count: moving),
        from: from, to: to, kernels: kernels)
    }
  }

  func enter(_ sums: inout ClusterSums) { sums.merge(self.sums) }

  func undo(_ labels: UnsafeMutablePointer<Int32>) {
    for (point, label) in left { labels[point] = label }
  }
}
