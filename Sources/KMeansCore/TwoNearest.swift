/// The cluster of every point and the nearest other one: how sure a label is.
///
/// All distances are the truth by which labels go, δ in `Double`, so the bits are the same for any
/// number of threads and any instruction set. Of equally near others the lowest is the second.
public struct TwoNearest: Sendable, Hashable {
  /// Y: the nearest centroid, the lowest of equally near ones; or labels that were given.
  public let labels: LabelMatrix
  /// δ of every point to the centroid of its cluster.
  public let distancesSquared: [Double]
  /// The nearest of the other centroids, from 0; −1 where there is one centroid only.
  public let seconds: [Int32]
  /// δ of every point to that centroid; infinite where there is none.
  public let secondDistancesSquared: [Double]
  /// How far apart points are.
  public let distance: Clusterer.Distance

  /// How far every point lies from its centroid: √δ, and 1 − cos by the cosine.
  public var distances: [Double] { distancesSquared.map(distance.length) }

  /// How far every point lies from the second centroid; infinite where there is none.
  public var secondDistances: [Double] { secondDistancesSquared.map(distance.length) }

  /// (b − a) / max(a, b) for the distances a to the own centroid and b to the second: 1 on the
  /// centroid, 0 on the border to the second cluster, and where both are 0; 1 where there is no
  /// second. It is the simplified silhouette of the point, and below 0 only where labels were
  /// given, as those of splits are.
  public var margins: [Double] {
    zip(distancesSquared, secondDistancesSquared).map { own, other in
      let (a, b) = (distance.length(own), distance.length(other))
      if b == .infinity { return 1 }
      return a == b ? 0 : (b - a) / max(a, b)
    }
  }

  /// Finds them.
  ///
  /// - Parameters:
  ///   - x: X, d × N; every value finite and below 2⁴⁸⁰ in size.
  ///   - m: M, k ≥ 1 points of d features, every value finite.
  ///   - labels: Y, where something else than the nearest centroid decided it; nil for the nearest.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors; the result is the same for any number.
  ///   - stop: ends the work early.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Precondition: there is a centroid, and a label for every point, if there are any.
  /// - Complexity: O(N·k·d).
  public init(
    _ x: PointMatrix, _ m: PointMatrix, labels: LabelMatrix? = nil,
    distance: Clusterer.Distance = .euclidean, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(ClusteringError) {
    precondition(m.count > 0, "there is a centroid")
    precondition(labels.map { $0.count == x.count } ?? true, "there is a label for every point")
    let seen = try SeenPoints(x, m, distance: distance, threads: threads, stop: stop)
    var found = labels ?? LabelMatrix(unset: x.count, clusters: m.count)
    var own = [Double](repeating: 0, count: x.count)
    var others = [Double](repeating: .infinity, count: x.count)
    var seconds = [Int32](repeating: -1, count: x.count)
    let isComplete = found.withPointer { labelsRoom in
      own.withUnsafeMutableBufferPointer { own in
        others.withUnsafeMutableBufferPointer { others in
          seconds.withUnsafeMutableBufferPointer { seconds in
            let room = Room(
              labels: labelsRoom, isGiven: labels != nil, own: own, others: others,
              seconds: seconds)
            return room.fill(by: seen, clusters: m.count)
          }
        }
      }
    }
    guard isComplete else { throw .stopped }
    (self.labels, distancesSquared) = (found, own)
    (self.seconds, secondDistancesSquared, self.distance) = (seconds, others, distance)
  }
}

/// Room for what is found, which the threads fill by point.
private struct Room {
  let labels: UnsafeMutablePointer<Int32>
  let isGiven: Bool
  let own, others: UnsafeMutableBufferPointer<Double>
  let seconds: UnsafeMutableBufferPointer<Int32>

  /// Looks at all points.
  ///
  /// - Returns: whether it came to the end.
  func fill(by seen: SeenPoints, clusters k: Int) -> Bool {
    nonisolated(unsafe) let room = self
    let batch = max(1, min(seen.chunk, (1 << 14) / k))
    return Chunks.run(
      count: own.count, size: seen.chunk, threads: seen.execution.threads,
      makeWorker: { (Slab<Double>(uninitialized: batch * k), seen.exact.makeScratch()) }
    ) { worker, range in
      for first in stride(from: range.lowerBound, to: range.upperBound, by: batch) {
        if seen.execution.control.isStopped { return false }
        let points = first..<min(first + batch, range.upperBound)
        seen.exact.toAll(points, worker.0.base, worker.1)
        for (index, point) in points.enumerated() {
          room.enter(point, UnsafeBufferPointer(start: worker.0.base + index * k, count: k))
        }
      }
      return true
    }.complete
  }

  /// Enters what the distances of a point to all centroids tell.
  private func enter(_ point: Int, _ distances: UnsafeBufferPointer<Double>) {
    if !isGiven {
      var nearest = 0
      for j in distances.indices.dropFirst() where distances[j] < distances[nearest] {
        nearest = j
      }
      labels[point] = Int32(nearest)
    }
    let label = Int(labels[point])
    own[point] = distances[label]
    for j in distances.indices where j != label && distances[j] < others[point] {
      (others[point], seconds[point]) = (distances[j], Int32(j))
    }
  }
}

extension Clustering {
  /// The clusters of further points, how far these lie from their centroids, and the nearest other
  /// clusters.
  ///
  /// - Parameters:
  ///   - points: d × n, as the fit had them.
  ///   - threads: nil for all processors; the result is the same for any number.
  /// - Returns: one of each a point, with the labels of `labels(of:)`.
  /// - Throws: `ClusteringError`, as `NearestCentroids` does.
  /// - Complexity: O(n·k·d).
  public func twoNearest(
    of points: PointMatrix, threads: Int? = nil
  ) throws(ClusteringError) -> TwoNearest {
    try TwoNearest(
      points, centroids, labels: bisection == nil ? nil : try labels(of: points),
      distance: configuration.distance, threads: threads)
  }
}
