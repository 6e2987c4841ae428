/// A run of the alternation, recorded half-step by half-step: what `Clusterer` does in one start.
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
  public let draws: [Trace.Draw]
  /// M₀.
  public let start: PointMatrix
  /// The iterations; the last assignment that changes nothing counts as one.
  public let iterations: [Iteration]
  /// Y of the last centroids.
  public let labels: LabelMatrix
  /// J of the result, exact and rounded once.
  public let objective: Double
  /// Why the run ended.
  public let stopReason: Clustering.StopReason

  /// M of the result.
  public var centroids: PointMatrix { iterations.last?.centroids ?? start }

  /// Runs and records the first start of a configuration.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - configuration: the settings; the time limit, further restarts and the order are ignored.
  /// - Throws: `ClusteringError` when k > N, given centroids have another d, or the distance cannot
  ///   see a point.
  /// - Complexity: O(iterations·N·k·d) time, O(iterations·(N + k·d)) memory.
  public init(_ x: Observations, _ configuration: Clusterer.Configuration) throws(ClusteringError) {
    do { _ = try configuration.validated() } catch { throw .configuration(error) }
    try configuration.checkShape(x)
    let kernels = try Clusterer.kernels()
    let x = try configuration.seen(x, kernels: kernels)
    let execution = Execution(kernels: kernels, threads: configuration.workers, control: .free)
    let prepared = Prepared(x)
    let drawn = configuration.start(
      prepared, random: RandomSource(seed: configuration.seed, restart: 0), execution: execution)
    (draws, start) = (drawn.draws, drawn.centroids)
    let scale = configuration.problem.objectiveScale
    let objective = { (labels: LabelMatrix, m: PointMatrix) in
      SumsOfSquares(x.rows, m, labels, execution: execution, scale: scale).total
    }
    var before = start
    var iterations: [Iteration] = []
    let end = Run.finished(
      prepared, from: start, Run.Settings(configuration, x), execution: execution
    ) { outcome, step in
      iterations.append(Iteration(outcome, step, before: before, objective: objective))
      before = outcome.m
    }
    self.iterations = iterations
    (labels, stopReason) = (end.labels, end.stopReason)
    self.objective = objective(end.labels, end.m)
  }
}

extension Trace.Iteration {
  /// One step of a run.
  ///
  /// - Parameters:
  ///   - outcome: the run's result so far, after the step.
  ///   - step: what the step did.
  ///   - before: M before the step.
  ///   - objective: J of labels and centroids.
  fileprivate init(
    _ outcome: Run.Outcome, _ step: Run.Step, before: PointMatrix,
    objective: (LabelMatrix, PointMatrix) -> Double
  ) {
    // Labels as the assignment left them, before empty clusters took points.
    var assigned = outcome.labels
    for (point, from) in step.relocated { assigned.values[point] = from }
    labels = assigned
    changed = step.changed
    moves = step.relocated.map {
      Trace.Move(point: $0.point, from: Int($0.from), to: Int(outcome.labels.values[$0.point]))
    }
    centroids = outcome.m
    objectiveAfterAssignment = objective(assigned, before)
    objectiveAfterUpdate = objective(outcome.labels, outcome.m)
  }
}
