// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_calinski_harabasz(
  _ dispersion: OpaquePointer?, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  LabelledDispersion.score(dispersion, 0, value, error: error) { (found, _) throws(MetricError) in
    try found.calinskiHarabaszIndex()
  }
}

@c @implementation
public func kmeans_davies_bouldin(
  _ dispersion: OpaquePointer?, _ threads: Int32, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  LabelledDispersion.score(dispersion, threads, value, error: error) {
    (found, threads) throws(MetricError) in
    try found.daviesBouldinIndex(threads: threads)
  }
}

@c @implementation
public func kmeans_dunn_of_means(
  _ dispersion: OpaquePointer?, _ threads: Int32, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  LabelledDispersion.score(dispersion, threads, value, error: error) {
    (found, threads) throws(MetricError) in
    try found.dunnIndexOfMeans(threads: threads)
  }
}

@c @implementation
public func kmeans_bayesian_information(
  _ dispersion: OpaquePointer?, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  LabelledDispersion.score(dispersion, 0, value, error: error) { (found, _) throws(MetricError) in
    try found.bayesianInformationCriterion()
  }
}

extension LabelledDispersion {
  /// Writes a score of the sums of a clustering.
  fileprivate static func score(
    _ dispersion: OpaquePointer?, _ threads: Int32, _ value: UnsafeMutablePointer<Double>?,
    error: UnsafeMutablePointer<OpaquePointer?>?,
    _ body: (Dispersion, Int?) throws(MetricError) -> Double
  ) -> kmeans_code {
    attempt(reportingTo: error) { () throws(Failure) in
      let found = try dispersion.needed(LabelledDispersion.self, "dispersion").dispersion
      guard let value else { throw .null("value") }
      let number = try Threads.number(threads)
      value.pointee = try scored { () throws(MetricError) in try body(found, number) }
    }
  }
}

@c @implementation
public func kmeans_dunn(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let value else { throw .null("value") }
    let given = try LabelledPoints(
      points, weights: weights, meaning: meaning, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    let counting = try given.counting()
    let seen = try given.seen(counting.x)
    let sums = try LabelledDispersion(given, counting, seen: seen).dispersion
    value.pointee = try scored { () throws(MetricError) in
      try sums.dunnIndex(of: seen, counting.y, threads: given.threads, stop: given.stop)
    }
  }
}

@c @implementation
public func kmeans_centroid_index(
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ others: UnsafePointer<Double>?,
  _ othersCount: Int64, _ dimensions: Int64, _ index: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let index else { throw .null("index") }
    try checkInstructionSet()
    let d = try Int(featuresOfCentroids: dimensions)
    let m = try PointMatrix(centroids: centroids, clusters: clusters, dimensions: d)
    let others = try PointMatrix(centroids: others, clusters: othersCount, dimensions: d)
    index.pointee = Int64(
      try scored { () throws(MetricError) in try m.centroidIndex(with: others) })
  }
}
