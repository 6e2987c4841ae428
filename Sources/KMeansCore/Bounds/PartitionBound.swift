/// The least J of parts of the points, summed up: no clustering costs less, because what it does to
/// a part costs at least the part's own least J with k clusters.
///
/// A. Croella, V. Piccialli, A. Russo and A. Sudoso, "Strong bounds for large-scale minimum
/// sum-of-squares clustering", arXiv:2502.08397. A part is worth most where it looks like the
/// whole: so every part gets points of every cluster of a good clustering, in proportion, from near
/// their centroids to far. Its least J is found by `PartOptimum`. Larger parts are worth more, and
/// take much longer. So parts grow from twice k points, as long as there are steps left; a single
/// part is the optimum itself.
struct PartitionBound {
  /// The greatest sum, rounded downwards.
  private(set) var value = 0.0
  /// Whether it is the least J of all points, but for rounding.
  private(set) var isOptimum = false

  /// The most points of a part.
  private static let mostPoints = 480

  private let x: Observations
  private let labels: LabelMatrix
  private let clusters: Int
  private let execution: Execution

  /// - Parameters:
  ///   - x: X with its weights.
  ///   - labels: a clustering of them.
  ///   - clusters: k, at least 2.
  ///   - steps: about how many labels may be tried in all parts together.
  ///   - execution: threads and stop.
  init(
    _ x: Observations, _ labels: LabelMatrix, clusters: Int, steps: Int, execution: Execution
  ) {
    (self.x, self.labels, self.clusters, self.execution) = (x, labels, clusters, execution)
    let ranked = ranked()
    var (left, size) = (steps, 2 * clusters)
    while min(ranked.count, size) > clusters, execution.control.poll() == nil {
      let parts = max(1, ranked.count / size)
      guard ranked.count / parts <= Self.mostPoints, left / parts >= size else { return }
      let found = bounds(ranked, parts: parts, most: left / parts)
      left -= found.reduce(0) { $0 + $1.steps }
      let sum = found.reduce(0) { ($0 + $1.bound).nextDown }
      isOptimum = parts == 1 && found[0].isWhole
      // Parts that are too large to be searched have little to say.
      if parts == 1 || (sum <= value && found.contains { !$0.isWhole }) {
        value = max(value, sum)
        return
      }
      value = max(value, sum)
      size = parts == 2 ? ranked.count : size + max(size / 2, 1)
    }
  }

  private struct Found {
    var bound = 0.0
    var isWhole = false
    var steps = 0
  }

  /// A point, and its place in its cluster: from 0 near the centroid to 1 far from it.
  private struct Ranked {
    let place: Double
    let cluster: Int
    let point: Int

    static func precedes(_ a: Ranked, _ b: Ranked) -> Bool {
      (a.place, a.cluster, a.point) < (b.place, b.cluster, b.point)
    }
  }

  /// The points that weigh anything, cluster after cluster, each from near to far: they are dealt
  /// to the parts one by one.
  private func ranked() -> [Ranked] {
    var groups = [[(distance: Double, point: Int)]](repeating: [], count: labels.clusters)
    let means = ClusterMeans(x, labels)
    x.rows.forEach(PointNumbers(0..<x.count)) { point, values in
      let label = Int(labels.values[point])
      guard label >= 0, x.rows.weight(point) > 0 else { return }
      var square = 0.0
      for l in 0..<x.dimensions {
        let difference = values[l] - means[label, l]
        square += difference * difference
      }
      groups[label].append((square, point))
    }
    var all: [Ranked] = []
    all.reserveCapacity(x.count)
    for (cluster, var group) in groups.enumerated() {
      group.sort { ($0.distance, $0.point) < ($1.distance, $1.point) }
      for (index, member) in group.enumerated() {
        let place = (Double(index) + 0.5) / Double(group.count)
        all.append(Ranked(place: place, cluster: cluster, point: member.point))
      }
    }
    return all
  }

  /// The least J of every part, as far as the steps go.
  private func bounds(_ ranked: [Ranked], parts: Int, most: Int) -> [Found] {
    let found = Slab<(Double, Int, Bool)>(uninitialized: parts)
    _ = Chunks.run(
      count: parts, size: 1, threads: execution.threads, makeWorker: {}
    ) { _, range in
      for part in range {
        let optimum = self.optimum(ranked, part, of: parts, most: most)
        found.base[part] = (optimum.bound, optimum.steps, optimum.isWhole)
      }
      return true
    }
    return (0..<parts).map { part in
      let (bound, steps, isWhole) = found.base[part]
      return Found(bound: bound, isWhole: isWhole, steps: steps)
    }
  }

  private func optimum(_ ranked: [Ranked], _ part: Int, of parts: Int, most: Int) -> PartOptimum {
    let members = stride(from: part, to: ranked.count, by: parts).map { ranked[$0] }
      .sorted(by: Ranked.precedes)
    return PartOptimum(
      members.map { x.points.point($0.point) }, weights: members.map { x.rows.weight($0.point) },
      labels: members.map(\.cluster), clusters: clusters, most: most, control: execution.control)
  }
}

/// The means of clusters, as they round: they only order points.
private struct ClusterMeans {
  private var values: [Double]
  private let dimensions: Int

  init(_ x: Observations, _ labels: LabelMatrix) {
    let d = x.dimensions
    dimensions = d
    var sums = [Double](repeating: 0, count: labels.clusters * d)
    var totals = [Double](repeating: 0, count: labels.clusters)
    x.rows.forEach(PointNumbers(0..<x.count)) { point, values in
      let (label, weight) = (Int(labels.values[point]), x.rows.weight(point))
      guard label >= 0 else { return }
      totals[label] += weight
      for l in 0..<d { sums[label * d + l] += weight * values[l] }
    }
    for index in sums.indices where totals[index / d] > 0 { sums[index] /= totals[index / d] }
    values = sums
  }

  subscript(cluster: Int, feature: Int) -> Double { values[cluster * dimensions + feature] }
}
