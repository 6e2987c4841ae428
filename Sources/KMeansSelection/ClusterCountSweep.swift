public import KMeansCore
public import KMeansMetrics

/// Clusterings of one data set with several numbers of clusters, scored side by side, and what the
/// scores say about how many clusters there are: perhaps that there is no clear number.
public struct ClusterCountSweep: Sendable {
  /// One number of clusters: the clustering and its scores.
  public struct Entry: Sendable {
    /// The best clustering that was found.
    public let clustering: Clustering
    /// Its scores; those that a stop left out are nil.
    public internal(set) var scores: ClusterCountSweep.Scores
    /// Whether all starts were tried and all scores but the gap found; a stop may have ended that.
    public let isComplete: Bool
    /// Seconds that the clustering and its scores took.
    public let seconds: Double

    /// k.
    public var clusters: Int { clustering.centroids.count }
  }

  /// The settings.
  public let settings: ClusterCountSweep.Settings
  /// One entry for each number of clusters, ascending; fewer when it was stopped.
  public let entries: [Entry]
  /// The gap statistic of one cluster, which the others are compared with; nil without references.
  public let baseline: GapStatistic?
  /// How many points the references of the gap statistic have.
  public let referencePoints: Int
  /// Whether all numbers of clusters were tried, and all scores found.
  public let isComplete: Bool
  /// What the scores say.
  public let recommendation: Recommendation

  /// Tries numbers of clusters.
  ///
  /// - Parameters:
  ///   - x: X with its weights; the settings say what these mean to scores.
  ///   - settings: which numbers, and how.
  ///   - progress: called after every step, from any thread.
  ///   - stop: ends the sweep at once on request, with what is done so far.
  /// - Throws: `SweepError` when the greatest number of clusters exceeds N, and for fits that fail.
  /// - Complexity: for every k, that of restarts + 1 fits for the data and each reference, and of
  ///   the silhouette.
  public init(
    _ x: Observations, settings: ClusterCountSweep.Settings,
    progress: @Sendable (ClusterCountSweep.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(SweepError) {
    guard let most = settings.clusterCounts.last, most <= x.count else {
      throw .tooFewPoints(points: x.count, clusters: settings.clusterCounts.last ?? 0)
    }
    if let refusal = x.refusal { throw .clustering(.observations(refusal)) }
    self.settings = settings
    let run = SweepRun(x: x, settings: settings, stop: stop)
    let found = try run.entries(progress: progress)
    let references = try withoutActuallyEscaping(progress) { progress throws(SweepError) in
      found.isEmpty ? nil : try run.references(progress: progress)
    }
    let entries = references.map { run.adding($0, to: found) } ?? found
    self.entries = entries
    baseline = references.flatMap { run.baseline($0) }
    referencePoints =
      references == nil
      ? 0 : GapReferences.size(points: settings.points(of: x), mostClusters: most)
    isComplete =
      entries.count == settings.clusterCounts.count && entries.allSatisfy(\.isComplete)
      && (settings.references == 0 || references != nil)
    recommendation = Recommendation(
      entries.map { ($0.clusters, $0.scores) }, baseline: baseline,
      perfect: Set(entries.filter { $0.clustering.objective == 0 }.map(\.clusters)),
      isConstant: x.totalSumOfSquares == 0)
  }
}

extension ClusterCountSweep {
  /// How far a sweep has come.
  public struct Progress: Sendable {
    /// What was done last: the number of clusters, or nil for a reference.
    public let clusters: Int?
    /// How many steps are done.
    public let done: Int
    /// How many there are.
    public let total: Int
    /// How much of all work is done, roughly, from 0 to 1: steps of many clusters take longer.
    public let share: Double
  }
}

extension ClusterCountSweep {
  /// What one number of clusters scores; nil where a score does not exist.
  public struct Scores: Sendable {
    /// The mean silhouette: the higher, the better.
    public let silhouette: SilhouetteScore?
    /// Caliński and Harabasz's index: the higher, the better.
    public let calinskiHarabasz: Double?
    /// Davies and Bouldin's index: the lower, the better.
    public let daviesBouldin: Double?
    /// Pelleg and Moore's information criterion: the higher, the better.
    public let bic: Double?
    /// The gap statistic.
    public internal(set) var gap: GapStatistic?
    /// How alike clusterings of resampled data are; nil unless asked for.
    public let stability: StabilityScore?

    /// No score at all.
    static let none = Scores(
      silhouette: nil, calinskiHarabasz: nil, daviesBouldin: nil, bic: nil, gap: nil, stability: nil
    )
  }
}
