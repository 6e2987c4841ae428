package import KMeansCore

/// The points that count in scores, with their labels, and their weights where these make a
/// difference.
package struct ScoredPoints: Sendable {
  /// X, d × N, of the points that weigh anything.
  package let x: PointMatrix
  /// Y, k × N.
  package let y: LabelMatrix
  /// Positive, one a point; nil where all points count as one point each.
  package let weights: [Double]?

  /// Leaves out points that weigh nothing.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - weights: one a point, 0 or more; nil for 1 each.
  ///   - meaning: what weights mean.
  /// - Throws: `MetricError.points` for weights that are none.
  /// - Complexity: O(N), and a view of X.
  package init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double]?, meaning: WeightMeaning
  ) throws(MetricError) {
    guard let weights, y.count == x.count else {
      (self.x, self.y, self.weights) = (x, y, nil)
      return
    }
    do { try Observations.check(weights, count: x.count) } catch { throw .points(error) }
    guard weights.contains(0) else {
      (self.x, self.y, self.weights) = (x, y, meaning.telling(weights))
      return
    }
    let left = weights.indices.filter { weights[$0] > 0 }
    (self.x, self.y) = (x.choosing(left), y.choosing(left))
    self.weights = meaning.telling(left.map { weights[$0] })
  }
}
