/// The founding text line by line: slow, obvious, and the truth.
///
/// No screen, no thread, no kernel. Every fast way of the library gives these results bit for bit,
/// and the tests hold them to it. For work there are `PointMatrix.labels(nearestTo:)`,
/// `PointMatrix.objective(_:_:weights:)` and `Clusterer`.
public enum Textbook {
  /// The assignment step: yᵢ = argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - m: M, d × k.
  /// - Returns: Y, k × N.
  /// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or there is no centroid.
  /// - Complexity: O(N·k·d).
  public static func assign(_ x: PointMatrix, to m: PointMatrix) throws(MatrixError) -> LabelMatrix
  {
    try MatrixError.check("d of M", m.dimensions, is: x.dimensions)
    guard m.count > 0 || x.count == 0 else {
      throw .shapeMismatch(what: "k of M", found: 0, expected: 1)
    }
    let centroids = (0..<m.count).map { m.point($0) }
    let labels = (0..<x.count).map { i in
      let point = x.point(i)
      let distances = centroids.map { squaredDistance(point, $0) }
      var nearest = 0
      for j in distances.indices where distances[j] < distances[nearest] { nearest = j }
      return Int32(nearest)
    }
    return try LabelMatrix(clusters: m.count, labels: labels)
  }

  /// The update step: mⱼ = Σᵢ y_ij wᵢ xᵢ / Σᵢ y_ij wᵢ, each value the exact mean rounded once.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - weights: wᵢ ≥ 0; nil for 1 each.
  /// - Returns: k points; nil for a cluster without weight, which has no mean.
  /// - Throws: `MatrixError.shapeMismatch` when X, Y and the weights differ in N; `.notFinite` and
  ///   `.weightNotFinite` for values that are not finite.
  /// - Complexity: O(N·d + k·d).
  public static func means(
    of x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil
  ) throws(MatrixError) -> [[Double]?] {
    try x.check(y, weights)
    var sums = [ExactSum](repeating: ExactSum(), count: y.clusters * x.dimensions)
    var totals = [ExactSum](repeating: ExactSum(), count: y.clusters)
    for (point, cluster) in y.enumerated() {
      let weight = weights?[point] ?? 1
      totals[cluster].add(weight)
      for feature in 0..<x.dimensions {
        sums[cluster * x.dimensions + feature].addProduct(weight, x[feature, point])
      }
    }
    return (0..<y.clusters).map { cluster in
      let total = totals[cluster].value
      if total.isZero { return nil }
      return (0..<x.dimensions).map { feature in
        sums[cluster * x.dimensions + feature].value.quotient(by: total)
      }
    }
  }

  /// J(X, Y, M) = Σᵢ Σⱼ y_ij wᵢ ‖xᵢ − mⱼ‖²: what k-means makes least.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - m: M, d × k.
  ///   - weights: wᵢ; nil for 1 each.
  /// - Returns: the exact sum of the `squaredDistance`s, rounded once.
  /// - Throws: `MatrixError`, as `means(of:_:weights:)`, and when M does not belong to X and Y.
  /// - Complexity: O(N·d).
  public static func objective(
    _ x: PointMatrix, _ y: LabelMatrix, _ m: PointMatrix, weights: [Double]? = nil
  ) throws(MatrixError) -> Double {
    try x.check(y, m, weights)
    var sum = ExactSum()
    for (point, cluster) in y.enumerated() {
      sum.addProduct(weights?[point] ?? 1, squaredDistance(x.point(point), m.point(cluster)))
    }
    return sum.value.rounded
  }

  /// ∂J/∂mⱼ = 2 Σᵢ y_ij wᵢ (mⱼ − xᵢ) for every cluster j: zero where every centroid is its mean.
  ///
  /// - Parameters: as of `objective(_:_:_:weights:)`.
  /// - Returns: k arrays of d values, each the exact value rounded once.
  /// - Throws: `MatrixError`, as `objective(_:_:_:weights:)`.
  /// - Complexity: O(N·d + k·d).
  public static func gradient(
    _ x: PointMatrix, _ y: LabelMatrix, _ m: PointMatrix, weights: [Double]? = nil
  ) throws(MatrixError) -> [[Double]] {
    try x.check(y, m, weights)
    var sums = [ExactSum](repeating: ExactSum(), count: m.count * m.dimensions)
    for (point, cluster) in y.enumerated() {
      let weight = weights?[point] ?? 1
      for feature in 0..<m.dimensions {
        let index = cluster * m.dimensions + feature
        sums[index].addProduct(weight, m[feature, cluster])
        sums[index].addProduct(-weight, x[feature, point])
      }
    }
    return (0..<m.count).map { cluster in
      // Doubled here, where nothing can overflow.
      (0..<m.dimensions).map { (sums[cluster * m.dimensions + $0].value * Dyadic(2)).rounded }
    }
  }
}
