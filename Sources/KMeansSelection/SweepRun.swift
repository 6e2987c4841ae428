import KMeansCore
import Synchronization

/// The work of a sweep: number of clusters after number of clusters, their scores, and at last the
/// references, so that a sweep that is stopped has as much to tell as can be.
struct SweepRun: Sendable {
  let x: Observations
  let settings: ClusterCountSweep.Settings
  /// Ends everything at once.
  let stop: StopSignal?

  init(x: Observations, settings: ClusterCountSweep.Settings, stop: StopSignal?) {
    (self.x, self.settings) = (x, settings)
    self.stop = stop.map { StopSignal(following: $0) }
  }

  private var chain: ClusterChain {
    ClusterChain(
      restarts: settings.restarts, seed: settings.seed, threads: settings.threads,
      algorithm: settings.algorithm, stop: stop)
  }

  /// Steps: fits, scores, references.
  private var total: Int {
    let counts = settings.clusterCounts.count
    return ClusterChain.steps(counts) + counts + settings.references
  }

  /// The numbers of clusters of the references: those asked for, and 1.
  private var referenceCounts: [Int] {
    let counts = settings.clusterCounts
    return counts.first == 1 ? counts : [1] + counts
  }

  /// The most values, points by features by numbers of clusters, that are still looked at after a
  /// stop, for scores that need one reading of the points each.
  private static let mostAfterStop = 100_000_000

  /// Uniform data for comparison; nil when none is wanted, or the sweep was stopped.
  func references(
    progress: @Sendable (ClusterCountSweep.Progress) -> Void
  ) throws(SweepError) -> GapReferences? {
    guard settings.references > 0, stop?.isStopped != true else { return nil }
    let done = Counter(from: total - settings.references)
    return try GapReferences(
      settings.references, like: x, points: settings.points(of: x),
      clusterCounts: referenceCounts, chain: chain
    ) {
      progress(ClusterCountSweep.Progress(clusters: nil, done: done.next(), total: total))
    }
  }

  /// The gap statistic of one cluster.
  func baseline(_ references: GapReferences) -> GapStatistic? {
    references.gap(0, objective: x.totalSumOfSquares, weight: x.totalWeight.rounded)
  }

  /// The clusterings with their scores but for the gap. After a stop these are the clusterings that
  /// were found, with the scores that were found or take no time.
  func entries(
    progress: (ClusterCountSweep.Progress) -> Void
  ) throws(SweepError) -> [ClusterCountSweep.Entry] {
    var done = 0
    func note(_ clusters: Int) {
      done += 1
      progress(ClusterCountSweep.Progress(clusters: clusters, done: done, total: total))
    }
    let links = try chain.fit(x, clusterCounts: settings.clusterCounts) { note($0) }
    done = ClusterChain.steps(settings.clusterCounts.count)
    let scoring = SweepScoring(x, settings, stop: stop)
    let isCheap = links.count * x.count * x.dimensions <= Self.mostAfterStop
    let clock = ContinuousClock()
    var entries: [ClusterCountSweep.Entry] = []
    for link in links {
      let begin = clock.now
      let isWhole = stop?.isStopped != true
      let scores =
        isWhole || isCheap ? try scoring.scores(of: link.clustering, isWhole: isWhole) : .none
      entries.append(
        ClusterCountSweep.Entry(
          clustering: link.clustering, scores: scores,
          isComplete: link.isFinal && isWhole && stop?.isStopped != true,
          seconds: link.seconds + (clock.now - begin).inSeconds))
      note(link.clustering.centroids.count)
    }
    return entries
  }

  /// The entries with their gap statistics.
  func adding(
    _ references: GapReferences, to entries: [ClusterCountSweep.Entry]
  ) -> [ClusterCountSweep.Entry] {
    let offset = referenceCounts.count - settings.clusterCounts.count
    let weight = x.totalWeight.rounded
    return entries.enumerated().map { index, entry in
      var entry = entry
      entry.scores.gap = references.gap(
        index + offset, objective: entry.clustering.objective, weight: weight)
      return entry
    }
  }
}

/// Counts from several threads.
private final class Counter: Sendable {
  private let count: Atomic<Int>

  init(from start: Int) { count = Atomic(start) }

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
