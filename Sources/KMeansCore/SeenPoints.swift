/// Points and centroids whose exact distances are wanted: checked, and as a distance sees them.
struct SeenPoints {
  /// The points as the distance sees them.
  let points: PointMatrix
  /// δ of these points to the centroids.
  let exact: ExactDistances
  /// Kernels, threads and stop.
  let execution: Execution
  /// How many points a thread takes at a time.
  let chunk: Int

  /// Checks points and centroids.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - m: M, k points of d features, every value finite.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors.
  ///   - stop: ends the work early.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Complexity: O(N·d).
  init(
    _ x: PointMatrix, _ m: PointMatrix, distance: Clusterer.Distance, threads: Int?,
    stop: StopSignal?
  ) throws(ClusteringError) {
    guard m.dimensions == x.dimensions else {
      throw .dimensions(found: m.dimensions, expected: x.dimensions)
    }
    execution = Execution(
      kernels: try Clusterer.kernels(), threads: threads ?? Chunks.processors,
      control: RunControl(signal: stop, timeLimit: nil, mindsTask: false))
    do {
      points = try distance.seen(x, threads: threads, stop: stop)
      if !distance.isDirectional { try points.checkValues() }
    } catch {
      throw ClusteringError(error)
    }
    exact = ExactDistances(
      points.rows, PointMatrix(copyingAsDouble: m), kernels: execution.kernels,
      threads: execution.threads)
    chunk = points.rows.chunkSize(threads: execution.threads)
  }
}
