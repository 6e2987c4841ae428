import KMeansMatrices

/// Moves as a list, for steps of few points: their sums are moved when the step is over.
struct ListedMoves: MoveShare {
  private let rows: Observations.Rows
  private let kernels: Kernels
  private let points: [Int32]
  private let from: [Int32]
  private let to: [Int32]
  let changed: Int

  /// The points whose label is another than before; they get it.
  ///
  /// - Parameters:
  ///   - labels: Y, by point.
  ///   - new: the labels of all points.
  /// - Complexity: O(N).
  init(
    _ rows: Observations.Rows, _ labels: UnsafeMutablePointer<Int32>,
    new: UnsafePointer<Int32>, kernels: Kernels
  ) {
    let count = rows.points.count
    var (points, from, to) = ([Int32](), [Int32](), [Int32]())
    var changed = 0
    for point in 0..<count where labels[point] != new[point] {
      if points.isEmpty {
        points.reserveCapacity(count - point)
        from.reserveCapacity(count - point)
        to.reserveCapacity(count - point)
      }
      points.append(Int32(truncatingIfNeeded: point))
      from.append(labels[point])
      to.append(new[point])
      labels[point] = new[point]
      changed += rows.weight(point) > 0 ? 1 : 0
    }
    (self.rows, self.kernels, self.changed) = (rows, kernels, changed)
    (self.points, self.from, self.to) = (points, from, to)
  }

  func enter(_ sums: inout ClusterSums) {
    let count = rows.points.count
    points.withUnsafeBufferPointer { points in
      from.withUnsafeBufferPointer { from in
        to.withUnsafeBufferPointer { to in
          guard let from = from.baseAddress, let to = to.baseAddress, !points.isEmpty else {
            return
          }
          sums.move(
            rows, 0..<count, positions: points.count == count ? nil : points, from: from, to: to,
            kernels: kernels)
        }
      }
    }
  }

  func undo(_ labels: UnsafeMutablePointer<Int32>) {
    for (point, label) in zip(points, from) { labels[Int(point)] = label }
  }
}
