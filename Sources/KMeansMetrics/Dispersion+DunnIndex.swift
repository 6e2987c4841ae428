public import KMeansCore

extension Dispersion {
  /// Dunn's index: the least distance between points of two clusters, over the greatest distance
  /// between points of one; higher is better.
  ///
  /// It is criticised because one far point alone decides it; `dunnIndexOfMeans(threads:)` does
  /// not depend on one. The pairs that decide are found exactly: `separation` and `diameter` rule
  /// out others by the triangle inequality, and `DunnScreen` in single precision.
  ///
  /// J. C. Dunn, "Well-separated clusters and optimal fuzzy partitions", Journal of Cybernetics 4
  /// (1974), doi:10.1080/01969727408546059.
  ///
  /// - Parameters:
  ///   - x: the X that this was made from, d × N.
  ///   - y: its Y, k × N.
  ///   - weights: its weights, of which it only matters which are 0; nil for 1 each.
  ///   - threads: how many threads may work side by side; nil for all processors.
  /// - Returns: 0 when clusters share a point; else +∞ when no cluster has two different ones.
  /// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them,
  ///   `.labelCount` for other numbers of points or labels than this was made from.
  /// - Complexity: O(N²·d) at worst, O(N·k·d) where clusters lie well apart.
  public func dunnIndex(
    of x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil, threads: Int? = nil
  ) throws(MetricError) -> Double {
    try dunnIndex(of: x, y, weights: weights, threads: threads, stop: nil)
  }

  /// The same, which an urgent stop ends, with `MetricError.points(.stopped)`.
  package func dunnIndex(
    of x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil, threads: Int?,
    stop: StopSignal?
  ) throws(MetricError) -> Double {
    var (x, y) = (x, y)
    if let weights, weights.count == x.count, y.count == x.count, weights.contains(0) {
      let left = weights.indices.filter { weights[$0] != 0 }
      (x, y) = (x.choosing(left), y.choosing(left))
    }
    guard y.count == x.count, count == x.count else {
      throw .labelCount(found: min(y.count, count), expected: x.count)
    }
    try checkComparable()
    var space = DunnSpace(x, y, self, threads: threads ?? Chunks.processors, kernels: .current)
    space.stop = stop
    let screen = DunnScreen(space, mean: mean)
    let separation = space.separation(screen)
    let index = separation > 0 ? (separation / space.diameter(screen)).squareRoot() : 0
    if stop?.isAbandoning == true { throw .points(.stopped) }
    return index
  }

  /// Dunn's index with clusters taken as their means: the least distance of two means, over twice
  /// the greatest mean distance of a cluster's points to its mean; higher is better.
  ///
  /// The generalised index ν₄₃ of Bezdek and Pal. J. C. Bezdek, N. R. Pal, "Some new indexes of
  /// cluster validity", IEEE Transactions on Systems, Man, and Cybernetics B 28 (1998),
  /// doi:10.1109/3477.678624.
  ///
  /// - Parameter threads: nil for all processors; the result is the same for any number.
  /// - Returns: 0 when two means are equal; else +∞ when no point differs from its mean.
  /// - Throws: `MetricError.tooFewClusters` for one cluster, `.tooManyClusters` for N of them.
  /// - Complexity: O(k²·d) at worst, O(k·d·log k) for many clusters in few dimensions.
  public func dunnIndexOfMeans(threads: Int? = nil) throws(MetricError) -> Double {
    try checkComparable()
    let nearest = nearestMeans(threads: threads).map(\.least)
    let widest = clusters.reduce(0) { max($0, meanDistances[$1]) }
    let least = nearest.min() ?? 0
    return least > 0 ? least / (2 * widest) : 0
  }
}
