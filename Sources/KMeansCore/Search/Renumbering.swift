/// The clusters of a run under the numbers that an order, or another clustering, gives them.
///
/// Ties go to the lowest of the new numbers. So a point that ties may change its cluster, which may
/// change the sizes that the order goes by. `order` and `labels` agree. Where sizes have limits,
/// points stay in their clusters.
struct Renumbering {
  /// The old numbers of the clusters in their new order.
  let order: [Int]
  /// Y in the new numbers, ties to the lowest of them.
  let labels: LabelMatrix
  /// The points, by index, that changed their cluster.
  let moved: [Int]

  /// Finds the numbers.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - m: M, k points of d features.
  ///   - found: Y for M in the old numbers.
  ///   - numbering: which cluster comes first.
  ///   - movesTies: whether points that tie go to the lowest of the new numbers.
  ///   - execution: kernels, threads and stop.
  /// - Complexity: one assignment, O(N + k·log k), and O(t·k·d) for t points that tie.
  init(
    _ x: Observations, _ m: PointMatrix, _ found: LabelMatrix, by numbering: Numbering,
    movesTies: Bool = true, execution: Execution
  ) {
    let ties = movesTies ? Ties(x, m, found, execution: execution) : .none
    order =
      switch numbering {
      case .order(let order): order.permutation(m, found, ties, weights: x.weights)
      case .reference(let reference): CentroidMatching(m, reference: reference).order
      }
    var new = [Int32](repeating: 0, count: m.count)
    for (position, old) in self.order.enumerated() { new[old] = Int32(position) }
    var labels = found
    labels.values = found.values.map { new[Int($0)] }
    var moved: [Int] = []
    for group in ties.groups {
      let lowest = group.clusters.map { new[Int($0)] }.min() ?? 0
      for point in group.points where labels.values[point] != lowest {
        labels.values[point] = lowest
        moved.append(point)
      }
    }
    (self.labels, self.moved) = (labels, moved)
  }
}

extension Clusterer.Order {
  /// The old numbers of the clusters in their new order.
  fileprivate func permutation(
    _ m: PointMatrix, _ labels: LabelMatrix, _ ties: Ties, weights: [Double]?
  ) -> [Int] {
    let points = (0..<m.count).map { m.point($0) }
    let byCentroid = points.indices.sorted {
      points[$0] != points[$1] ? points[$0].lexicographicallyPrecedes(points[$1]) : $0 < $1
    }
    return switch self {
    case .asFound: Array(points.indices)
    case .first: byCentroid
    case .size: Self.bySize(byCentroid, labels, ties, weights)
    }
  }

  /// The largest first, where a cluster has all the points that tie between it and later ones.
  ///
  /// The next number goes to the cluster that would be the largest with all its tied points that no
  /// earlier cluster took. The others can only lose points by that, so sizes never rise.
  ///
  /// - Parameters:
  ///   - equals: the clusters in the order that decides between equal sizes.
  ///   - labels: Y in the old numbers.
  ///   - ties: the points that tie.
  ///   - weights: what points weigh, which is their size; nil for 1 each.
  /// - Returns: the old numbers in their new order.
  private static func bySize(
    _ equals: [Int], _ labels: LabelMatrix, _ ties: Ties, _ weights: [Double]?
  ) -> [Int] {
    var sizes = labels.weights(weights)
    var groups = [[Int]](repeating: [], count: sizes.count)
    var tied = [Dyadic](repeating: .zero, count: ties.groups.count)
    for (index, group) in ties.groups.enumerated() {
      for cluster in group.clusters { groups[Int(cluster)].append(index) }
      for point in group.points {
        let (own, weight) = (Int(labels.values[point]), Dyadic(weights?[point] ?? 1))
        tied[index] += weight
        sizes[own] = sizes[own] - weight
      }
    }
    for (index, group) in ties.groups.enumerated() {
      for cluster in group.clusters { sizes[Int(cluster)] += tied[index] }
    }
    var rank = [Int](repeating: 0, count: sizes.count)
    for (position, cluster) in equals.enumerated() { rank[cluster] = position }
    typealias Entry = (size: Dyadic, cluster: Int)
    let isLater = { (a: Entry, b: Entry) in
      a.size != b.size ? a.size < b.size : rank[a.cluster] > rank[b.cluster]
    }
    // The next one last.
    var queue = sizes.indices.map { Entry(sizes[$0], $0) }.sorted(by: isLater)
    var isTaken = [Bool](repeating: false, count: ties.groups.count)
    var order: [Int] = []
    while let entry = queue.popLast() {
      let cluster = entry.cluster
      guard entry.size == sizes[cluster] else {
        // It has lost points since it was put here.
        let smaller = Entry(sizes[cluster], cluster)
        queue.insert(smaller, at: queue.partitioningIndex { !isLater($0, smaller) })
        continue
      }
      order.append(cluster)
      for group in groups[cluster] where !isTaken[group] {
        isTaken[group] = true
        for other in ties.groups[group].clusters where other != cluster {
          sizes[Int(other)] = sizes[Int(other)] - tied[group]
        }
      }
    }
    return order
  }
}
