import KMeansCore

/// The weighted mean distances of points to the others of their group and to the nearest other
/// group: what silhouettes of points with weights are made of.
///
/// Every distance is that of two points, and sums go through the points in ascending order, so they
/// have the same bits for any number of threads. By the cosine the means follow from sums over the
/// clusters, as `GroupDistances.init(seen:_:_:asked:metric:settings:)` says.
struct WeightedDistances {
  /// By asked point, the mean distance to what else weighs in its group; 0 where nothing does.
  private(set) var own: [Double]
  /// By asked point, the mean distance to the nearest other group.
  private(set) var other: [Double]
  /// Which cluster that is; the lowest among equals, −1 for none.
  private(set) var nearest: [Int32]

  /// The mean distances of the points `asked`.
  ///
  /// - Parameters:
  ///   - x: X, d × N, as the metric sees it.
  ///   - masses: what points and clusters weigh.
  ///   - asked: some of the points, ascending.
  ///   - metric: how far apart points are.
  ///   - settings: kernels, threads and stop.
  /// - Throws: `MetricError.points` for values that have no squared distances, and with `.stopped`
  ///   where the stop ended it.
  /// - Complexity: O(n·N·d) for n points asked; by the cosine O(N·d + n·k·d).
  init(
    seen x: PointMatrix, _ masses: GroupMasses, asked: [Int32], metric: ScoreMetric,
    settings: GroupDistances.Settings
  ) throws(MetricError) {
    own = Array(repeating: 0, count: asked.count)
    other = Array(repeating: .infinity, count: asked.count)
    nearest = Array(repeating: -1, count: asked.count)
    switch metric {
    case .euclidean:
      let rows = try Observations(scoring: x, threads: settings.threads).rows
      // Asked points are written out, `block` of them at a time.
      let block = max(8, settings.mostValues / x.dimensions)
      for start in stride(from: 0, to: asked.count, by: block)
      where settings.stop?.isAbandoning != true {
        measure(
          start..<min(start + block, asked.count), of: asked, to: rows, masses, settings: settings)
      }
    case .cosine: try measureCosines(x, masses, asked, settings)
    }
    if settings.stop?.isAbandoning == true { throw .points(.stopped) }
  }

  /// Looks at every pair of one of some asked points and a point.
  private mutating func measure(
    _ places: Range<Int>, of asked: [Int32], to rows: Observations.Rows, _ masses: GroupMasses,
    settings: GroupDistances.Settings
  ) {
    let origins = rows.points.selecting(asked[places].map { Int($0) })
    let distances = ToOneMean(rows, origins, settings: settings)
    let size = rows.chunkSize(threads: settings.threads)
    own.withUnsafeMutableBufferPointer { own in
      other.withUnsafeMutableBufferPointer { other in
        nearest.withUnsafeMutableBufferPointer { nearest in
          nonisolated(unsafe) let (own, other, nearest) = (own, other, nearest)
          _ = Chunks.run(
            count: places.count, size: 8, threads: settings.threads,
            makeWorker: {
              (distances.makeRoom(size), [Double](repeating: 0, count: masses.clusters))
            }
          ) { worker, range in
            for origin in range {
              Self.sum(distances, from: origin, masses, size: size, to: &worker)
              let index = places.lowerBound + origin
              let point = Int(asked[index])
              let others = masses.others(of: point)
              own[index] = others > 0 ? worker.1[Int(masses.labels[point])] / others : 0
              (other[index], nearest[index]) = masses.least(worker.1, besides: point)
            }
            return settings.stop?.isAbandoning != true
          }
        }
      }
    }
  }

  /// Σ w δ^½ from one point to every cluster, in the order of the points.
  private static func sum(
    _ distances: ToOneMean, from index: Int, _ masses: GroupMasses, size: Int,
    to worker: inout (ToOneMean.Room, [Double])
  ) {
    for cluster in worker.1.indices { worker.1[cluster] = 0 }
    for start in stride(from: 0, to: masses.weights.count, by: size) {
      let range = start..<min(start + size, masses.weights.count)
      distances.write(range, to: index, &worker.0)
      for (offset, point) in range.enumerated() {
        worker.1[Int(masses.labels[point])] +=
          masses.weights[point] * worker.0.squares[offset].squareRoot()
      }
    }
  }

  /// Goes by the means of the clusters, of unit vectors.
  private mutating func measureCosines(
    _ x: PointMatrix, _ masses: GroupMasses, _ asked: [Int32], _ settings: GroupDistances.Settings
  ) throws(MetricError) {
    let sums = try masses.dispersion(x, settings)
    let place = masses.places(in: sums)
    let found = NearestMeans(
      x.choosing(asked.map { Int($0) }), asked.map { place[Int(masses.labels[Int($0)])] },
      to: sums.means, addends: sums.clusters.map { sums.within[$0] / sums.clusterWeights[$0] },
      settings: settings)
    for (index, point) in asked.enumerated() {
      let (others, label) = (masses.others(of: Int(point)), Int(masses.labels[Int(point)]))
      own[index] = others > 0 ? 0.5 * found.own[index] * masses.totals[label] / others : 0
      other[index] = 0.5 * found.other[index]
      let group = found.group[index]
      nearest[index] = group < 0 ? -1 : Int32(sums.clusters[Int(group)])
    }
  }
}
