import Synchronization

extension Clusterer {
  /// Clusters many sets of points, each by itself, side by side.
  ///
  ///     let palettes = clusterer.fitMany(patches)
  ///
  /// A thread takes set after set. Thus many small problems, such as the patches of images, the
  /// groups of a table or the weights of a network's layers, keep all threads busy, where the
  /// points of one would not. Every result has the bits of a fit of that set alone.
  ///
  /// - Parameters:
  ///   - sets: X of every problem, d × N each.
  ///   - weights: a weight for every point of every set; nil for 1 each.
  ///   - stop: ends all fits early; those under way keep the best that they have.
  /// - Returns: for every set, in order, the clustering or why there is none. The time limit is
  ///   each fit's own.
  /// - Precondition: weights for every set, where there are any.
  /// - Complexity: as of the fits, over the number of threads.
  public func fitMany(
    _ sets: [PointMatrix], weights: [[Double]]? = nil, stop: StopSignal? = nil
  ) -> [Result<Clustering, ClusteringError>] {
    precondition(weights.map { $0.count == sets.count } ?? true, "weights for every set")
    return many(sets.count) { (alone, index) throws(ClusteringError) in
      try alone.fit(sets[index], weights: weights?[index], stop: stop)
    }
  }

  /// The same for points that have been checked.
  ///
  /// - Parameters:
  ///   - sets: X of every problem, with its weights.
  ///   - stop: as above.
  /// - Returns: as above.
  /// - Complexity: as above.
  public func fitMany(
    _ sets: [Observations], stop: StopSignal? = nil
  ) -> [Result<Clustering, ClusteringError>] {
    many(sets.count) { (alone, index) throws(ClusteringError) in
      try alone.fit(sets[index], stop: stop)
    }
  }

  /// Fits side by side, each on one thread.
  private func many(
    _ count: Int, _ fit: (Clusterer, Int) throws(ClusteringError) -> Clustering
  ) -> [Result<Clustering, ClusteringError>] {
    var one = configuration
    one.threads = 1
    let alone = Clusterer(one)
    let results = Mutex([Result<Clustering, ClusteringError>?](repeating: nil, count: count))
    _ = Chunks.forEach(
      count: count, size: 1, threads: configuration.workers, makeWorker: {}
    ) { _, range in
      for index in range {
        let result = Result { () throws(ClusteringError) in try fit(alone, index) }
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0 }.map { $0 ?? .failure(.stopped) }
  }
}
