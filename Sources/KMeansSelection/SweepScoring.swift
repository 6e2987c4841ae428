import KMeansCore
import KMeansMetrics

/// What scores the clusterings of a sweep, by what weights mean. Points that weigh nothing are not
/// scored.
struct SweepScoring {
  private let x: Observations
  private let settings: ClusterCountSweep.Settings
  private let stop: StopSignal?
  /// The points that are scored; nil for all.
  private let scored: [Int]?
  private let points: PointMatrix
  /// Of the points that are scored; nil where they make no difference.
  private let weights: [Double]?

  init(_ x: Observations, _ settings: ClusterCountSweep.Settings, stop: StopSignal?) {
    (self.x, self.settings, self.stop) = (x, settings, stop)
    let positive = x.weights.map { weights in weights.indices.filter { weights[$0] > 0 } }
    let scored = positive?.count == x.count ? nil : positive
    self.scored = scored
    points = scored.map { x.points.choosing($0) } ?? x.points
    let left = x.weights.map { all in scored.map { $0.map { all[$0] } } ?? all }
    weights = settings.weightMeaning.telling(left)
  }

  /// The scores but for the gap.
  ///
  /// - Parameters:
  ///   - clustering: of all points.
  ///   - isWhole: whether those are found that take long.
  /// - Returns: the scores that exist.
  /// - Throws: `SweepError.metric` for points that cannot be scored, and `.clustering`.
  /// - Complexity: O(N·d), and that of the silhouette and the stability.
  func scores(of clustering: Clustering, isWhole: Bool) throws(SweepError)
    -> ClusterCountSweep.Scores
  {
    let labels = scored.map { clustering.labels.choosing($0) } ?? clustering.labels
    let dispersion: Dispersion
    do {
      dispersion = try Dispersion(
        points, labels, weights: weights, meaning: settings.weightMeaning,
        threads: settings.threads)
    } catch {
      throw .metric(error)
    }
    let bic = (try? dispersion.bayesianInformationCriterion()).flatMap { $0.isFinite ? $0 : nil }
    return ClusterCountSweep.Scores(
      silhouette: isWhole ? silhouette(labels) : nil,
      calinskiHarabasz: try? dispersion.calinskiHarabaszIndex(),
      daviesBouldin: try? dispersion.daviesBouldinIndex(), bic: bic, gap: nil,
      stability: isWhole ? try stability(clustering.centroids.count) : nil)
  }

  /// The silhouette; nil where there is none, or none is wanted.
  private func silhouette(_ labels: LabelMatrix) -> SilhouetteScore? {
    guard settings.silhouette != SilhouetteScore.Method.none else { return nil }
    if let weights {
      return try? SilhouetteScore(
        points, labels, weights: weights, meaning: settings.weightMeaning,
        method: settings.silhouette, sampleSize: settings.silhouetteSample, seed: settings.seed,
        threads: settings.threads, stop: stop)
    }
    return try? SilhouetteScore(
      points, labels, method: settings.silhouette, sampleSize: settings.silhouetteSample,
      seed: settings.seed, threads: settings.threads, stop: stop)
  }

  private func stability(_ clusters: Int) throws(SweepError) -> StabilityScore? {
    guard settings.stabilityPairs > 0, stop?.isStopped != true else { return nil }
    do throws(SweepError) {
      return try StabilityScore(
        x, clusters: clusters, pairs: settings.stabilityPairs, restarts: settings.restarts,
        seed: settings.seed, meaning: settings.weightMeaning, threads: settings.threads,
        stop: stop)
    } catch .clustering(.stopped) {
      return nil
    }
  }
}
