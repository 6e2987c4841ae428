extension PointMatrix {
  /// The assignment step on its own: yᵢ = argminⱼ ‖xᵢ − mⱼ‖², ties to the lowest j.
  ///
  /// `NearestCentroids` also tells distances, minds the cosine and can be stopped.
  ///
  /// - Parameter m: M, d × k.
  /// - Returns: Y, k × N.
  /// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or there is no centroid.
  /// - Complexity: O(N·k·d), most of it in single precision.
  public func labels(nearestTo m: PointMatrix) throws(MatrixError) -> LabelMatrix {
    try MatrixError.check("d of M", m.dimensions, is: dimensions)
    guard m.count > 0 || count == 0 else {
      throw .shapeMismatch(what: "k of M", found: 0, expected: 1)
    }
    let execution = Execution(kernels: .current, threads: Chunks.processors, control: .free)
    return nearestLabels(self, m, execution: execution)
  }

  /// J(X, Y, M) = Σᵢ Σⱼ y_ij ‖xᵢ − mⱼ‖², also called inertia, WCSS or SSE.
  ///
  /// - Parameters:
  ///   - y: Y, k × N.
  ///   - m: M, d × k.
  ///   - weights: wᵢ, by which the point's terms are multiplied; nil for 1 each.
  /// - Returns: the exact sum of the squared distances, rounded once.
  /// - Throws: `MatrixError.shapeMismatch` when the matrices do not belong together;
  ///   `.notFinite` and `.weightNotFinite` for values that are not finite.
  /// - Complexity: O(N·d).
  public func objective(
    _ y: LabelMatrix, _ m: PointMatrix, weights: [Double]? = nil
  ) throws(MatrixError) -> Double {
    try check(y, m, weights)
    let rows = Observations.Rows(points: self, weights: weights)
    let sums = SumsOfSquares(
      rows, PointMatrix(copyingAsDouble: m), y,
      execution: Execution(kernels: .current, threads: Chunks.processors, control: .free))
    return sums.total
  }

  /// Throws unless labels and weights belong to these points, and all values are finite.
  func check(_ y: LabelMatrix, _ weights: [Double]?) throws(MatrixError) {
    try MatrixError.check("N of Y", y.count, is: count)
    try MatrixError.check("the number of weights", weights?.count ?? count, is: count)
    try checkFinite("X")
    try Self.checkFinite(weights)
  }

  /// The same with centroids.
  func check(_ y: LabelMatrix, _ m: PointMatrix, _ weights: [Double]?) throws(MatrixError) {
    try MatrixError.check("N of Y", y.count, is: count)
    try MatrixError.check("d of M", m.dimensions, is: dimensions)
    try MatrixError.check("k of Y", y.clusters, is: m.count)
    try MatrixError.check("the number of weights", weights?.count ?? count, is: count)
    try checkFinite("X")
    try m.checkFinite("M")
    try Self.checkFinite(weights)
  }

  /// Throws for the first value that is not finite.
  private func checkFinite(_ what: String) throws(MatrixError) {
    guard let (point, feature) = firstNotFinite() else { return }
    throw .notFinite(what: what, point: point, feature: feature, value: self[feature, point])
  }

  private static func checkFinite(_ weights: [Double]?) throws(MatrixError) {
    guard let weights, let point = weights.firstIndex(where: { !$0.isFinite }) else { return }
    throw .weightNotFinite(point: point, weight: weights[point])
  }
}
