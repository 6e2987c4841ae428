/// Gives points to clusters that have lost all their weight.
///
/// The points are ordered by δ to the centroid that they belong to, the farthest first and the
/// lowest index among equals; the empty clusters take them in the order of their numbers. Points
/// that lie on their centroid (`Problem.indifference`), sole members and points without weight stay
/// where they are. This is scikit-learn's rule, made to end: a taken point leaves a δ > 0 behind,
/// so J falls.
struct Relocation {
  let problem: any Problem
  let execution: Execution

  /// Gives a point to every empty cluster, as far as there are points.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - m: the centroids to which `labels` were assigned.
  ///   - labels: Y, where points get their new clusters.
  ///   - sums: of the clusters, which the points leave and enter.
  /// - Returns: the points that moved, with the cluster that each left.
  /// - Complexity: O(N·d) when a cluster is empty, otherwise O(k).
  func relocate(
    _ x: Observations, m: PointMatrix, labels: inout LabelMatrix, sums: inout ClusterSums
  ) -> [(point: Int, from: Int32)] {
    let empty = empty(sums)
    guard !empty.isEmpty else { return [] }
    let far = farthest(x, m: m, labels: labels, limit: limit(empty, sums))
    let moves = moves(
      of: far.map { ($0.point, Int(labels.values[$0.point])) }, to: empty, rows: x.rows, sums: &sums
    )
    for move in moves { labels.values[move.point] = Int32(move.to) }
    return moves.map { ($0.point, Int32($0.from)) }
  }

  /// The clusters that shall get a point.
  func empty(_ sums: ClusterSums) -> [Int] {
    sums.members.indices.filter { sums.members[$0] == 0 && !problem.isFrozen($0) }
  }

  /// How many candidates are enough: every cluster can turn away one sole member.
  func limit(_ empty: [Int], _ sums: ClusterSums) -> Int { empty.count + sums.clusters }

  /// A point that changes its cluster.
  struct Move {
    let point: Int
    let from: Int
    let to: Int
  }

  /// Moves candidates to empty clusters, as far as they may leave theirs.
  ///
  /// - Parameters:
  ///   - candidates: points and their clusters, in the order of candidates.
  ///   - empty: the clusters without weight, in the order of their numbers.
  ///   - rows: the points, with their weights.
  ///   - sums: of the clusters, which the points leave and enter.
  /// - Returns: the points that moved.
  func moves(
    of candidates: [(point: Int, from: Int)], to empty: [Int], rows: Observations.Rows,
    sums: inout ClusterSums
  ) -> [Move] {
    var moves: [Move] = []
    for (point, old) in candidates where moves.count < empty.count {
      guard sums.members[old] > 1 else { continue }
      let new = empty[moves.count]
      sums.add(point, of: rows, to: old, removing: true, kernels: execution.kernels)
      sums.add(point, of: rows, to: new, kernels: execution.kernels)
      moves.append(Move(point: point, from: old, to: new))
    }
    return moves
  }

  /// A point and its δ to its own centroid.
  struct Candidate: Comparable {
    let distance: Double
    let point: Int
    /// Farther first, then the lower index.
    static func < (a: Candidate, b: Candidate) -> Bool {
      a.distance != b.distance ? a.distance > b.distance : a.point < b.point
    }
  }

  /// The first `limit` points in the order of candidates.
  func farthest(
    _ x: Observations, m: PointMatrix, labels: LabelMatrix, limit: Int
  ) -> [Candidate] {
    let rows = x.rows
    let size = rows.chunkSize(threads: execution.threads)
    let exact = ExactDistances(rows, m, kernels: execution.kernels, threads: execution.threads)
    return labels.values.withUnsafeBufferPointer { labels in
      nonisolated(unsafe) let labels = labels
      let workers = Chunks.forEach(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: { (best: [Candidate](), exact: exact.makeWorker(chunk: size)) }
      ) { worker, range in
        guard let own = labels.baseAddress.map({ $0 + range.lowerBound }) else { return }
        exact.toAssigned(range, own, &worker.exact)
        for (offset, point) in range.enumerated()
        where worker.exact.distances[offset] > problem.indifference && rows.weight(point) > 0 {
          worker.best.append(Candidate(distance: worker.exact.distances[offset], point: point))
        }
        // Cut short now and then, so that memory stays O(limit + chunk).
        if worker.best.count > 4 * limit { worker.best = Array(worker.best.sorted().prefix(limit)) }
      }
      return Array(workers.lazy.flatMap(\.best).sorted().prefix(limit))
    }
  }
}
