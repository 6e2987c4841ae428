import KMeansCore

/// The two readings of X that `Dispersion` needs, each shared by all threads.
struct DispersionPass {
  let rows: Observations.Rows
  let groups: Groups
  let threads: Int
  let kernels: Kernels
  /// Ends the readings early, if it is urgent; the sums are then of no use.
  var stop: StopSignal?

  /// W_j, exactly, by cluster that has points.
  var weights: [Dyadic] {
    guard rows.isWeighted else { return groups.clusters.map { Dyadic(groups.sizes[$0]) } }
    var sums = NonNegativeSums(count: groups.clusters.count)
    for (point, label) in groups.labels.enumerated() {
      sums.add(rows.weight(point), times: 1, to: Int(label))
    }
    return groups.clusters.indices.map { sums.sum($0) }
  }

  /// What the distances of all points to the means of their clusters add up to.
  struct Spread {
    /// Σ δ, by cluster that has points.
    let squares: [Dyadic]
    /// Σ √δ, each root rounded once, by cluster that has points.
    let roots: [Dyadic]
    /// The greatest δ, by cluster that has points.
    let greatest: [Double]
  }

  /// The means of the clusters that have points, each value the exact quotient rounded once.
  ///
  /// - Parameter grid: a grid for all sums over the points.
  /// - Returns: d × the number of clusters that have points.
  /// - Complexity: O(N·d + k·d), and O(k·d) memory a thread.
  func means(grid: FixedPointGrid) -> PointMatrix {
    let clusters = groups.clusters.count
    let parts = forEachChunk {
      ClusterSums(grid: grid, clusters: clusters, isWeighted: rows.isWeighted)
    } body: { sums, range, labels in
      sums.move(rows, range, positions: nil, from: nil, to: labels, kernels: kernels)
    }
    if stop?.isAbandoning == true {
      return PointMatrix(dimensions: rows.dimensions, count: clusters) {
        $0.initialize(repeating: 0)
      }
    }
    var sums = parts[0]
    for part in parts.dropFirst() { sums.merge(part) }
    let (d, total) = (rows.dimensions, sums)
    return PointMatrix(dimensions: d, count: clusters) { values in
      guard let base = values.baseAddress else { return }
      nonisolated(unsafe) let means = base
      _ = Chunks.forEach(
        count: clusters, size: max(1, 8192 / d), threads: threads, makeWorker: { 0 }
      ) { _, range in
        for cluster in range { fill(means + cluster * d, cluster, total) }
      }
    }
  }

  private func fill(_ mean: UnsafeMutablePointer<Double>, _ cluster: Int, _ sums: ClusterSums) {
    let d = rows.dimensions
    if rows.isWeighted {
      for feature in 0..<d { mean[feature] = sums.mean(cluster, feature: feature) }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * d) { room in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: d) { open in
        guard let high = room.baseAddress, let open = open.baseAddress else { return }
        let low = high + d
        sums.split(cluster, kernels: kernels, high: high, low: low, open: open)
        sums.mean(cluster, kernels: kernels, high: high, low: low, means: mean, open: open)
      }
    }
  }

  /// The distances of all points to the means of their clusters, summed up.
  ///
  /// - Parameter means: d × the number of clusters that have points.
  /// - Returns: the sums by cluster.
  /// - Complexity: O(N·d), and O(k) memory a thread.
  func spread(about means: PointMatrix) -> Spread {
    let size = rows.chunkSize(threads: threads)
    let exact = ExactDistances(rows, means, kernels: kernels, threads: threads)
    let parts = forEachChunk {
      Part(clusters: means.count, chunk: size, scratch: exact.makeScratch())
    } body: { part, range, labels in
      if rows.isWeighted {
        part.add(range, exact, labels, weighing: rows)
      } else {
        part.add(range, exact, labels)
      }
    }
    let clusters = 0..<means.count
    return Spread(
      squares: clusters.map { cluster in
        parts.reduce(.zero) { $0 + $1.squares.sum(cluster) }
      },
      roots: clusters.map { cluster in parts.reduce(.zero) { $0 + $1.roots.sum(cluster) } },
      greatest: clusters.map { cluster in parts.reduce(0) { max($0, $1.greatest[cluster]) } })
  }

  /// Runs `body` over all chunks of points, each with the labels of its points.
  private func forEachChunk<Worker>(
    makeWorker: () -> Worker,
    body: (inout Worker, Range<Int>, UnsafePointer<Int32>) -> Void
  ) -> [Worker] {
    // Summing these takes no longer than waking another thread.
    let isSmall = rows.points.count * rows.dimensions < 1 << 16
    return groups.labels.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.forEach(
        count: rows.points.count, size: rows.chunkSize(threads: threads),
        threads: isSmall ? 1 : threads, makeWorker: makeWorker
      ) { worker, range in
        guard let base = labels.baseAddress, stop?.isAbandoning != true else { return }
        body(&worker, range, base + range.lowerBound)
      }
    }
  }

  /// What one thread keeps.
  private struct Part {
    private(set) var squares: NonNegativeSums
    private(set) var roots: NonNegativeSums
    private(set) var greatest: [Double]
    /// δ of the points of a chunk, and then √δ.
    private var distances: [Double]
    private let scratch: CompressedScratch?

    init(clusters: Int, chunk: Int, scratch: CompressedScratch?) {
      self.scratch = scratch
      squares = NonNegativeSums(count: clusters)
      roots = NonNegativeSums(count: clusters)
      greatest = Array(repeating: 0, count: clusters)
      distances = Array(repeating: 0, count: chunk)
    }

    /// Each term times the weight of its point.
    mutating func add(
      _ range: Range<Int>, _ exact: ExactDistances, _ labels: UnsafePointer<Int32>,
      weighing rows: Observations.Rows
    ) {
      exact.toAssigned(range, labels, &distances, scratch)
      for (index, point) in range.enumerated() {
        let (cluster, weight) = (Int(labels[index]), rows.weight(point))
        squares.add(distances[index], times: weight, to: cluster)
        greatest[cluster] = max(greatest[cluster], distances[index])
        roots.add(distances[index].squareRoot(), times: weight, to: cluster)
      }
    }

    mutating func add(
      _ range: Range<Int>, _ exact: ExactDistances, _ labels: UnsafePointer<Int32>
    ) {
      exact.toAssigned(range, labels, &distances, scratch)
      distances.withUnsafeMutableBufferPointer { distances in
        let own = UnsafeMutableBufferPointer(rebasing: distances[..<range.count])
        squares.add(UnsafeBufferPointer(own), to: labels)
        for index in own.indices {
          let cluster = Int(labels[index])
          greatest[cluster] = max(greatest[cluster], own[index])
          own[index] = own[index].squareRoot()
        }
        roots.add(UnsafeBufferPointer(own), to: labels)
      }
    }
  }
}
