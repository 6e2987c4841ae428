/// The points that have several nearest centroids, all at the same distance.
struct Ties {
  /// Clusters whose centroids are the nearest to some points alike.
  struct Group {
    /// At least two, ascending.
    let clusters: [Int32]
    /// The points for which these and no others tie.
    let points: [Int]
  }

  /// One group a set of clusters, in no particular order.
  let groups: [Group]

  /// No point ties.
  static let none = Ties(groups: [])

  private init(groups: [Group]) { self.groups = groups }

  /// Finds the points whose label would be another if ties went to the highest number.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - m: M, k points of d features.
  ///   - labels: Y for M, ties to the lowest number.
  ///   - execution: kernels, threads and stop.
  /// - Complexity: one assignment, and O(t·k·d) for t points that tie.
  init(_ x: Observations, _ m: PointMatrix, _ labels: LabelMatrix, execution: Execution) {
    let last = m.count - 1
    let reversed = nearestLabels(
      x.points, m.selecting((0...last).reversed()), execution: execution)
    let tied = labels.values.indices.filter {
      Int(reversed.values[$0]) != last - Int(labels.values[$0])
    }
    let centroids = m.rows
    let workers = Chunks.forEach(
      count: tied.count, size: 64, threads: execution.threads, makeWorker: { [[Int32]: [Int]]() }
    ) { groups, range in
      for point in tied[range] {
        // δ has the same bits either way round.
        let distances = execution.kernels.distances(
          centroids, 0..<m.count, to: x.points.point(point))
        let least = distances.min()
        let clusters = distances.indices.filter { distances[$0] == least }.map { Int32($0) }
        groups[clusters, default: []].append(point)
      }
    }
    let all = workers.reduce(into: [[Int32]: [Int]]()) { $0.merge($1) { $0 + $1 } }
    groups = all.map { Group(clusters: $0.key, points: $0.value) }
  }
}
