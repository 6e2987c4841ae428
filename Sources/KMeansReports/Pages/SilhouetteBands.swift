import KMeansCore
import KMeansMetrics

/// The silhouettes of a clustering, band by band.
struct SilhouetteBands: Sendable, Encodable {
  /// The silhouettes of a cluster's points.
  struct Band: Sendable, Encodable {
    let cluster: Int
    /// How many were found.
    let count: Int
    let mean: Double
    /// From the greatest to the least, evenly chosen where there are many.
    let values: [Double]
  }

  /// The mean over all points, or those drawn.
  let mean: Double
  /// Half the width of the 95 % interval of a sampled mean; nil where all points count.
  let margin: Double?
  /// How many points were drawn; nil for all.
  let drawn: Int?
  /// The bands of the clusters that figures show, except empty ones.
  let bands: [Band]

  /// The most values of a band, and of all.
  private static let (mostInBand, most) = (400, 8000)

  /// The silhouettes, exact up to 20,000 points and by the cosine, else of points drawn.
  ///
  /// - Parameters:
  ///   - x: X in the clustered space.
  ///   - y: Y, one label a point.
  ///   - metric: how far apart points are.
  ///   - weights: one a point, which mean copies; nil for 1 each.
  ///   - shown: the clusters that figures show.
  ///   - seed: what points are drawn by.
  ///   - threads: how many threads may work at it.
  /// - Throws: `MetricError` where there is no silhouette.
  /// - Complexity: that of `Silhouette` or `SampledSilhouette`.
  init(
    _ x: PointMatrix, _ y: LabelMatrix, metric: ScoreMetric = .euclidean, weights: [Double]? = nil,
    shown: [Int], seed: UInt64, threads: Int
  ) throws(MetricError) {
    let points: [Int]
    let values: [Double]
    var means: [Double]?
    if SilhouetteScore.Method.default(points: x.count, metric: metric) == .exact {
      let found =
        if let weights {
          try Silhouette(x, y, weights: weights, metric: metric, threads: threads)
        } else {
          try Silhouette(x, y, metric: metric, threads: threads)
        }
      (mean, margin, drawn) = (found.mean, nil, nil)
      let counted = weights.map { weights in weights.indices.filter { weights[$0] > 0 } }
      points = counted ?? Array(0..<x.count)
      values = counted.map { points in points.map { found.values[$0] } } ?? found.values
      if weights != nil { means = found.byCluster }
    } else {
      let size = SilhouetteScore.Method.sampleSize
      let found =
        if let weights {
          try SampledSilhouette(
            x, y, weights: weights, metric: metric, size: size, seed: seed, threads: threads)
        } else {
          try SampledSilhouette(x, y, metric: metric, size: size, seed: seed, threads: threads)
        }
      (mean, margin, drawn) = (found.mean, found.margin, found.size)
      (points, values) = (found.points, found.values)
    }
    var groups = [[Double]](repeating: [], count: y.clusters)
    for (point, value) in zip(points, values) { groups[Int(y.values[point])].append(value) }
    bands = Self.bands(groups, means, shown)
  }

  private static func bands(_ groups: [[Double]], _ means: [Double]?, _ shown: [Int]) -> [Band] {
    let most = max(2, min(mostInBand, Self.most / max(1, shown.count)))
    return shown.filter { !groups[$0].isEmpty }.map { cluster in
      let group = groups[cluster].sorted(by: >)
      return Band(
        cluster: cluster, count: group.count,
        mean: means?[cluster] ?? group.reduce(0, +) / Double(group.count),
        values: thinned(group, to: most).map { ($0 * 1e4).rounded() / 1e4 })
    }
  }

  /// Values in even steps from the first to the last.
  static func thinned(_ values: [Double], to most: Int) -> [Double] {
    guard values.count > most else { return values }
    return (0..<most).map { values[$0 * (values.count - 1) / (most - 1)] }
  }
}
