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

  /// What each step costs, roughly: a fit takes time in proportion to k, and so does a score; a
  /// reference is fitted for every k, side by side with others.
  private var costs: [Double] {
    let counts = settings.clusterCounts.map(Double.init)
    let starts = Double(settings.restarts + 1)
    let size = GapReferences.size(
      points: settings.points(of: x), mostClusters: settings.clusterCounts.last ?? 1)
    let part = min(1, Double(size) / Double(max(1, x.count)))
    let threads = Double(settings.threads)
    let reference = (starts + 1) * counts.reduce(0, +) * part / max(1, threads)
    return counts.map { starts * $0 } + counts.dropLast().reversed() + counts
      + [Double](repeating: reference, count: settings.references)
  }

  /// How much of all work the first steps are, by step.
  private var shares: [Double] {
    let costs = costs
    let all = costs.reduce(0, +)
    var sum = 0.0
    return costs.map { cost in
      sum += cost
      return sum / all
    }
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
    let (done, shares) = (Counter(from: total - settings.references), shares)
    return try GapReferences(
      settings.references, like: x, points: settings.points(of: x),
      clusterCounts: referenceCounts, chain: chain
    ) {
      let step = done.next()
      progress(
        ClusterCountSweep.Progress(
          clusters: nil, done: step, total: total, share: shares[min(step, shares.count) - 1]))
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
    let shares = shares
    func note(_ clusters: Int) {
      done += 1
      progress(
        ClusterCountSweep.Progress(
          clusters: clusters, done: done, total: total, share: shares[min(done, shares.count) - 1]))
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
