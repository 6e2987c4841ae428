/// Moves of single points that lower J, after Lloyd's steps find nothing any more.
///
/// To move x of weight w from cluster a to b lowers J where
///
///     W_b/(W_b + w)·δ(x, m_b) < W_a/(W_a − w)·δ(x, m_a)
///
/// since both means move along (J. A. Hartigan, Clustering Algorithms, 1975, chapter 4; the
/// conditions are those of J. A. Hartigan and M. A. Wong, "Algorithm AS 136", Applied Statistics
/// 28, 1979, doi:10.2307/2346830). The left factor is below 1 and the right one above it, so that a
/// point may leave the cluster of its nearest centroid. Where no such move is left, no label of the
/// nearest centroid changes either, but not the other way round (M. Telgarsky and A. Vattani,
/// "Hartigan's method: k-means clustering without Voronoi", AISTATS 2010).
///
/// First all points are compared with the centroids as they are, side by side. Those that gain are
/// then taken in the order of the points, against the centroids of the moves before. Everything is
/// plain `Double` arithmetic in one order, so the bits are the same everywhere. The result is a
/// start for Lloyd's steps, which make labels and means exact.
///
/// - Complexity: O(N·k·d), less the points that lie far inside their clusters.
struct SinglePointMoves {
  let x: Observations
  let execution: Execution
  private var dimensions: Int { x.dimensions }
  let clusters: Int
  let labels: LabelMatrix
  let m: PointMatrix
  /// W, what the clusters weigh.
  private(set) var weights: [Double]
  /// How many points of positive weight the clusters have.
  private(set) var members: [Int]

  /// Gains below this share of what a point costs are roundings.
  static let leastGain = 1e-11

  /// - Parameters:
  ///   - x: X with its weights.
  ///   - m: M, the means of the clusters.
  ///   - labels: Y.
  ///   - execution: kernels, threads and stop.
  init(_ x: Observations, _ m: PointMatrix, _ labels: LabelMatrix, execution: Execution) {
    (self.x, self.m, self.labels, self.execution) = (x, m, labels, execution)
    clusters = m.count
    members = labels.sizes
    weights = x.weights.map { labels.weights($0).map(\.rounded) } ?? members.map(Double.init)
    if let own = x.weights {
      for (point, weight) in own.enumerated() where weight == 0 {
        members[Int(labels.values[point])] -= 1
      }
    }
  }

  /// The centroids after all moves.
  ///
  /// - Returns: nil where no point gains, or the run should end.
  mutating func moved() -> PointMatrix? {
    guard clusters > 1, let candidates = candidates(), !candidates.isEmpty else { return nil }
    var centroids = [Double](unsafeUninitializedCapacity: clusters * dimensions) { room, count in
      m.withDoubles { _ = room.update(from: UnsafeBufferPointer(start: $0, count: room.count)) }
      count = room.count
    }
    var labels = candidates.map { self.labels.values[$0] }
    var moves = 0
    for (index, point) in candidates.enumerated() {
      if let cluster = move(point, from: Int(labels[index]), &centroids) {
        labels[index] = Int32(cluster)
        moves += 1
      }
    }
    if moves == 0 { return nil }
    return PointMatrix(dimensions: dimensions, count: clusters) {
      _ = $0.update(from: centroids)
    }
  }

  /// Moves a point where it gains most, if anywhere.
  ///
  /// - Returns: its new cluster.
  private mutating func move(_ point: Int, from own: Int, _ centroids: inout [Double]) -> Int? {
    let w = x.rows.weight(point)
    guard members[own] > 1, weights[own] > w else { return nil }
    let values = x.points.point(point)
    let (d, k) = (dimensions, clusters)
    let distances = execution.kernels.distances(values, toAll: centroids, count: k)
    let cost = weights[own] / (weights[own] - w) * distances[own]
    var (least, best) = (cost * (1 - Self.leastGain), -1)
    for j in 0..<k where j != own {
      let other = weights[j] / (weights[j] + w) * distances[j]
      if other < least { (least, best) = (other, j) }
    }
    if best < 0 { return nil }
    let (leaving, joining) = (w / (weights[own] - w), w / (weights[best] + w))
    for l in 0..<d {
      let value = values[l]
      centroids[own * d + l] += (centroids[own * d + l] - value) * leaving
      centroids[best * d + l] += (value - centroids[best * d + l]) * joining
    }
    weights[own] -= w
    weights[best] += w
    members[own] -= 1
    members[best] += 1
    return best
  }
}

extension Kernels {
  /// δ of one point to all centroids.
  fileprivate func distances(
    _ point: [Double], toAll centroids: [Double], count: Int
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { room, filled in
      point.withUnsafeBufferPointer { point in
        centroids.withUnsafeBufferPointer { centroids in
          guard let values = point.baseAddress, let all = centroids.baseAddress,
            let base = room.baseAddress
          else { return }
          // The centroids are the points here, so that they are compared side by side: (x − m)² is
          // (m − x)² to the bit.
          distances(
            Points(all, scalar: .double, dimensions: point.count, count: count), toOne: values,
            distancesSquared: base)
        }
      }
      filled = count
    }
  }
}
