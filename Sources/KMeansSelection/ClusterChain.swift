import KMeansCore

/// Clusterings of the same points with several numbers of clusters. Each is the best of several
/// starts: some of its own, one from the centroids of the next smaller clustering, and one from
/// those of the next larger, merged.
///
/// Without the latter two, a larger k would often end with a larger J than a smaller one, and
/// scores would jump by bad luck alone.
struct ClusterChain {
  /// How many starts each clustering has of its own.
  let restarts: Int
  let seed: UInt64
  let threads: Int
  let algorithm: Clusterer.Algorithm
  let stop: StopSignal?

  /// A clustering and the seconds that all its starts took.
  struct Link {
    var clustering: Clustering
    var seconds: Double
    /// Whether all of its starts were tried.
    var isFinal = false
  }

  /// How many times `note` is called for `counts` numbers of clusters.
  static func steps(_ counts: Int) -> Int { 2 * counts - 1 }

  /// The clusterings for numbers of clusters, which ascend; fewer when the signal stopped it.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - clusterCounts: numbers of clusters, ascending.
  ///   - note: called with every number of clusters when one of its starts is done.
  /// - Returns: a link a number.
  /// - Throws: `SweepError.clustering`.
  func fit(
    _ x: Observations, clusterCounts: [Int], note: (_ clusters: Int) -> Void = { _ in }
  ) throws(SweepError) -> [Link] {
    let shared = try share(x, clusterCounts)
    var links: [Link] = []
    for clusters in clusterCounts {
      guard var link = try fit(shared, clusters, .kMeansPlusPlus) else { return links }
      let before = links.last?.clustering
      if let before { try improve(&link, shared, from: .extending(before.centroids)) }
      links.append(link)
      note(clusters)
    }
    if stop?.isStopped != true, let last = links.indices.last { links[last].isFinal = true }
    for index in links.indices.dropLast().reversed() {
      let (next, clusters) = (links[index + 1].clustering, clusterCounts[index])
      if clusters > 1 {
        if stop?.isStopped == true { return links }
        let start = ClusterMerging.merged(
          next.centroids, sizes: Self.weights(of: next, x), to: clusters)
        try improve(&links[index], shared, from: .centroids(start))
      }
      links[index].isFinal = stop?.isStopped != true
      note(clusters)
    }
    return links
  }

  /// What the points of every cluster weigh.
  private static func weights(of clustering: Clustering, _ x: Observations) -> [Double] {
    guard let weights = x.weights else { return clustering.sizes.map(Double.init) }
    var sums = [Double](repeating: 0, count: clustering.centroids.count)
    for (label, weight) in zip(clustering.labels.values, weights) { sums[Int(label)] += weight }
    return sums
  }

  /// What all fits share. What seeding needs is kept where there is memory for it.
  private func share(_ x: Observations, _ clusterCounts: [Int]) throws(SweepError) -> Prepared {
    let largest = Clusterer.Configuration(
      clusters: clusterCounts.last ?? 1, restarts: restarts, threads: threads)
    do { _ = try largest.validated() } catch { throw .clustering(.configuration(error)) }
    return Clusterer(largest).prepared(x, starts: clusterCounts.count * (restarts + 2))
  }

  private func improve(
    _ link: inout Link, _ x: Prepared, from start: Clusterer.Initialization
  ) throws(SweepError) {
    guard let other = try fit(x, link.clustering.centroids.count, start) else { return }
    link.seconds += other.seconds
    if other.clustering.objective < link.clustering.objective {
      link.clustering = other.clustering
    }
  }

  /// Nil when it was stopped: an unfinished clustering would misrepresent its k.
  private func fit(
    _ x: Prepared, _ clusters: Int, _ initialization: Clusterer.Initialization
  ) throws(SweepError) -> Link? {
    let clock = ContinuousClock()
    let begin = clock.now
    if stop?.isStopped == true { return nil }
    do {
      let isOwn = initialization == .kMeansPlusPlus
      // The order by size makes equal clusterings look equal.
      let clustering = try Clusterer(
        Clusterer.Configuration(
          clusters: clusters, initialization: initialization, restarts: isOwn ? restarts : 1,
          seed: seed, algorithm: algorithm, order: .size, threads: threads)
      ).fit(x, stop: stop)
      if clustering.stopReason == .interrupted || stop?.isStopped == true { return nil }
      return Link(clustering: clustering, seconds: (clock.now - begin).inSeconds)
    } catch ClusteringError.stopped {
      return nil
    } catch {
      throw .clustering(error)
    }
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
