extension PointMatrix {
  /// ‖xᵢ − mⱼ‖ of every point and centroid, point after point: the space of distances to clusters.
  ///
  /// Each is the square root of the `squaredDistance` that labels go by, rounded once more.
  ///
  /// - Parameters:
  ///   - m: M, k points of d features.
  ///   - threads: nil for all processors; the values are the same for any number.
  ///   - distances: room for N·k values, written; row i holds those of point i.
  /// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or the room is not N·k values.
  /// - Complexity: O(N·k·d).
  public func distances(
    to m: PointMatrix, threads: Int? = nil,
    into distances: UnsafeMutableBufferPointer<Double>
  ) throws(MatrixError) {
    _ = try fill(distances, m, threads: threads, stop: nil) { $0 }
  }

  /// The same, each rounded to `Float`; see `distances(to:threads:into:)` of `Double`.
  public func distances(
    to m: PointMatrix, threads: Int? = nil,
    into distances: UnsafeMutableBufferPointer<Float>
  ) throws(MatrixError) {
    _ = try fill(distances, m, threads: threads, stop: nil) { Float($0) }
  }

  /// The same, which can be stopped; see `distances(to:threads:into:)` of `Double`.
  ///
  /// - Parameters:
  ///   - m: M, k points of d features.
  ///   - threads: nil for all processors; the values are the same for any number.
  ///   - stop: ends the work early; nil for none.
  ///   - distances: room for N·k values, written; row i holds those of point i.
  /// - Returns: whether all are written; false where `stop` ended the work before.
  /// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or the room is not N·k values.
  /// - Complexity: O(N·k·d).
  public func distances(
    to m: PointMatrix, threads: Int? = nil, stop: StopSignal?,
    into distances: UnsafeMutableBufferPointer<Double>
  ) throws(MatrixError) -> Bool {
    try fill(distances, m, threads: threads, stop: stop) { $0 }
  }

  /// The same, each rounded to `Float`; see `distances(to:threads:stop:into:)` of `Double`.
  public func distances(
    to m: PointMatrix, threads: Int? = nil, stop: StopSignal?,
    into distances: UnsafeMutableBufferPointer<Float>
  ) throws(MatrixError) -> Bool {
    try fill(distances, m, threads: threads, stop: stop) { Float($0) }
  }

  @inline(__always)
  private func fill<Value>(
    _ distances: UnsafeMutableBufferPointer<Value>, _ m: PointMatrix,
    threads: Int?, stop: StopSignal?, _ rounded: (Double) -> Value
  ) throws(MatrixError) -> Bool {
    try MatrixError.check("d of M", m.dimensions, is: dimensions)
    try MatrixError.check("the room for distances", distances.count, is: count * m.count)
    guard m.count > 0 else { return true }
    let (threads, k) = (threads ?? Chunks.processors, m.count)
    let rows = self.rows
    nonisolated(unsafe) let distances = distances
    let exact = ExactDistances(
      rows, PointMatrix(copyingAsDouble: m), kernels: .current, threads: threads)
    let (size, kernels) = (rows.chunkSize(threads: threads), Kernels.current)
    // Few enough distances that they stay in the cache, and that a stop need not wait long.
    let batch = max(1, min(size, (1 << 14) / k))
    return Chunks.run(
      count: count, size: size, threads: threads,
      makeWorker: { (Slab<Double>(uninitialized: batch * k), exact.makeScratch()) }
    ) { worker, range in
      let (found, scratch) = worker
      for first in stride(from: range.lowerBound, to: range.upperBound, by: batch) {
        if stop?.isStopped == true { return false }
        let points = first..<min(first + batch, range.upperBound)
        exact.toAll(points, found.base, scratch)
        kernels.takeRoots(found.base, count: points.count * k)
        for index in 0..<points.count * k {
          distances[first * k + index] = rounded(found.base[index])
        }
      }
      return true
    }.complete
  }
}
