import KMeansMatrices

/// ‖xᵢ − mⱼ‖ of every point and centroid, point after point: the space of distances to clusters.
///
/// Each is the square root of the `squaredDistance` that labels go by, rounded once more.
///
/// - Parameters:
///   - x: X, d × N.
///   - m: M, k points of d features.
///   - threads: nil for all processors; the values are the same for any number.
///   - distances: room for N·k values, written; row i holds those of point i.
/// - Throws: `MatrixError.shapeMismatch` when X and M differ in d, or the room is not N·k values.
/// - Complexity: O(N·k·d).
public func distances(
  _ x: PointMatrix, to m: PointMatrix, threads: Int? = nil,
  into distances: UnsafeMutableBufferPointer<Double>
) throws(MatrixError) {
  try fill(distances, x, m, threads: threads) { $0 }
}

/// The same, each rounded to `Float`; see `distances(_:to:threads:into:)` of `Double`.
public func distances(
  _ x: PointMatrix, to m: PointMatrix, threads: Int? = nil,
  into distances: UnsafeMutableBufferPointer<Float>
) throws(MatrixError) {
  try fill(distances, x, m, threads: threads) { Float($0) }
}

@inline(__always)
private func fill<Value>(
  _ distances: UnsafeMutableBufferPointer<Value>, _ x: PointMatrix, _ m: PointMatrix,
  threads: Int?, _ rounded: (Double) -> Value
) throws(MatrixError) {
  try MatrixError.check("d of M", m.dimensions, is: x.dimensions)
  try MatrixError.check("the room for distances", distances.count, is: x.count * m.count)
  guard m.count > 0 else { return }
  let (threads, k) = (threads ?? Chunks.processors, m.count)
  let rows = x.rows
  nonisolated(unsafe) let distances = distances
  let exact = ExactDistances(
    rows, PointMatrix(copyingAsDouble: m), kernels: .current, threads: threads)
  let size = rows.chunkSize(threads: threads)
  _ = Chunks.forEach(
    count: x.count, size: size, threads: threads,
    makeWorker: { exact.makeWorker(chunk: size) }
  ) { worker, range in
    for cluster in 0..<k {
      let labels = [Int32](repeating: Int32(cluster), count: range.count)
      labels.withUnsafeBufferPointer { labels in
        guard let labels = labels.baseAddress else { return }
        exact.toAssigned(range, labels, &worker)
      }
      for offset in 0..<range.count {
        distances[(range.lowerBound + offset) * k + cluster] = rounded(
          worker.distances[offset].squareRoot())
      }
    }
  }
}
