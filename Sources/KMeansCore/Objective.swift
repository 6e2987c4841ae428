/// J(X, Y, M) = Σᵢ Σⱼ y_ij ‖xᵢ − mⱼ‖², also called inertia, WCSS or SSE: what k-means makes least.
///
/// - Parameters:
///   - x: X, d × N.
///   - y: Y, k × N.
///   - m: M, d × k.
///   - weights: wᵢ, by which the point's terms are multiplied; nil for 1 each.
/// - Returns: the exact sum of the `squaredDistance`s, rounded once.
/// - Throws: `MatrixError.shapeMismatch` when the matrices do not belong together;
///   `.notFinite` and `.weightNotFinite` for values that are not finite.
/// - Complexity: O(N·d).
public func objective(
  _ x: PointMatrix, _ y: LabelMatrix, _ m: PointMatrix, weights: [Double]? = nil
) throws(MatrixError) -> Double {
  try checkShapes(x, y, m, weights)
  let rows = Observations.Rows(points: x, weights: weights)
  let sums = SumsOfSquares(
    rows, PointMatrix(copyingAsDouble: m), y,
    execution: Execution(kernels: .current, threads: Chunks.processors, control: .free))
  return sums.total
}

/// ∂J/∂mⱼ = 2 Σᵢ y_ij (mⱼ − xᵢ) for every cluster j: zero where every centroid is its mean.
///
/// - Parameters: as of `objective`.
/// - Returns: k arrays of d values, each the exact value rounded once.
/// - Throws: `MatrixError.shapeMismatch` when the matrices do not belong together;
///   `.notFinite` and `.weightNotFinite` for values that are not finite.
/// - Complexity: O(N·d + k·d).
public func gradient(
  _ x: PointMatrix, _ y: LabelMatrix, _ m: PointMatrix, weights: [Double]? = nil
) throws(MatrixError) -> [[Double]] {
  try checkShapes(x, y, m, weights)
  var sums = [ExactSum](repeating: ExactSum(), count: m.count * m.dimensions)
  for (point, label) in y.labels.enumerated() {
    let weight = weights?[point] ?? 1
    for feature in 0..<m.dimensions {
      let index = Int(label) * m.dimensions + feature
      sums[index].addProduct(weight, m[feature, Int(label)])
      sums[index].addProduct(-weight, x[feature, point])
    }
  }
  return (0..<m.count).map { cluster in
    // Doubled here, where nothing can overflow.
    (0..<m.dimensions).map { (sums[cluster * m.dimensions + $0].value * Dyadic(2)).rounded }
  }
}

/// The assignment step on its own: yᵢ = argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j.
///
/// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or there is no centroid.
/// - Complexity: O(N·k·d), most of it in single precision; `NearestCentroids` also tells distances.
public func assign(_ x: PointMatrix, to m: PointMatrix) throws(MatrixError) -> LabelMatrix {
  try MatrixError.check("d of M", m.dimensions, is: x.dimensions)
  guard m.count > 0 || x.count == 0 else {
    throw .shapeMismatch(what: "k of M", found: 0, expected: 1)
  }
  let execution = Execution(kernels: .current, threads: Chunks.processors, control: .free)
  return nearestLabels(x, m, execution: execution)
}

/// The update step on its own: mⱼ = Σᵢ y_ij wᵢ xᵢ / Σᵢ y_ij wᵢ, each value the exact mean rounded
/// once.
///
/// - Parameters:
///   - x: X, d × N.
///   - y: Y, k × N.
///   - weights: wᵢ ≥ 0; nil for 1 each.
/// - Returns: k points; nil for a cluster without weight, which has no mean.
/// - Throws: `MatrixError.shapeMismatch` when X, Y and the weights differ in N; `.notFinite` and
///   `.weightNotFinite` for values that are not finite.
/// - Complexity: O(N·d + k·d).
public func means(
  of x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil
) throws(MatrixError) -> [[Double]?] {
  try MatrixError.check("N of Y", y.count, is: x.count)
  try MatrixError.check("the number of weights", weights?.count ?? x.count, is: x.count)
  try checkFinite(x, "X")
  try checkFinite(weights)
  var sums = [ExactSum](repeating: ExactSum(), count: y.clusters * x.dimensions)
  var totals = [ExactSum](repeating: ExactSum(), count: y.clusters)
  for (point, label) in y.labels.enumerated() {
    let weight = weights?[point] ?? 1
    totals[Int(label)].add(weight)
    for feature in 0..<x.dimensions {
      sums[Int(label) * x.dimensions + feature].addProduct(weight, x[feature, point])
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

private func checkShapes(
  _ x: PointMatrix, _ y: LabelMatrix, _ m: PointMatrix, _ weights: [Double]?
) throws(MatrixError) {
  try MatrixError.check("N of Y", y.count, is: x.count)
  try MatrixError.check("d of M", m.dimensions, is: x.dimensions)
  try MatrixError.check("k of Y", y.clusters, is: m.count)
  try MatrixError.check("the number of weights", weights?.count ?? x.count, is: x.count)
  try checkFinite(x, "X")
  try checkFinite(m, "M")
  try checkFinite(weights)
}

/// Throws for the first value that is not finite.
private func checkFinite(_ matrix: PointMatrix, _ what: String) throws(MatrixError) {
  guard let (point, feature) = matrix.firstNotFinite() else { return }
  throw .notFinite(what: what, point: point, feature: feature, value: matrix[feature, point])
}

/// Throws for the first weight that is not finite.
private func checkFinite(_ weights: [Double]?) throws(MatrixError) {
  guard let weights, let point = weights.firstIndex(where: { !$0.isFinite }) else { return }
  throw .weightNotFinite(point: point, weight: weights[point])
}
