/// Moves as a list, for steps of few points; the sums follow when the step is over.
struct ListedMoves: MoveShare {
  private let rows: Observations.Rows
  private let kernels: Kernels
  /// N places each for the points that move, the clusters that they leave, and those they enter.
  private let lists: [Int32]
  /// How many of the places are taken.
  private let count: Int
  let changed: Int

  /// Lists the points whose label changes, and gives them the new one.
  ///
  /// - Parameters:
  ///   - rows: X.
  ///   - labels: Y, by point; written.
  ///   - new: the new labels of all points.
  ///   - kernels: the instruction set for the sums.
  /// - Complexity: O(N).
  init(
    _ rows: Observations.Rows, _ labels: UnsafeMutablePointer<Int32>,
    new: UnsafePointer<Int32>, kernels: Kernels
  ) {
    let n = rows.points.count
    var lists = [Int32](repeating: 0, count: 3 * n)
    var (count, changed) = (0, 0)
    lists.withUnsafeMutableBufferPointer { lists in
      for point in 0..<n where labels[point] != new[point] {
        lists[count] = Int32(truncatingIfNeeded: point)
        lists[n + count] = labels[point]
        lists[2 * n + count] = new[point]
        labels[point] = new[point]
        count += 1
        changed += rows.weight(point) > 0 ? 1 : 0
      }
    }
    (self.rows, self.kernels, self.lists) = (rows, kernels, lists)
    (self.count, self.changed) = (count, changed)
  }

  func enter(_ sums: inout ClusterSums) {
    let n = rows.points.count
    lists.withUnsafeBufferPointer { lists in
      guard count > 0, let base = lists.baseAddress else { return }
      sums.move(
        rows, 0..<n, positions: count == n ? nil : UnsafeBufferPointer(start: base, count: count),
        from: base + n, to: base + 2 * n, kernels: kernels)
    }
  }

  func undo(_ labels: UnsafeMutablePointer<Int32>) {
    let n = rows.points.count
    for index in 0..<count { labels[Int(lists[index])] = lists[n + index] }
  }
}
