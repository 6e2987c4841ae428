extension CompressedScreen {
  /// δ of a point to a centroid that is another sparse point: the bits of `squaredDistance`.
  ///
  /// - Parameters:
  ///   - row: the point.
  ///   - other: centroid number `cluster`.
  ///   - cluster: the number of the centroid.
  /// - Returns: δ.
  /// - Complexity: O(n + t·log d) for n values of both, the first in t leaves of the sum.
  package func distance(
    _ row: CompressedRows.Row, to other: CompressedRows.Row, _ cluster: Int
  ) -> Double {
    tree.distance(row, to: other, sums(cluster))
  }

  /// The nearest centroid of a point, and what its scores say.
  package struct Nearest {
    /// The truth's nearest, ties to the lowest number.
    package let label: Int32
    /// The least and the second least score; of one centroid, the second is +∞.
    package let least, second: Double
    /// By how much they must differ to prove the label.
    package let margin: Double
    /// Whether they proved the label.
    package var isProven: Bool { second - least > margin }
  }

  /// The nearest centroid: by the scores where they prove it, else by the exact distances to those
  /// that they leave.
  ///
  /// - Parameters:
  ///   - row: the point.
  ///   - squaredNorm: Σ x² as computed.
  ///   - scratch: room to work in.
  /// - Returns: the centroid, and δ where it was computed.
  /// - Complexity: O(n·k) for n values where scores prove it.
  package func nearest(
    _ row: CompressedRows.Row, squaredNorm: Double, _ scratch: CompressedScratch
  ) -> Nearest {
    let scores = scratch.scores
    self.scores(row, scores)
    let (label, least, second) = kernels.least(of: scores, count: count)
    let margin = margin(squaredNorm)
    let found = Nearest(label: label, least: least, second: second, margin: margin)
    if found.isProven { return found }
    return Nearest(
      label: decide(row, limit: least + margin, scratch), least: least, second: second,
      margin: margin)
  }

  /// The nearest of the centroids whose score is not proven to exceed a limit.
  private func decide(
    _ row: CompressedRows.Row, limit: Double, _ scratch: CompressedScratch
  ) -> Int32 {
    var nearest: (label: Int, distance: Double)?
    for cluster in 0..<count where !(scratch.scores[cluster] > limit) {
      let distance = distance(row, to: cluster, scratch)
      if let found = nearest, !(distance < found.distance) { continue }
      nearest = (cluster, distance)
    }
    return Int32(nearest?.label ?? 0)
  }
}

/// What one worker needs to compare rows with centroids.
package final class CompressedScratch {
  /// d zeros, except while a point is written out.
  package let point: UnsafeMutablePointer<Double>
  /// Scores of one point.
  package let scores: UnsafeMutablePointer<Double>
  /// What kernels work in.
  package let room: UnsafeMutablePointer<Double>
  private let memory = ScratchMemory()

  package init(dimensions: Int, capacity: Int, room: Int) {
    self.room = memory.room(room)
    point = memory.zeros(dimensions)
    scores = memory.room((capacity + 7) / 8 * 8)
  }
}
