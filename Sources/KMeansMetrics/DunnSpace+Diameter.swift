import KMeansCore

extension DunnSpace {
  /// The greatest δ between two points of one cluster.
  ///
  /// No two points are farther from each other than their distances to the mean sum up to. Points
  /// are in descending order of these distances, so the first ones are those that can beat the
  /// greatest known diameter with a point.
  ///
  /// - Parameter screen: nil where none pays.
  /// - Returns: the greatest δ; 0 where no cluster has two points.
  /// - Complexity: O(N²·d) at worst.
  func diameter(_ screen: DunnScreen?) -> Double {
    let widest = members.indices.sorted { radii[Int(members[$0][0])] > radii[Int(members[$1][0])] }
    var greatest = 0.0
    for cluster in widest where !isAbandoned {
      let points = members[cluster]
      // Points that equal their mean equal each other.
      if radii[Int(points[0])] == 0 { break }
      greatest = max(greatest, guess(points))
      if let screen, points.count >= 64 {
        greatest = search(cluster, from: greatest, screen: screen)
      } else {
        greatest = search(points, from: greatest)
      }
    }
    return greatest
  }

  /// δ between points that are far from each other: the farthest from the mean, the farthest from
  /// that, and so on.
  private func guess(_ points: [Int32]) -> Double {
    var greatest = 0.0
    var found = [Double](repeating: 0, count: points.count)
    var start = points[0]
    for _ in 0..<4 {
      points.withUnsafeBufferPointer { distances(of: $0, to: point(start), &found) }
      let farthest = found.indices.max { found[$0] < found[$1] } ?? 0
      guard found[farthest] > greatest else { break }
      greatest = found[farthest]
      start = points[farthest]
    }
    return greatest
  }

  /// The greatest δ between two of the points, or `known` where there is none greater.
  private func search(_ points: [Int32], from known: Double) -> Double {
    let parts = Chunks.forEach(
      count: points.count, size: 8, threads: points.count < 256 ? 1 : threads,
      makeWorker: { (greatest: known, found: [Double](repeating: 0, count: points.count)) }
    ) { worker, range in
      if isAbandoned { return }
      for first in range {
        let own = radii[Int(points[first])]
        let limit = worker.greatest.squareRoot()
        let rest = points[..<first]
        // The points ahead are farther from the mean, descending: those in reach are a prefix.
        let end = rest.partitioningIndex {
          slack.isSum(own, radii[Int($0)], under: limit)
        }
        points.withUnsafeBufferPointer {
          distances(
            of: UnsafeBufferPointer(rebasing: $0[..<end]), to: point(points[first]), &worker.found)
        }
        for index in 0..<end { worker.greatest = max(worker.greatest, worker.found[index]) }
      }
    }
    return parts.reduce(known) { max($0, $1.greatest) }
  }
}

extension DunnSpace {
  /// The same by a screen, panel by panel: against the blocks ahead whose points reach far enough.
  private func search(_ cluster: Int, from known: Double, screen: DunnScreen) -> Double {
    let points = members[cluster]
    let parts = Chunks.forEach(
      count: points.count, size: screen.width, threads: points.count < 256 ? 1 : threads,
      makeWorker: { ScreenedPairs(.farthest, known: known, screen: screen, space: self) }
    ) { pairs, range in
      if isAbandoned { return }
      let own = radii[Int(points[range.lowerBound])]
      pairs.take(points[range])
      for block in screen.blocks[cluster] where block.range.lowerBound < range.upperBound {
        let other = radii[Int(points[block.range.lowerBound])]
        if slack.isSum(own, other, under: pairs.best.squareRoot()) { break }
        pairs.compare(with: block, of: cluster)
      }
    }
    return parts.reduce(known) { max($0, $1.best) }
  }
}
