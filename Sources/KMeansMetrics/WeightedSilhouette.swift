import KMeansCore

/// Silhouettes of points with weights: a and b are weighted mean distances, and so is their mean
/// over the points.
///
/// With W_c the weight of a cluster and w that of the point itself, a = Σ w′ δ^½ / (W_c − w) over
/// the others of its own cluster, and b = Σ w′ δ^½ / W_c over the nearest other cluster. Weights
/// are importance: all of them times a number changes nothing, and equal ones give `Silhouette`.
/// (M. Studer, WeightedCluster, LIVES Working Papers 24, 2013, has the same sums with the point
/// itself in W_c.)
struct WeightedSilhouette {
  /// s of the points asked.
  let values: [Double]
  /// Σ w s / Σ w over them.
  let mean: Double
  /// The weighted mean of every cluster's points asked; 0 for a cluster without any.
  let byCluster: [Double]

  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - weights: one a point, all positive.
  ///   - asked: some of the points, ascending; nil for all.
  ///   - settings: kernels, threads and stop.
  /// - Throws: `MetricError` as `Silhouette` does.
  /// - Complexity: O(n·N·d) for n points asked, every pair looked at.
  init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double], asked: [Int32]? = nil,
    settings: GroupDistances.Settings
  ) throws(MetricError) {
    try y.checkComparable(points: x.count)
    let rows = try Observations(scoring: x, threads: settings.threads).rows
    let asked = asked ?? (0..<Int32(x.count)).map { $0 }
    let groups = Groups(y)
    var masses = [Double](repeating: 0, count: groups.clusters.count)
    for (label, weight) in zip(groups.labels, weights) { masses[Int(label)] += weight }
    let origins = PointMatrix(dimensions: x.dimensions, count: asked.count) { values in
      for (index, point) in asked.enumerated() {
        for (feature, value) in x.point(Int(point)).enumerated() {
          values[index * x.dimensions + feature] = value
        }
      }
    }
    let distances = ToOneMean(rows, origins, settings: settings)
    let size = rows.chunkSize(threads: settings.threads)
    var found = [Double](repeating: 0, count: asked.count)
    found.withUnsafeMutableBufferPointer { found in
      nonisolated(unsafe) let found = found
      _ = Chunks.run(
        count: asked.count, size: 8, threads: settings.threads,
        makeWorker: { (distances.makeRoom(size), [Double](repeating: 0, count: masses.count + 1)) }
      ) { worker, range in
        for index in range {
          let point = Int(asked[index])
          Self.sum(
            distances, from: index, of: point, groups: groups, weights: weights, size: size,
            to: &worker)
          found[index] = Self.silhouette(worker.1, own: Int(groups.labels[point]), masses)
        }
        return settings.stop?.isAbandoning != true
      }
    }
    if settings.stop?.isAbandoning == true { throw .points(.stopped) }
    values = found
    let own = asked.map { weights[Int($0)] }
    mean = weightedMean(found, own)
    let labels = asked.map { groups.labels[Int($0)] }
    byCluster = groups.spread(
      groups.clusters.indices.map { cluster in
        let members = labels.indices.filter { labels[$0] == Int32(cluster) }
        return weightedMean(members.map { found[$0] }, members.map { own[$0] })
      })
  }

  /// Σ w δ^½ from one point to every group, in the order of the points; and, last, what the others
  /// of its own group weigh.
  private static func sum(
    _ distances: ToOneMean, from index: Int, of own: Int, groups: Groups, weights: [Double],
    size: Int, to worker: inout (ToOneMean.Room, [Double])
  ) {
    let last = worker.1.count - 1
    for group in worker.1.indices { worker.1[group] = 0 }
    for start in stride(from: 0, to: weights.count, by: size) {
      let range = start..<min(start + size, weights.count)
      distances.write(range, to: index, &worker.0)
      for (offset, point) in range.enumerated() {
        let group = Int(groups.labels[point])
        worker.1[group] += weights[point] * worker.0.squares[offset].squareRoot()
        if group == Int(groups.labels[own]) && point != own { worker.1[last] += weights[point] }
      }
    }
  }

  private static func silhouette(
    _ sums: [Double], own: Int, _ masses: [Double]
  ) -> Double {
    // A point alone in its cluster has 0.
    let others = sums[masses.count]
    guard others > 0 else { return 0 }
    let a = sums[own] / others
    var b = Double.infinity
    for group in masses.indices where group != own { b = min(b, sums[group] / masses[group]) }
    return max(a, b) > 0 ? (b - a) / max(a, b) : 0
  }
}

/// Σ w v / Σ w, exact and rounded once; 0 for no values.
func weightedMean(_ values: [Double], _ weights: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  var (sum, total) = (ExactSum(), ExactSum())
  for (value, weight) in zip(values, weights) {
    sum.addProduct(value, weight)
    total.add(weight)
  }
  return total.value.isZero ? 0 : sum.value.quotient(by: total.value)
}
