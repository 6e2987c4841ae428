import KMeansMatrices

/// The silhouette by means instead of points: s = (b − a) / max(a, b), where a is a point's
/// distance to the mean of its cluster and b that to the nearest mean of another.
///
/// A cheap relative of `Silhouette`, with other values: E. R. Hruschka, L. N. de Castro and
/// R. J. G. B. Campello, "Evolutionary algorithms for clustering gene-expression data", ICDM 2004,
/// doi:10.1109/ICDM.2004.10073. A point with a = b = 0 has 0, and so has that of a cluster of one.
public struct SimplifiedSilhouette: Sendable {
  /// s of every point.
  public let values: [Double]
  /// The cluster of the nearest other mean, by point.
  public let nearestOther: [Int32]
  /// The mean of s over every cluster's points; 0 for a cluster without any.
  public let byCluster: [Double]
  /// The mean of s over all points.
  public let mean: Double

  /// The simplified silhouettes of all points.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters without points do not count.
  ///   - threads: nil for all processors; the result is the same for any number.
  /// - Throws: `MetricError` unless 2 … N − 1 clusters have points, all of them finite.
  /// - Complexity: O(N·k·d).
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, threads: Int? = nil
  ) throws(MetricError) {
    try y.checkComparable(points: x.count)
    let threads = max(1, threads ?? Chunks.processors)
    let dispersion = try Dispersion(x, y, threads: threads)
    let groups = SortedGroups(y)
    let nearest = NearestMeans(x, groups, means: dispersion.means, threads: threads)
    let values = (0..<x.count).map { point in
      let (a, b) = (nearest.own[point].squareRoot(), nearest.other[point].squareRoot())
      guard groups.size(Int(groups.ofPoint[point])) > 1, max(a, b) > 0 else { return 0.0 }
      return (b - a) / max(a, b)
    }
    self.values = values
    nearestOther = nearest.group.map { Int32(groups.clusters[Int(max(0, $0))]) }
    mean = exactMean(values[...])
    byCluster = groups.means(of: values, clusters: y.clusters)
  }
}

/// δ of every point to its own mean and to the nearest other.
private struct NearestMeans {
  private(set) var own: [Double]
  private(set) var other: [Double]
  /// Whose mean the nearest other is; the lowest among equals.
  private(set) var group: [Int32]

  init(_ x: PointMatrix, _ groups: SortedGroups, means: PointMatrix, threads: Int) {
    own = Array(repeating: 0, count: x.count)
    other = Array(repeating: .infinity, count: x.count)
    group = Array(repeating: -1, count: x.count)
    let rows = Observations.Rows(points: x, weights: nil)
    let size = rows.chunkSize(threads: threads)
    own.withUnsafeMutableBufferPointer { own in
      other.withUnsafeMutableBufferPointer { other in
        group.withUnsafeMutableBufferPointer { group in
          nonisolated(unsafe) let (own, other, group) = (own, other, group)
          _ = Chunks.forEach(
            count: x.count, size: size, threads: threads,
            makeWorker: { [Double](repeating: 0, count: size) }
          ) { squares, range in
            for index in 0..<groups.count {
              means.withDoubles { values in
                Kernels.current.distances(
                  rows.points(range), toOne: values + index * x.dimensions,
                  distancesSquared: &squares)
              }
              for (offset, point) in range.enumerated() {
                if groups.ofPoint[point] == Int32(index) {
                  own[point] = squares[offset]
                } else if squares[offset] < other[point] {
                  (other[point], group[point]) = (squares[offset], Int32(index))
                }
              }
            }
          }
        }
      }
    }
  }
}
