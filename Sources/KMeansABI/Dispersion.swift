// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

/// The sums of a clustering, which C callers read.
struct LabelledDispersion: Sendable {
  let dispersion: Dispersion

  /// Sums up points and labels.
  ///
  /// - Parameter given: the points with their labels.
  /// - Throws: `Failure`.
  init(_ given: LabelledPoints) throws(Failure) {
    let counting = try given.counting()
    try self.init(given, counting, seen: given.seen(counting.x))
  }

  /// The same of points that the distance has seen.
  init(
    _ given: LabelledPoints, _ counting: ScoredPoints, seen: PointMatrix
  ) throws(Failure) {
    dispersion = try scored { () throws(MetricError) in
      try Dispersion(
        seen, counting.y, weights: counting.weights, meaning: given.meaning,
        threads: given.threads ?? Chunks.processors, kernels: .current, stop: given.stop)
    }
  }
}

@c @implementation
public func kmeans_dispersion_create(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ dispersion: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let dispersion else { throw .null("dispersion") }
    let given = try LabelledPoints(
      points, weights: weights, meaning: meaning, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    dispersion.pointee = OpaquePointer(handing: try LabelledDispersion(given))
  }
}

@c @implementation
public func kmeans_dispersion_free(_ dispersion: OpaquePointer?) {
  dispersion?.end(LabelledDispersion.self)
}

@c @implementation
public func kmeans_dispersion_read_facts(
  _ dispersion: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_dispersion_facts>?,
  _ size: Int
) -> kmeans_code {
  guard let found = dispersion?.value(LabelledDispersion.self)?.dispersion, let facts,
    isPossibleSize(size, of: kmeans_dispersion_facts.self)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  let told = kmeans_dispersion_facts(
    points: Int64(found.count), dimensions: Int64(found.dimensions),
    clusters: Int64(found.sizes.count), filled: Int64(found.clusters.count),
    weight: found.totalWeight, within: found.withinTotal, between: found.betweenTotal,
    total: found.total)
  write(told, to: facts, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_dispersion_clusters(
  _ dispersion: OpaquePointer?, _ sizes: UnsafeMutablePointer<Int64>?,
  _ weights: UnsafeMutablePointer<Double>?, _ within: UnsafeMutablePointer<Double>?,
  _ between: UnsafeMutablePointer<Double>?, _ meanDistances: UnsafeMutablePointer<Double>?,
  _ greatestDistances: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  let found = dispersion?.value(LabelledDispersion.self)?.dispersion
  _ = copy(found?.sizes.map { Int64($0) }, to: sizes)
  _ = copy(found?.clusterWeights, to: weights)
  _ = copy(found?.within, to: within)
  _ = copy(found?.between, to: between)
  _ = copy(found?.meanDistances, to: meanDistances)
  return copy(found?.greatestDistances, to: greatestDistances)
}

@c @implementation
public func kmeans_dispersion_means(
  _ dispersion: OpaquePointer?, _ means: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  guard let m = dispersion?.value(LabelledDispersion.self)?.dispersion.means else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  m.withDoubles { means?.update(from: $0, count: m.count * m.dimensions) }
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_dispersion_nearest(
  _ dispersion: OpaquePointer?, _ threads: Int32, _ nearest: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let found = try dispersion.needed(LabelledDispersion.self, "dispersion").dispersion
    let number = try Threads.number(threads)
    _ = copy(found.nearestClusters(threads: number).map { Int64($0 ?? -1) }, to: nearest)
  }
}
