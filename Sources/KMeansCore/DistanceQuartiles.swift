/// How far the points of every cluster lie from its centroid: the quartiles of their distances.
///
/// They tell which further points are outliers. `fence(of:factor:)` is Tukey's outer fence Q3 +
/// 3·(Q3 − Q1) (J. W. Tukey, "Exploratory Data Analysis", 1977). Distances and not their squares
/// are looked at, since with many features they are spread about their mean nearly as normal
/// numbers are, of which one in a million lies beyond; with two features that is one in 15,000. A
/// multiple of the root mean square would not do: with many features no point reaches even twice of
/// it. Quartiles, unlike means and deviations, do not follow the outliers that they shall tell.
///
/// By the cosine distances are those between unit vectors, 2·sin(½∠), which are close to the
/// angles.
///
/// A quartile is the least distance of a point up to which a quarter of the weight lies (type 1 of
/// R. J. Hyndman and Y. Fan, The American Statistician 50, 1996). So an integer weight is that many
/// copies, and the unit of weights is of no account.
public struct DistanceQuartiles: Sendable, Hashable, Codable {
  /// Q1, the median and Q3 by cluster; all 0 for a cluster without weight.
  public let lower, median, upper: [Double]

  /// The factor of the outer fence.
  public static let usualFactor = 3.0

  /// Quartiles that are known, such as those of a model.
  ///
  /// - Precondition: as many of each.
  public init(lower: [Double], median: [Double], upper: [Double]) {
    precondition(lower.count == median.count && median.count == upper.count, "three a cluster")
    (self.lower, self.median, self.upper) = (lower, median, upper)
  }

  /// Finds the quartiles of points with labels.
  ///
  /// - Parameters:
  ///   - x: X, d × N; every value finite and below 2⁴⁸⁰ in size.
  ///   - labels: Y, k × N.
  ///   - m: M, k points of d features, every value finite.
  ///   - distance: how far apart points are.
  ///   - weights: wᵢ; nil for 1 each.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Precondition: there is a label, and a weight if there are any, for every point.
  /// - Complexity: O(N·d + N·log N).
  public init(
    _ x: PointMatrix, _ labels: LabelMatrix, _ m: PointMatrix,
    distance: Clusterer.Distance = .euclidean, weights: [Double]? = nil, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(ClusteringError) {
    precondition(labels.count == x.count && labels.clusters == m.count, "a label for every point")
    precondition(weights.map { $0.count == x.count } ?? true, "there is a weight for every point")
    let seen = try SeenPoints(x, m, distance: distance, threads: threads, stop: stop)
    var distances = [Double](repeating: 0, count: x.count)
    let isComplete = distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      return labels.values.withUnsafeBufferPointer { labels in
        nonisolated(unsafe) let labels = labels
        return Chunks.run(
          count: x.count, size: seen.chunk, threads: seen.execution.threads,
          makeWorker: { seen.exact.makeScratch() }
        ) { scratch, range in
          guard stop?.isStopped != true, let base = distances.baseAddress,
            let own = labels.baseAddress
          else { return false }
          seen.exact.toAssigned(
            range, own + range.lowerBound, base + range.lowerBound, scratch)
          return true
        }.complete
      }
    }
    guard isComplete || x.count == 0 else { throw .stopped }
    self.init(distances, labels, weights: weights, threads: seen.execution.threads)
  }

  /// Quartiles of the roots of squared distances.
  private init(
    _ distancesSquared: [Double], _ labels: LabelMatrix, weights: [Double]?, threads: Int
  ) {
    var groups = labels.sizes.map { size in
      var group: [Term] = []
      group.reserveCapacity(size)
      return group
    }
    for (point, label) in labels.values.enumerated() {
      groups[Int(label)].append(
        Term(distance: distancesSquared[point].squareRoot(), weight: weights?[point] ?? 1))
    }
    var found = groups.map { _ in (0.0, 0.0, 0.0) }
    found.withUnsafeMutableBufferPointer { found in
      nonisolated(unsafe) let found = found
      _ = Chunks.forEach(count: groups.count, size: 1, threads: threads, makeWorker: {}) {
        _, range in
        for cluster in range { found[cluster] = Self.quartiles(groups[cluster]) }
      }
    }
    self.init(lower: found.map(\.0), median: found.map(\.1), upper: found.map(\.2))
  }

  private struct Term: Comparable {
    let distance, weight: Double

    // Weights decide between equal distances, so that sums of weights have one order.
    static func < (a: Term, b: Term) -> Bool { (a.distance, a.weight) < (b.distance, b.weight) }
  }

  private static func quartiles(_ terms: [Term]) -> (Double, Double, Double) {
    let sorted = terms.sorted()
    let total = sorted.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return (0, 0, 0) }
    var (next, sum) = (0, sorted[0].weight)
    func least(_ share: Double) -> Double {
      while sum < share * total && next + 1 < sorted.count {
        next += 1
        sum += sorted[next].weight
      }
      return sorted[next].distance
    }
    let lower = least(0.25)
    let median = least(0.5)
    return (lower, median, least(0.75))
  }

  /// How far a point may lie from its centroid, as √δ, before it is an outlier.
  ///
  /// - Parameters:
  ///   - cluster: its cluster.
  ///   - factor: how many times Q3 − Q1 beyond Q3; at least 0.
  /// - Returns: Q3 + factor·(Q3 − Q1); infinite where Q3 = Q1, as of clusters of one or two points,
  ///   whose distances have no spread to go by.
  /// - Complexity: O(1).
  public func fence(of cluster: Int, factor: Double = usualFactor) -> Double {
    let width = upper[cluster] - lower[cluster]
    return width > 0 ? upper[cluster] + factor * width : .infinity
  }

  /// Which points are outliers of their clusters.
  ///
  /// - Parameters:
  ///   - points: their clusters and distances, for as many clusters.
  ///   - factor: how many times Q3 − Q1 beyond Q3 they lie; at least 0.
  /// - Returns: whether √δ is beyond the fence of its cluster, by point.
  /// - Complexity: O(N).
  public func outliers(among points: TwoNearest, factor: Double = usualFactor) -> [Bool] {
    let fences = lower.indices.map { fence(of: $0, factor: factor) }
    return zip(points.labels.values, points.distancesSquared).map { label, squared in
      squared.squareRoot() > fences[Int(label)]
    }
  }
}

extension Clustering {
  /// How far the points of every cluster lie from its centroid.
  ///
  /// - Parameters:
  ///   - points: X, those of the fit.
  ///   - weights: those of the fit; nil for 1 each.
  ///   - threads: nil for all processors; the result is the same for any number.
  /// - Returns: quartiles by cluster.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Precondition: they are as many as the fit had.
  /// - Complexity: O(N·d + N·log N).
  public func distanceQuartiles(
    of points: PointMatrix, weights: [Double]? = nil, threads: Int? = nil
  ) throws(ClusteringError) -> DistanceQuartiles {
    try DistanceQuartiles(
      points, labels, centroids, distance: configuration.distance, weights: weights,
      threads: threads)
  }
}
