public import KMeansCore
public import KMeansData

/// How sure a model is of the labels that it gave to points, by row of the input.
///
/// A row left out has the label −1, the second −1, and numbers that are NaN.
public struct PredictionDetails: Sendable {
  /// The labels, as `ClusterModel.predict(_:)` gives them.
  public let prediction: Prediction
  /// How far every row lies from its centroid in the clustered space: √δ, and 1 − cos by the
  /// cosine.
  public let distances: [Double]
  /// The nearest other cluster; −1 where there is none.
  public let seconds: [Int32]
  /// How far every row lies from the centroid of that one; infinite where there is none.
  public let secondDistances: [Double]
  /// (b − a) / max(a, b) for these distances a and b; see `TwoNearest.margins`.
  public let margins: [Double]
  /// Whether a row lies beyond the fence of its cluster; nil where the model has no quartiles.
  public let areOutliers: [Bool]?

  /// How many rows are outliers; nil where the model has no quartiles.
  ///
  /// - Complexity: O(rows).
  public var outliers: Int? { areOutliers.map { $0.count { $0 } } }

  /// The numbers of points under the rows that these are.
  init(
    _ points: ModelPoints, _ prediction: Prediction, _ found: TwoNearest?, areOutliers: [Bool]?
  ) {
    func byRow<Value>(_ values: [Value]?, _ absent: Value) -> [Value] {
      guard let kept = points.keptRows else { return values ?? [] }
      var spread = Array(repeating: absent, count: points.rows)
      for (value, row) in zip(values ?? [], kept) { spread[row] = value }
      return spread
    }
    self.prediction = prediction
    distances = byRow(found?.distances, .nan)
    seconds = byRow(found?.seconds, -1)
    secondDistances = byRow(found?.secondDistances, .nan)
    margins = byRow(found?.margins, .nan)
    self.areOutliers = areOutliers.map { byRow($0, false) }
  }
}

extension ClusterModel {
  /// The clusters of points, how far these lie from their centroids, the nearest other clusters,
  /// and which points are outliers.
  ///
  /// - Parameters:
  ///   - points: X, d × N, in units of the input; as `predict(_:)` takes it.
  ///   - factor: how many times Q3 − Q1 beyond Q3 of the distances of a cluster its outliers lie;
  ///     at least 0.
  /// - Returns: one of each a point.
  /// - Throws: as `predict(_:)`.
  /// - Complexity: O(N·k·d).
  public func details(
    _ points: PointMatrix, outlierFactor factor: Double = DistanceQuartiles.usualFactor
  ) throws(ModelError) -> PredictionDetails {
    let points = try clusteredSpace(points)
    return try details(of: points, try predict(points), outlierFactor: factor)
  }

  /// The same of the rows of a table; see `predict(_:)` of tables.
  public func details(
    _ table: DataTable, outlierFactor factor: Double = DistanceQuartiles.usualFactor
  ) throws(ModelError) -> PredictionDetails {
    let points = try points(of: table)
    return try details(of: points, try predict(points), outlierFactor: factor)
  }

  /// The details of points that have labels.
  ///
  /// - Throws: `ModelError.dimensions` and `.kernels`.
  package func details(
    of points: ModelPoints, _ found: (prediction: Prediction, y: LabelMatrix),
    outlierFactor factor: Double
  ) throws(ModelError) -> PredictionDetails {
    guard points.x.count > 0 else {
      return PredictionDetails(
        points, found.prediction, nil, areOutliers: statistics.distances.map { _ in [] })
    }
    let two: TwoNearest
    do {
      two = try TwoNearest(
        points.x, centroids, labels: bisection == nil ? nil : found.y, distance: distance)
    } catch {
      throw modelError(error, points)
    }
    return PredictionDetails(
      points, found.prediction, two,
      areOutliers: statistics.distances?.outliers(among: two, factor: factor))
  }

  /// How far points lie from all centroids: √δ, and 1 − cos by the cosine.
  ///
  /// - Parameter points: X, d × N, in units of the input; as `predict(_:)` takes it.
  /// - Returns: k × N, point after point; NaN for rows left out.
  /// - Throws: as `predict(_:)`.
  /// - Complexity: O(N·k·d).
  public func distances(_ points: PointMatrix) throws(ModelError) -> PointMatrix {
    try distances(of: try clusteredSpace(points))
  }

  /// The same of the rows of a table.
  public func distances(_ table: DataTable) throws(ModelError) -> PointMatrix {
    try distances(of: try points(of: table))
  }

  private func distances(of points: ModelPoints) throws(ModelError) -> PointMatrix {
    let k = clusters
    var found: PointMatrix?
    do {
      if points.x.count > 0 { found = try points.x.lengths(to: centroids, by: distance) }
    } catch {
      throw modelError(error, points)
    }
    guard let kept = points.keptRows else {
      return unsafe found ?? PointMatrix(dimensions: k, count: 0) { _ in }
    }
    return unsafe PointMatrix(dimensions: k, count: points.rows) { values in
      for index in 0..<points.rows * k { unsafe values[index] = .nan }
      for (point, row) in kept.enumerated() {
        for cluster in 0..<k { unsafe values[row * k + cluster] = found?[cluster, point] ?? .nan }
      }
    }
  }
}
