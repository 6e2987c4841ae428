import KMeansCore

/// The distances between the means of clusters.
struct MeanDistances {
  /// The means of the clusters that have points.
  let means: PointMatrix
  let threads: Int
  let kernels: Kernels

  /// The least number of means for which searching a tree of them is faster.
  static let leastForTree = 512

  init(means: PointMatrix, threads: Int, kernels: Kernels = .current) {
    self.means = means
    self.threads = threads
    self.kernels = kernels
  }

  init(_ dispersion: Dispersion, threads: Int?) {
    self.init(means: dispersion.means, threads: threads ?? Chunks.processors)
  }

  /// What `body` makes of every mean's distances (not squared) to all means, itself included.
  ///
  /// - Parameter body: gets the index of a mean, and one distance a mean.
  /// - Returns: one value a mean, in order.
  /// - Complexity: O(k²·d).
  func map<Value: Sendable>(_ body: (_ index: Int, _ distances: [Double]) -> Value) -> [Value] {
    mapSquares { body($0, $1.map { $0.squareRoot() }) }
  }

  /// What `body` makes of every mean's squared distances to all means, itself included.
  ///
  /// - Returns: one value a mean, in order.
  /// - Complexity: O(k²·d).
  func mapSquares<Value: Sendable>(
    _ body: (_ index: Int, _ squares: [Double]) -> Value
  ) -> [Value] {
    let rows = means.rows
    let (k, d) = (means.count, means.dimensions)
    let isSmall = k * k * d < 1 << 16
    let parts = means.withDoubles { base in
      nonisolated(unsafe) let base = base
      return Chunks.forEach(
        count: k, size: max(1, min(16, k / 8)), threads: isSmall ? 1 : threads,
        makeWorker: { [(index: Int, value: Value)]() }
      ) { found, range in
        var distances = [Double](repeating: 0, count: k)
        for index in range {
          kernels.distances(
            rows.points(0..<k), toOne: base + index * d, distancesSquared: &distances)
          found.append((index, body(index, distances)))
        }
      }
    }
    return parts.flatMap { $0 }.sorted { $0.index < $1.index }.map(\.value)
  }
}
