public import KMeansCore

extension PointMatrix {
  /// How many clusters two sets of centroids have at different places; 0 for the same structure.
  ///
  /// Each centroid points to its nearest of the other set (ties to the lowest index). A centroid to
  /// which none points is an orphan: the other set has no centroid of its own there. The index is
  /// the greater number of orphans of both directions, so with the true centres as one set it tells
  /// how many clusters were missed. P. Fränti, M. Rezaei, Q. Zhao, "Centroid index: cluster level
  /// similarity measure", Pattern Recognition 47(9), 2014, doi:10.1016/j.patcog.2014.03.017.
  ///
  /// - Parameter other: d × k₂ centroids, where this has k₁.
  /// - Returns: 0 … max(k₁, k₂) − 1; at least the difference of k₁ and k₂.
  /// - Throws: `MetricError.dimensions` when the sets differ in d, `.noPoints` when one is empty.
  /// - Complexity: O(k₁·k₂·d) at worst, O(k·d·log k) for many centroids in few dimensions.
  public func centroidIndex(with other: PointMatrix) throws(MetricError) -> Int {
    guard dimensions == other.dimensions else {
      throw .dimensions(found: other.dimensions, expected: dimensions)
    }
    guard count > 0, other.count > 0 else { throw .noPoints }
    return max(orphans(of: other, unseenBy: self), orphans(of: self, unseenBy: other))
  }
}

/// The number of `centroids` that are nearest to none of `others`.
private func orphans(of centroids: PointMatrix, unseenBy others: PointMatrix) -> Int {
  if centroids.count >= MeanDistances.leastForTree {
    let found = MeanTree(centroids).search(from: others, threads: Chunks.processors) { _ in
      NearestMean(isRooted: false)
    }
    return centroids.count - Set(found.compactMap(\.number)).count
  }
  let rows = others.rows
  let values = (0..<centroids.count).flatMap { centroids.point($0) }
  var labels = [Int32](repeating: 0, count: others.count)
  labels.withUnsafeMutableBufferPointer { labels in
    values.withUnsafeBufferPointer { values in
      guard let target = labels.baseAddress, let base = values.baseAddress else { return }
      Kernels.current.nearest(
        rows.points(0..<others.count), centroids: base, count: centroids.count, labels: target,
        distancesSquared: nil)
    }
  }
  return centroids.count - Set(labels).count
}
