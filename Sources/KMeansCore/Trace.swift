import KMeansMatrices

/// A run of the alternation, recorded half-step by half-step: what `Clusterer` does in one start,
/// in view.
///
/// Labels, centroids, J and the number of iterations are those of a `Clustering` with the same
/// configuration, one start and clusters as found, bit for bit. Every iteration is kept whole, so
/// this is for data that people can look at.
public struct Trace: Sendable {
  /// One iteration: an assignment step and an update step.
  public struct Iteration: Sendable {
    /// Y after the assignment step.
    public let labels: LabelMatrix
    /// How many points with weight changed their cluster in the assignment step.
    public let changed: Int
    /// The points that empty clusters took between the steps; see `Move`.
    public let moves: [Move]
    /// M after the update step.
    public let centroids: PointMatrix
    /// J of the new labels and the old centroids, exact and rounded once.
    public let objectiveAfterAssignment: Double
    /// J after the moves and the update step, exact and rounded once.
    public let objectiveAfterUpdate: Double
  }

  /// An empty cluster takes the point that lies farthest from its centroid.
  public struct Move: Sendable, Equatable {
    /// The point.
    public let point: Int
    /// The cluster that it leaves.
    public let from: Int
    /// The cluster that was empty.
    public let to: Int
  }

  /// How the centroids were drawn, one by one; empty where they are not points of X.
  public let draws: [Draw]
  /// M₀.
  public let start: PointMatrix
  /// The iterations; the last assignment that changes nothing counts as one.
  public let iterations: [Iteration]
  /// Y of the last centroids.
  public let labels: LabelMatrix
  /// J of the result, exact and rounded once.
  public let objective: Double
  /// Why the run ended.
  public let stopReason: StopReason

  /// M of the result.
  public var centroids: PointMatrix { iterations.last?.centroids ?? start }

  /// Runs and records the first start of a configuration.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - configuration: of which the time limit, further restarts and the order do not count.
  /// - Throws: `ClusteringError` when k > N, or given centroids have another d.
  /// - Complexity: O(iterations·N·k·d) time, O(iterations·(N + k·d)) memory.
  public init(_ x: Observations, _ configuration: Configuration) throws(ClusteringError) {
    guard configuration.clusters <= x.count else {
      throw .tooFewPoints(points: x.count, clusters: configuration.clusters)
    }
    if let given = configuration.initialization.given, given.dimensions != x.dimensions {
      throw .dimensions(found: given.dimensions, expected: x.dimensions)
    }
    let execution = Execution(
      kernels: .current, threads: configuration.threads, control: .free)
    let random = RandomSource(seed: configuration.seed, restart: 0)
    draws = configuration.initialization.draws(
      x, clusters: configuration.clusters, random: random, execution: execution)
    start =
      draws.isEmpty
      ? configuration.initialization.start(
        x, clusters: configuration.clusters, random: random, execution: execution)
      : x.points.selecting(draws.map(\.chosen))
    var recorder = Recorder(x, configuration, execution: execution, start: start)
    stopReason = recorder.run()
    iterations = recorder.iterations
    labels = recorder.labels
    objective = recorder.objective(labels, recorder.m)
  }
}

/// The loop of `Alternation`, with a record of everything.
private struct Recorder {
  let x: Observations
  let configuration: Configuration
  let execution: Execution
  var m: PointMatrix
  var labels: LabelMatrix
  var iterations: [Trace.Iteration] = []

  init(
    _ x: Observations, _ configuration: Configuration, execution: Execution, start: PointMatrix
  ) {
    (self.x, self.configuration, self.execution) = (x, configuration, execution)
    m = start
    labels = LabelMatrix(unset: x.count, clusters: start.count)
  }

  mutating func run() -> StopReason {
    var (assignment, update) = configuration.algorithm.steps(
      x, clusters: m.count, execution: execution)
    let relocation = Relocation(execution: execution)
    let threshold = configuration.tolerance > 0 ? configuration.tolerance * x.meanVariance : -1
    var sums = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: x.weights != nil)
    var drift = Drift.infinite(clusters: m.count)
    var work = Work()
    var reason = StopReason.iterationLimit
    while iterations.count < configuration.iterationLimit && reason == .iterationLimit {
      // Nothing stops a record half-way, so there always is a number of changes.
      let changed =
        assignment.assign(
          x, to: m, after: drift, labels: &labels, sums: &sums, work: &work, mayStop: false) ?? 0
      let (assigned, objectiveAfterAssignment) = (labels, objective(labels, m))
      let moves = relocation.relocate(x, m: m, labels: &labels, sums: &sums)
      if changed + moves.count > 0 { (m, drift) = update.means(of: sums, replacing: m) }
      if drift.total <= threshold { reason = .tolerance }
      if !moves.isEmpty { drift = .infinite(clusters: m.count) }
      sums.settle()
      iterations.append(
        Trace.Iteration(
          labels: assigned, changed: changed,
          moves: moves.map {
            Trace.Move(point: $0.point, from: Int($0.from), to: Int(labels.labels[$0.point]))
          },
          centroids: m, objectiveAfterAssignment: objectiveAfterAssignment,
          objectiveAfterUpdate: objective(labels, m)))
      if changed + moves.count == 0 { return .labelsUnchanged }
    }
    // Labels for the last centroids, which no assignment has seen.
    _ = assignment.assign(
      x, to: m, after: drift, labels: &labels, sums: &sums, work: &work, mayStop: false)
    return reason
  }

  func objective(_ y: LabelMatrix, _ m: PointMatrix) -> Double {
    SumsOfSquares(x.rows, m, y, execution: execution).total
  }
}
