import CKMeansKernels

/// Exact squared distances, as `Textbook.squaredDistance` has them.
extension Kernels {
  /// The nearest centroid of every point, ties to the lowest j, and its distance δ.
  ///
  /// - Parameters:
  ///   - points: n points.
  ///   - centroids: k × d values, centroid after centroid.
  ///   - count: k.
  ///   - labels: n labels, written.
  ///   - distancesSquared: n distances, written, unless nil.
  /// - Complexity: O(n·k·d).
  package func nearest(
    _ points: Points, centroids: UnsafePointer<Double>, count: Int,
    labels: UnsafeMutablePointer<Int32>, distancesSquared: UnsafeMutablePointer<Double>?
  ) {
    points.withBlock {
      table.truth.nearest($0, centroids, count, labels, distancesSquared)
    }
  }

  /// δ of every point to one centroid of d values.
  ///
  /// - Parameters:
  ///   - points: n points.
  ///   - centroid: d values.
  ///   - distancesSquared: n distances, written.
  /// - Complexity: O(n·d).
  package func distances(
    _ points: Points, toOne centroid: UnsafePointer<Double>,
    distancesSquared: UnsafeMutablePointer<Double>
  ) {
    points.withBlock { table.truth.to_one($0, centroid, distancesSquared) }
  }

  /// δ of every point to the centroid that its label names.
  ///
  /// - Parameters:
  ///   - points: n points.
  ///   - centroids: k × d values, centroid after centroid.
  ///   - labels: n labels, in the order of `points` (of its rows, where it has rows).
  ///   - distancesSquared: n distances, written.
  /// - Complexity: O(n·d).
  package func distances(
    _ points: Points, toAssigned centroids: UnsafePointer<Double>, labels: UnsafePointer<Int32>,
    distancesSquared: UnsafeMutablePointer<Double>
  ) {
    points.withBlock {
      table.truth.to_assigned($0, centroids, labels, distancesSquared)
    }
  }

  /// How far apart the distances of neighbouring points, and of neighbouring centroids, are stored.
  package typealias Strides = (points: Int, centroids: Int)

  /// δ of every point to every centroid.
  ///
  /// - Parameters:
  ///   - points: n points.
  ///   - centroids: k × d values, centroid after centroid.
  ///   - count: k.
  ///   - distancesSquared: n·k distances, written.
  ///   - strides: where they go.
  /// - Complexity: O(n·k·d).
  package func distances(
    _ points: Points, toAll centroids: UnsafePointer<Double>, count: Int,
    distancesSquared: UnsafeMutablePointer<Double>, strides: Strides
  ) {
    points.withBlock {
      table.truth.to_all($0, centroids, count, distancesSquared, strides.points, strides.centroids)
    }
  }

  /// Σ ⌊u⌋ with u = min(known, others)·scale, or `most` where u is not less.
  ///
  /// - Parameters:
  ///   - known: n values of at least 0.
  ///   - others: n values of at least 0; nil for none.
  ///   - count: n.
  ///   - scale: what values are multiplied by.
  ///   - most: the greatest u, at most 2⁵¹.
  /// - Returns: the sum.
  /// - Complexity: O(n).
  package func masses(
    _ known: UnsafePointer<Double>, or others: UnsafePointer<Double>?, count: Int, scale: Double,
    most: Double
  ) -> UInt64 {
    table.truth.masses(known, others, count, scale, most)
  }

  /// Replaces values by their square roots, each rounded once.
  ///
  /// - Complexity: O(n).
  package func takeRoots(_ values: UnsafeMutablePointer<Double>, count: Int) {
    table.truth.roots(values, count)
  }
}
