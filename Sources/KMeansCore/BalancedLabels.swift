/// Labels of points for given centroids under limits on the sizes of clusters: one assignment step
/// by itself.
public struct BalancedLabels: Sendable {
  /// Y: of all labels that keep the limits, ones that cost least.
  public let labels: LabelMatrix
  /// The limits and the proof.
  public let balance: Clustering.Balance

  /// Finds the labels.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - m: M, k points of d features, which stay.
  ///   - limits: how large clusters may be.
  ///   - weights: a weight for every point, or nil for 1 each.
  ///   - distance: which decides what labels cost.
  ///   - threads: nil for all processors; the labels are the same for any number.
  ///   - stop: ends the work early.
  /// - Throws: `ClusteringError` where the limits cannot be kept, for what `Clusterer.fit` refuses,
  ///   and `.stopped`.
  /// - Complexity: O(N·k·d), and what the points in the wrong place take.
  public init(
    _ points: PointMatrix, _ m: PointMatrix, limits: Clusterer.SizeLimits,
    weights: [Double]? = nil, distance: Clusterer.Distance = .euclidean, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(ClusteringError) {
    let configuration = Clusterer.Configuration(
      clusters: m.count, distance: distance, initialization: .centroids(m), threads: threads,
      sizeLimits: limits)
    do { _ = try configuration.validated() } catch { throw .configuration(error) }
    let kernels = try Clusterer.kernels()
    let control = RunControl(signal: stop, timeLimit: nil)
    let execution = Execution(
      kernels: kernels, threads: configuration.workers, control: control)
    let x = try configuration.seen(points, weights: weights, kernels: kernels, control: control)
    try configuration.checkShape(x)
    let prepared = Prepared(x)
    let start = configuration.start(
      prepared, random: RandomSource(seed: 0, restart: 0), execution: execution)
    var run = Run(
      prepared, from: PointMatrix(copyingAsDouble: start.centroids),
      Run.Settings(configuration, x), execution: execution)
    guard run.relabel(mayStop: stop != nil), let balance = run.balance(configuration) else {
      throw control.abandonment
    }
    (labels, self.balance) = (run.outcome.labels, balance)
  }
}
