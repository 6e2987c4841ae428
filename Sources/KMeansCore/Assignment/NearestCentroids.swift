/// The nearest centroid of every point, with distances and J on request, in one reading of X.
///
/// Labels are those of the truth, ties to the lowest: `Float32Screen` or `CompressedScreen` prove
/// most, exact distances decide the rest. The points need no survey.
public struct NearestCentroids: Sendable {
  /// What is wanted beside labels.
  public struct Wants: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// The distance of every point to its centroid.
    public static let distances = Wants(rawValue: 1)
    /// J.
    public static let objective = Wants(rawValue: 2)

    /// Those of some bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// Y.
  public let labels: LabelMatrix
  /// δ of every point to its centroid; empty where they are not wanted.
  public let distancesSquared: [Double]
  /// Σ w·δ, exact and rounded once; nil where it is not wanted.
  public let objective: Double?

  /// Finds them.
  ///
  /// - Parameters:
  ///   - x: X, d × N; every value finite and below 2⁴⁸⁰ in size.
  ///   - m: M, k ≥ 1 points of d features, every value finite.
  ///   - distance: how far apart points are; it says what J is.
  ///   - weights: wᵢ, which count in J alone; nil for 1 each.
  ///   - wants: what to find beside the labels.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early.
  /// - Throws: `ClusteringError.dimensions`, `.observations` for a value or a point that the
  ///   distance cannot see, `.stopped`, and `.kernels` when the instruction set that the
  ///   environment asks for is not available.
  /// - Precondition: there is a centroid, and a weight for every point.
  /// - Complexity: O(N·k·d) in single precision, and O(k·d) in double for every point left open.
  public init(
    _ x: PointMatrix, _ m: PointMatrix, distance: Clusterer.Distance = .euclidean,
    weights: [Double]? = nil, wants: Wants = [], threads: Int? = nil, stop: StopSignal? = nil
  ) throws(ClusteringError) {
    precondition(m.count > 0, "there is a centroid")
    precondition(weights.map { $0.count == x.count } ?? true, "there is a weight for every point")
    guard m.dimensions == x.dimensions else {
      throw .dimensions(found: m.dimensions, expected: x.dimensions)
    }
    let execution = Execution(
      kernels: try Clusterer.kernels(), threads: threads ?? Chunks.processors,
      control: RunControl(signal: stop, timeLimit: nil, mindsTask: false))
    do throws(ObservationError) {
      let seen = try distance.problem.seen(
        x, isFitted: false,
        SurveyExecution(threads: execution.threads, kernels: execution.kernels) {
          execution.control.isStopped
        })
      // What the distance made of the points is within the limit. Values of compressed rows are
      // few, and those of others are checked while they are in the cache.
      if seen == nil && x.isCompressed { try x.checkValues() }
      let found = Self.found(
        seen ?? x, m, weights: weights, wants: wants, checksValues: seen == nil && !x.isCompressed,
        execution: execution, scale: distance.problem.objectiveScale)
      if let found {
        self = found
      } else {
        try x.checkValues()
        throw ObservationError.changed
      }
    } catch {
      throw ClusteringError(error)
    }
    if execution.control.isStopped { throw .stopped }
  }

  /// The nearest centroids of points as the distance sees them, whose values are known to be within
  /// the limit. After a stop, the labels left are unset.
  init(
    _ x: PointMatrix, _ m: PointMatrix, weights: [Double]? = nil, wants: Wants = [],
    execution: Execution
  ) {
    let found = Self.found(
      x, m, weights: weights, wants: wants, checksValues: false, execution: execution, scale: 1)
    guard let found else { preconditionFailure("values were not checked") }
    self = found
  }

  private init(labels: LabelMatrix, distancesSquared: [Double], objective: Double?) {
    (self.labels, self.distancesSquared, self.objective) = (labels, distancesSquared, objective)
  }

  /// The same; nil where values are checked and one is beyond the limit.
  private static func found(
    _ x: PointMatrix, _ m: PointMatrix, weights: [Double]?, wants: Wants, checksValues: Bool,
    execution: Execution, scale: Double
  ) -> NearestCentroids? {
    let m = PointMatrix(copyingAsDouble: m)
    let rows = Observations.Rows(points: x, weights: weights)
    var labels = LabelMatrix(unset: x.count, clusters: m.count)
    var distances = [Double](repeating: 0, count: wants.contains(.distances) ? x.count : 0)
    let workers = labels.withPointer { labels in
      distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let (labels, distances) = (labels, distances)
        // An empty array may have an address, too.
        let room = wants.contains(.distances) ? distances.baseAddress : nil
        return run(
          rows, m, labels, room, wants: wants, checksValues: checksValues, execution: execution)
      }
    }
    if workers.contains(where: \.isBeyondLimit) { return nil }
    return NearestCentroids(
      labels: labels, distancesSquared: distances,
      objective: wants.contains(.objective)
        ? workers.reduce(into: Dyadic.zero) { $0 += $1.sums.sum(0) }.rounded * scale : nil)
  }

  /// What one thread keeps.
  private struct Worker {
    var search: ChunkSearch.Worker
    var exact: ExactDistances.Worker?
    var sums = NonNegativeSums(count: 1)
    var isBeyondLimit = false
  }

  /// Labels chunk after chunk, each with its distances while its points are in the cache.
  private static func run(
    _ rows: Observations.Rows, _ m: PointMatrix, _ labels: UnsafeMutablePointer<Int32>,
    _ distances: UnsafeMutablePointer<Double>?, wants: Wants, checksValues: Bool,
    execution: Execution
  ) -> [Worker] {
    let search = ChunkSearch(rows, m, execution: execution)
    let exact =
      wants.isEmpty
      ? nil : ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    let size = search.chunkSize
    nonisolated(unsafe) let (labels, distances) = (labels, distances)
    return Chunks.run(
      count: rows.points.count, size: size, threads: execution.threads,
      makeWorker: {
        Worker(search: search.makeWorker(), exact: exact?.makeWorker(chunk: size))
      },
      body: { worker, chunk in
        if execution.control.isStopped { return false }
        if checksValues && rows.holdBeyondLimit(chunk) {
          worker.isBeyondLimit = true
          return false
        }
        let own = labels + chunk.lowerBound
        search.label(chunk, own, &worker.search)
        guard let exact, var found = worker.exact.take() else { return true }
        defer { worker.exact = found }
        exact.toAssigned(chunk, own, &found)
        if let distances {
          (distances + chunk.lowerBound).update(from: found.distances, count: chunk.count)
        }
        if wants.contains(.objective) {
          for (offset, point) in chunk.enumerated() {
            worker.sums.add(found.distances[offset], times: rows.weight(point), to: 0)
          }
        }
        return true
      }
    ).workers
  }
}

/// The nearest centroid of every point; see `NearestCentroids`.
func nearestLabels(_ x: PointMatrix, _ m: PointMatrix, execution: Execution) -> LabelMatrix {
  NearestCentroids(x, m, execution: execution).labels
}
