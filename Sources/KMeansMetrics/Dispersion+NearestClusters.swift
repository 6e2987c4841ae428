import KMeansCore

extension Dispersion {
  /// The nearest other cluster of every cluster, by the distances of their means.
  ///
  /// - Parameter threads: nil for all processors; the result is the same for any number.
  /// - Returns: k numbers of clusters, ties to the lowest; nil for an empty cluster, and where
  ///   there is no other.
  /// - Complexity: O(k²·d) at worst, O(k·d·log k) for many clusters in few dimensions.
  public func nearestClusters(threads: Int? = nil) -> [Int?] {
    var nearest = [Int?](repeating: nil, count: sizes.count)
    let found = nearestMeans(threads: threads).map(\.number)
    for (cluster, other) in zip(clusters, found) { nearest[cluster] = other.map { clusters[$0] } }
    return nearest
  }

  /// The nearest other mean of every mean, with its distance.
  ///
  /// - Complexity: as of `nearestClusters(threads:)`.
  func nearestMeans(threads: Int?) -> [NearestMean] {
    let threads = threads ?? Chunks.processors
    if means.count >= MeanDistances.leastForTree {
      return MeanTree(means).search(from: means, threads: threads) {
        NearestMean(own: $0, isRooted: true)
      }
    }
    return MeanDistances(self, threads: threads).mapSquares { own, squares in
      var search = NearestMean(own: own, isRooted: true)
      for (other, square) in squares.enumerated() {
        search.take(other, squaredDistance: square, value: 0)
      }
      return search
    }
  }
}
