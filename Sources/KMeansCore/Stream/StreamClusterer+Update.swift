extension StreamClusterer {
  /// What a batch did.
  public struct Update: Sendable {
    /// Y of the batch: the nearest centroids when it came, with those of revived clusters.
    public let labels: LabelMatrix
    /// J of these labels by the centroids before the update, exact and rounded once.
    public let objective: Double
    /// The clusters that got a new centroid, ascending.
    public let revived: [Int]
    /// J per unit of weight over that of the points before; see `StreamClusterer.drift`.
    public let drift: Double?
  }

  /// Counts a batch: labels its points, adds them to the sums of their clusters, and moves the
  /// centroids.
  ///
  /// The first batch finds the centroids, by a fit to its end, unless they were given.
  ///
  /// - Parameters:
  ///   - points: d × n, n ≥ 1; for the first batch n ≥ k, unless centroids were given.
  ///   - weights: n numbers w ≥ 0; nil for 1 each.
  ///   - stop: ends the work early; nothing of the batch is counted then.
  /// - Returns: its labels, and what became of the clusters.
  /// - Throws: `ClusteringError`, and the stream is as it was: `.tooFewPoints`, `.dimensions`,
  ///   `.observations`, `.stopped`, `.kernels`, `.outOfMemory`.
  /// - Complexity: O(n·k·d) at worst, times the iterations of the fit for the first batch.
  @discardableResult
  public mutating func partialFit(
    _ points: PointMatrix, weights: [Double]? = nil, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Update {
    if let weights, centroids != nil, weights.count == points.count,
      weights.allSatisfy({ $0 == 0 })
    {
      return try countWeightless(points, weights, stop: stop)
    }
    let x: Observations
    do {
      x = try Observations(points, weights: weights, threads: configuration.threads, stop: stop)
    } catch {
      throw ClusteringError(error)
    }
    return try partialFit(x, stop: stop)
  }

  /// Counts a batch of checked points; see `partialFit(_:weights:stop:)`.
  @discardableResult
  public mutating func partialFit(
    _ x: Observations, stop: StopSignal? = nil
  ) throws(ClusteringError) -> Update {
    // A fit that is ended early still gives the best centroids so far, which are counted.
    let execution = try execution(centroids == nil ? nil : stop)
    var next = self
    var (m, labels) = try next.labels(of: x, execution, stop)
    // What is known of the labels cannot be stopped half-way.
    try Self.checkComplete(labels)
    let free = execution.free
    next.halve()
    var sums = Self.sums(x, labels, clusters: clusters, free)
    var squares = SumsOfSquares(x.rows, m, labels, execution: free)
    let before = next.objectivePerWeight
    let first = squares.total
    let revived = revives ? next.revive(x, m, sums, free) : nil
    if let revived {
      m = revived.m
      labels = nearestLabels(x.points, m, execution: free)
      sums = Self.sums(x, labels, clusters: clusters, free)
      squares = SumsOfSquares(x.rows, m, labels, execution: free)
    }
    next.enter(sums, squares, at: m, free)
    next.batches += 1
    next.points += x.count
    next.revivals += revived?.clusters.count ?? 0
    next.age(by: x.count)
    next.drift = before.flatMap { $0 > 0 ? first / x.totalWeight.rounded / $0 : nil }
    self = next
    return Update(
      labels: labels, objective: squares.total, revived: revived?.clusters ?? [],
      drift: next.drift)
  }

  /// Throws where a stop has left labels out.
  private static func checkComplete(_ labels: LabelMatrix) throws(ClusteringError) {
    guard labels.values.allSatisfy({ $0 >= 0 }) else { throw .stopped }
  }

  private func execution(_ stop: StopSignal?) throws(ClusteringError) -> Execution {
    Execution(
      kernels: try Clusterer.kernels(), threads: configuration.workers,
      control: RunControl(signal: stop, timeLimit: nil, mindsTask: false))
  }

  /// M that a batch meets, and Y of the batch.
  private mutating func labels(
    of x: Observations, _ execution: Execution, _ stop: StopSignal?
  ) throws(ClusteringError) -> (PointMatrix, LabelMatrix) {
    guard let m = centroids else {
      let found = try Clusterer(configuration).fit(x, stop: stop)
      begin(at: found.centroids)
      return (found.centroids, found.labels)
    }
    guard m.dimensions == x.dimensions else {
      throw .dimensions(found: m.dimensions, expected: x.dimensions)
    }
    return (m, nearestLabels(x.points, m, execution: execution))
  }

  /// A batch without weight gets labels, and moves nothing.
  private mutating func countWeightless(
    _ points: PointMatrix, _ weights: [Double], stop: StopSignal?
  ) throws(ClusteringError) -> Update {
    guard let m = centroids else { preconditionFailure("there are centroids") }
    let found = try NearestCentroids(points, m, threads: configuration.threads, stop: stop)
    halve()
    for (cluster, size) in found.labels.sizes.enumerated() { sizes[cluster] += size }
    batches += 1
    self.points += points.count
    age(by: points.count)
    return Update(labels: found.labels, objective: 0, revived: [], drift: drift)
  }

  /// Σ w x and Σ w of every cluster over a batch, exactly.
  private static func sums(
    _ x: Observations, _ labels: LabelMatrix, clusters: Int, _ execution: Execution
  ) -> ClusterSums {
    let rows = x.rows
    let empty = ClusterSums(grid: x.grid, clusters: clusters, isWeighted: x.weights != nil)
    return labels.values.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      let workers = Chunks.forEach(
        count: x.count, size: rows.chunkSize(threads: execution.threads),
        threads: execution.threads, makeWorker: { empty }
      ) { sums, range in
        guard let own = labels.baseAddress.map({ $0 + range.lowerBound }) else { return }
        sums.move(
          rows, range, positions: nil, from: nil, to: own, kernels: execution.kernels)
      }
      return workers.dropFirst().reduce(into: workers[0]) { $0.merge($1) }
    }
  }

  /// Halves what came before, once for every half-life that is full.
  private mutating func halve() {
    guard let halfLife, sinceHalving >= halfLife.count else { return }
    let times = sinceHalving / halfLife.count
    sinceHalving -= times * halfLife.count
    let dimensions = sums.count / clusters
    let least = Dyadic(magnitude: 1, exponent: Self.forgottenExponent)
    for cluster in 0..<clusters where !totals[cluster].isZero {
      totals[cluster].halve(times: times)
      if totals[cluster].value < least {
        forget(cluster)
        continue
      }
      for index in cluster * dimensions..<(cluster + 1) * dimensions {
        sums[index].halve(times: times)
      }
      withinSumOfSquares[cluster] *= Double.powerOfTwo(max(-times, -1022))
    }
  }

  /// Counts the points of a batch towards the next half-life.
  private mutating func age(by count: Int) {
    guard let halfLife else { return }
    sinceHalving += halfLife.unit == .points ? count : 1
  }

  /// Leaves a cluster without weight, where it is.
  mutating func forget(_ cluster: Int) {
    let dimensions = sums.count / clusters
    totals[cluster] = DecayedSum()
    withinSumOfSquares[cluster] = 0
    for index in cluster * dimensions..<(cluster + 1) * dimensions { sums[index] = DecayedSum() }
  }

  /// Adds the sums of a batch to those before, and moves the centroids of its clusters.
  ///
  /// About the old centroid, the sums of squares of old and new points add up; the new one, their
  /// mean, takes W‖Δm‖² off.
  private mutating func enter(
    _ batch: ClusterSums, _ squares: SumsOfSquares, at m: PointMatrix, _ execution: Execution
  ) {
    let dimensions = m.dimensions
    let joined = (0..<clusters).filter { batch.members[$0] > 0 }
    for cluster in 0..<clusters { sizes[cluster] += batch.sizes[cluster] }
    for cluster in joined {
      totals[cluster].add(batch.weight(cluster))
      for feature in 0..<dimensions {
        let index = cluster * dimensions + feature
        if let units = batch.narrow(cluster, feature) {
          sums[index].add(units.value, exponent: units.exponent)
        } else {
          sums[index].add(batch.sum(cluster, feature: feature))
        }
      }
    }
    let old = PointMatrix(copyingAsDouble: m)
    let moved = means(of: joined, replacing: old, execution)
    for cluster in joined {
      let shift = Textbook.squaredDistance(moved.point(cluster), old.point(cluster))
      let about = withinSumOfSquares[cluster] + squares.byCluster[cluster]
      withinSumOfSquares[cluster] = max(0, about - totals[cluster].rounded * shift)
    }
    centroids = moved
  }

  /// M with S_j / W_j for some clusters, each value rounded once.
  private func means(
    of clusters: [Int], replacing m: PointMatrix, _ execution: Execution
  ) -> PointMatrix {
    let d = m.dimensions
    return PointMatrix(dimensions: d, count: m.count) { values in
      m.withDoubles { values.baseAddress?.update(from: $0, count: values.count) }
      nonisolated(unsafe) let values = values
      _ = Chunks.forEach(
        count: clusters.count, size: max(1, 2048 / d), threads: execution.threads, makeWorker: {}
      ) { _, range in
        for cluster in clusters[range] {
          for index in cluster * d..<(cluster + 1) * d {
            values[index] = sums[index].quotient(by: totals[cluster])
          }
        }
      }
    }
  }
}
