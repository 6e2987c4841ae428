import KMeansCore

extension DunnSpace {
  /// The least δ between points of two clusters.
  ///
  /// Pairs of clusters come with the least lower bound first. Of a pair, only points in reach of
  /// the other's outermost take part, and of these only pairs whose distances to either mean
  /// differ by no more than the least known distance.
  ///
  /// - Parameter screen: nil where none pays.
  /// - Returns: the least δ.
  /// - Complexity: O(N²·d) at worst.
  func separation(_ screen: DunnScreen?) -> Double {
    var least = guess()
    for pair in pairs(limit: least.squareRoot()) where least > 0 && !isAbandoned {
      if isApart(pair, by: least.squareRoot()) { continue }
      least = min(least, search(pair, known: least, screen: screen))
    }
    return least
  }

  /// Two clusters, how far their means are from each other, and how far their outermost points
  /// reach together.
  private struct Pair {
    let first: Int
    let second: Int
    let distance: Double
    let reach: Double
  }

  /// The pairs of clusters with points that may be within `limit` of each other, those that may
  /// come closest first.
  private func pairs(limit: Double) -> [Pair] {
    let reach = members.map { radii[Int($0[0])] }
    let pairs = MeanDistances(means: means, threads: threads, kernels: kernels).map {
      first, distances in
      (first + 1..<distances.count).compactMap { second -> Pair? in
        let pair = Pair(
          first: first, second: second, distance: distances[second],
          reach: reach[first] + reach[second])
        return isApart(pair, by: limit) ? nil : pair
      }
    }
    return pairs.joined().sorted { $0.distance - $0.reach < $1.distance - $1.reach }
  }

  /// Whether all points of the clusters are certainly more than `limit` from each other.
  private func isApart(_ pair: Pair, by limit: Double) -> Bool {
    pair.distance > pair.reach && slack.isGap(pair.distance, pair.reach, over: limit)
  }

  /// δ between points that are near each other: of every cluster's outermost point to all others.
  private func guess() -> Double {
    var least = Double.infinity
    var found: [Double] = []
    for cluster in members.indices.prefix(8) {
      let other = cluster == 0 ? members.count - 1 : 0
      found = Array(repeating: 0, count: members[other].count)
      members[other].withUnsafeBufferPointer {
        distances(of: $0, to: point(members[cluster][0]), &found)
      }
      least = min(least, found.min() ?? .infinity)
    }
    return least
  }

  /// A point of one cluster, with its distances (not squared) to both means.
  private struct Candidate {
    let point: Int32
    /// To the mean of its own cluster.
    let own: Double
    /// To the mean of the other.
    let other: Double
  }

  /// The points of a cluster that may be within `limit` of a point of another one.
  private func candidates(of cluster: Int, near other: Int, limit: Double) -> [Candidate] {
    let points = members[cluster]
    let reach = radii[Int(members[other][0])]
    var found = [Double](repeating: 0, count: points.count)
    let center = means.point(other)
    points.withUnsafeBufferPointer { distances(of: $0, to: center, &found) }
    return points.indices.compactMap { index in
      let distance = found[index].squareRoot()
      if distance > reach, slack.isGap(distance, reach, over: limit) { return nil }
      return Candidate(point: points[index], own: radii[Int(points[index])], other: distance)
    }
  }

  /// The least δ between points of two clusters, or `known` where there is none less.
  private func search(_ pair: Pair, known: Double, screen: DunnScreen?) -> Double {
    let limit = known.squareRoot()
    let first = candidates(of: pair.first, near: pair.second, limit: limit)
    if let screen, first.count * members[pair.second].count >= 1 << 12 {
      return search(first.map(\.point), pair.second, known: known, screen: screen)
    }
    // Sorted by the distance to the first's mean.
    let second = candidates(of: pair.second, near: pair.first, limit: limit)
      .sorted { $0.other < $1.other }
    if first.isEmpty || second.isEmpty { return known }
    let isSmall = first.count * second.count < 1 << 16
    let parts = Chunks.forEach(
      count: first.count, size: 8, threads: isSmall ? 1 : threads,
      makeWorker: {
        (least: known, near: [Int32](), found: [Double](repeating: 0, count: second.count))
      }
    ) { worker, range in
      if isAbandoned { return }
      for candidate in first[range] where worker.least > 0 {
        select(from: second, for: candidate, limit: worker.least.squareRoot(), into: &worker.near)
        worker.near.withUnsafeBufferPointer {
          distances(of: $0, to: point(candidate.point), &worker.found)
        }
        for index in worker.near.indices { worker.least = min(worker.least, worker.found[index]) }
      }
    }
    return parts.reduce(known) { min($0, $1.least) }
  }

  /// The same by a screen that looks at all points of the second cluster.
  private func search(
    _ points: [Int32], _ cluster: Int, known: Double, screen: DunnScreen
  ) -> Double {
    let isSmall = points.count * members[cluster].count < 1 << 16
    let parts = Chunks.forEach(
      count: points.count, size: screen.width, threads: isSmall ? 1 : threads,
      makeWorker: { ScreenedPairs(.nearest, known: known, screen: screen, space: self) }
    ) { pairs, range in
      if isAbandoned { return }
      pairs.take(points[range])
      for block in screen.blocks[cluster] { pairs.compare(with: block, of: cluster) }
    }
    return parts.reduce(known) { min($0, $1.best) }
  }

  /// The points of `second` that may be within `limit` of a candidate of the first cluster.
  private func select(
    from second: [Candidate], for candidate: Candidate, limit: Double, into near: inout [Int32]
  ) {
    near.removeAll(keepingCapacity: true)
    let start = second.partitioningIndex {
      !($0.other < candidate.own && slack.isGap($0.other, candidate.own, over: limit))
    }
    for other in second[start...] {
      if slack.isGap(other.other, candidate.own, over: limit) { break }
      if !slack.isGap(other.own, candidate.other, over: limit) { near.append(other.point) }
    }
  }
}
