import KMeansCore
import KMeansMetrics
import Synchronization

/// The work of a sweep: the references, then number of clusters after number of clusters.
struct SweepRun: Sendable {
  let x: Observations
  let settings: ClusterCountSweep.Settings
  let stop: StopSignal?

  private var chain: ClusterChain {
    ClusterChain(
      restarts: settings.restarts, seed: settings.seed, threads: settings.threads,
      algorithm: settings.algorithm, stop: stop)
  }

  /// Steps: references, fits, scores.
  private var total: Int {
    let counts = settings.clusterCounts.count
    return settings.references + ClusterChain.steps(counts) + counts
  }

  /// The numbers of clusters of the references: those asked for, and 1.
  private var referenceCounts: [Int] {
    let counts = settings.clusterCounts
    return counts.first == 1 ? counts : [1] + counts
  }

  /// Uniform data for comparison; nil when none is wanted, or the sweep was stopped.
  func references(
    progress: @Sendable (ClusterCountSweep.Progress) -> Void
  ) throws(SweepError) -> GapReferences? {
    guard settings.references > 0 else { return nil }
    let done = Counter()
    return try GapReferences(
      settings.references, like: x, clusterCounts: referenceCounts, chain: chain
    ) {
      progress(ClusterCountSweep.Progress(clusters: nil, done: done.next(), total: total))
    }
  }

  /// The gap statistic of one cluster.
  func baseline(
    _ references: GapReferences, objective: Double, points: Int
  ) -> GapStatistic? {
    references.gap(0, objective: objective, points: points)
  }

  /// The clusterings with their scores. After a stop of the fits, those found so far; after a stop
  /// of the scoring, those scored so far.
  func entries(
    _ references: GapReferences?, progress: (ClusterCountSweep.Progress) -> Void
  ) throws(SweepError) -> [ClusterCountSweep.Entry] {
    var done = settings.references
    func note(_ clusters: Int) {
      done += 1
      progress(ClusterCountSweep.Progress(clusters: clusters, done: done, total: total))
    }
    let links = try chain.fit(x, clusterCounts: settings.clusterCounts) { note($0) }
    let isCutShort = stop?.isStopped == true
    done = total - settings.clusterCounts.count
    var entries: [ClusterCountSweep.Entry] = []
    let clock = ContinuousClock()
    for (index, link) in links.enumerated() {
      let begin = clock.now
      let scores = try scores(of: link.clustering, at: index, references)
      entries.append(
        ClusterCountSweep.Entry(
          clustering: link.clustering, scores: scores,
          seconds: link.seconds + (clock.now - begin).inSeconds))
      note(link.clustering.centroids.count)
      if !isCutShort && stop?.isStopped == true { break }
    }
    return entries
  }

  private func scores(
    of clustering: Clustering, at index: Int, _ references: GapReferences?
  ) throws(SweepError) -> ClusterCountSweep.Scores {
    let dispersion: Dispersion
    do { dispersion = try Dispersion(x.points, clustering.labels, threads: settings.threads) } catch
    { throw .metric(error) }
    let offset = referenceCounts.count - settings.clusterCounts.count
    var stability: StabilityScore?
    if settings.stabilityPairs > 0 {
      stability = try StabilityScore(
        x, clusters: clustering.centroids.count, pairs: settings.stabilityPairs,
        restarts: settings.restarts, seed: settings.seed, threads: settings.threads)
    }
    return ClusterCountSweep.Scores(
      silhouette: silhouette(of: clustering),
      calinskiHarabasz: try? calinskiHarabaszIndex(dispersion),
      daviesBouldin: try? daviesBouldinIndex(dispersion),
      bic: (try? bayesianInformationCriterion(dispersion)).flatMap { $0.isFinite ? $0 : nil },
      gap: references?.gap(index + offset, objective: clustering.objective, points: x.count),
      stability: stability)
  }

  /// The silhouette; nil where there is none, or none is wanted.
  private func silhouette(of clustering: Clustering) -> SilhouetteScore? {
    guard settings.silhouette != SilhouetteMethod.none else { return nil }
    return try? SilhouetteScore(
      x.points, clustering.labels, method: settings.silhouette,
      sampleSize: settings.silhouetteSample, seed: settings.seed, threads: settings.threads)
  }
}

/// Counts from several threads.
private final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
