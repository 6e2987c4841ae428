/// δ of points to centroids for loops over chunks, however the points are kept.
///
/// Points that are kept whole go to the kernels; compressed rows are written out one by one into a
/// worker's own memory, and only the leaves of the sum that they touch are summed up.
package struct ExactDistances: Sendable {
  private let rows: Observations.Rows
  private let m: PointMatrix
  private let kernels: Kernels
  private let screen: CompressedScreen?

  /// - Parameters:
  ///   - rows: the points.
  ///   - m: k points of d features in `Double`.
  ///   - kernels: the instruction set that computes.
  ///   - threads: how many threads may work at it.
  /// - Complexity: O(1), or O(k·d) for compressed rows.
  package init(_ rows: Observations.Rows, _ m: PointMatrix, kernels: Kernels, threads: Int) {
    (self.rows, self.m, self.kernels) = (rows, m, kernels)
    guard let compressed = rows.compressed else {
      screen = nil
      return
    }
    let screen = CompressedScreen(
      dimensions: m.dimensions, capacity: m.count, kernels: kernels,
      length: compressed.length)
    screen.take(m, hasScores: false, threads: threads)
    self.screen = screen
  }

  /// What one thread keeps.
  package struct Worker {
    /// δ of the points of a chunk, as of the last call.
    package fileprivate(set) var distances: [Double]
    fileprivate let scratch: CompressedScratch?
  }

  /// - Parameter chunk: the most points at a time.
  /// - Returns: memory for one thread.
  package func makeWorker(chunk: Int) -> Worker {
    Worker(distances: [Double](repeating: 0, count: chunk), scratch: makeScratch())
  }

  /// δ of the points in `range` to the centroids that their labels name, as `worker.distances`.
  ///
  /// - Complexity: O(n·d), or less for compressed rows.
  package func toAssigned(
    _ range: Range<Int>, _ labels: UnsafePointer<Int32>, _ worker: inout Worker
  ) {
    toAssigned(range, labels, &worker.distances, worker.scratch)
  }

  /// What a worker needs; nothing where points are kept whole.
  package func makeScratch() -> CompressedScratch? {
    screen?.makeScratch()
  }

  /// δ of the points in `range` to the centroids that their labels name.
  ///
  /// - Parameters:
  ///   - range: some of the points.
  ///   - labels: those of the points in `range`.
  ///   - distancesSquared: one a point of `range`, written.
  ///   - scratch: room for compressed rows; nil for others.
  /// - Complexity: O(n·d), or less for compressed rows.
  package func toAssigned(
    _ range: Range<Int>, _ labels: UnsafePointer<Int32>,
    _ distancesSquared: UnsafeMutablePointer<Double>, _ scratch: CompressedScratch?
  ) {
    guard let screen, let scratch, let compressed = rows.compressed else {
      m.withDoubles {
        kernels.distances(
          rows.points(range), toAssigned: $0, labels: labels, distancesSquared: distancesSquared)
      }
      return
    }
    for (offset, point) in range.enumerated() {
      distancesSquared[offset] = screen.distance(
        compressed[point], to: Int(labels[offset]), scratch)
    }
  }

  /// δ of the points in `range` to all centroids, point after point.
  ///
  /// - Parameters:
  ///   - range: some of the points.
  ///   - distancesSquared: k a point of `range`, written.
  ///   - scratch: room for compressed rows; nil for others.
  /// - Complexity: O(n·k·d), or less for compressed rows.
  package func toAll(
    _ range: Range<Int>, _ distancesSquared: UnsafeMutablePointer<Double>,
    _ scratch: CompressedScratch?
  ) {
    guard let screen, let scratch, let compressed = rows.compressed else {
      m.withDoubles {
        kernels.distances(
          rows.points(range), toAll: $0, count: m.count, distancesSquared: distancesSquared,
          strides: (points: m.count, centroids: 1))
      }
      return
    }
    for (offset, point) in range.enumerated() {
      for cluster in 0..<m.count {
        distancesSquared[offset * m.count + cluster] = screen.distance(
          compressed[point], to: cluster, scratch)
      }
    }
  }

  /// δ of some points of a chunk to all centroids, point after point.
  ///
  /// - Parameters:
  ///   - points: some of the points in `range`.
  ///   - range: few enough that they count in 32 bits.
  ///   - distancesSquared: k a point, written.
  ///   - scratch: room for compressed rows; nil for others.
  /// - Complexity: O(n·k·d), or less for compressed rows.
  package func toAll(
    _ points: [Int], of range: Range<Int>, _ distancesSquared: UnsafeMutablePointer<Double>,
    _ scratch: CompressedScratch?
  ) {
    guard screen == nil else {
      for (position, point) in points.enumerated() {
        toAll(point..<point + 1, distancesSquared + position * m.count, scratch)
      }
      return
    }
    let offsets = points.map { Int32(truncatingIfNeeded: $0 - range.lowerBound) }
    offsets.withUnsafeBufferPointer { offsets in
      m.withDoubles {
        kernels.distances(
          rows.points(range, rows: offsets), toAll: $0, count: m.count,
          distancesSquared: distancesSquared, strides: (points: m.count, centroids: 1))
      }
    }
  }
}
