import KMeansCore
import KMeansMatrices

/// Clusterings of the same points with more and more clusters, each as good as its starts find it:
/// some of its own, and one that begins with the centroids of the clustering before.
///
/// Without the latter, a larger k would often end with a larger J than a smaller one, and scores
/// would jump for want of luck alone.
struct ClusterChain {
  /// How many starts each clustering has of its own.
  let restarts: Int
  let seed: UInt64
  let threads: Int
  let algorithm: Algorithm
  let stop: StopSignal?

  /// The clusterings for the numbers of clusters, which ascend.
  ///
  /// - Parameter visit: is given every clustering as it is found, and says whether to go on.
  /// - Throws: `SweepError.clustering`.
  func fit(
    _ x: Observations, clusterCounts: [Int], visit: (Clustering) throws(SweepError) -> Bool
  ) throws(SweepError) {
    var before: Clustering?
    for clusters in clusterCounts {
      var best = try fit(x, clusters, .kMeansPlusPlus)
      if let before, isStopped == false {
        let extended = try fit(x, clusters, .extending(before.centroids))
        if extended.objective < best.objective { best = extended }
      }
      guard try visit(best) else { return }
      before = best
    }
  }

  private var isStopped: Bool { stop?.isStopped ?? false }

  private func fit(
    _ x: Observations, _ clusters: Int, _ initialization: Initialization
  ) throws(SweepError) -> Clustering {
    do {
      // The order by size makes equal clusterings look equal.
      let isOwn = initialization == .kMeansPlusPlus
      return try Clusterer(
        Configuration(
          clusters: clusters, initialization: initialization, restarts: isOwn ? restarts : 1,
          seed: seed, algorithm: algorithm, order: .size, threads: threads)
      ).fit(x, stop: stop)
    } catch let error as ClusteringError {
      throw .clustering(error)
    } catch {
      throw .setting("the number of clusters", found: "\(clusters)", allowed: "at least 1")
    }
  }
}
