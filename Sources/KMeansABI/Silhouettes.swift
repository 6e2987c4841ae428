// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_silhouettes(
  _ points: UnsafePointer<kmeans_matrix>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ values: UnsafeMutablePointer<Double>?, _ mean: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_weighted_silhouettes(
    points, nil, nil, labels, clusters, distance, threads, stop, values, mean, error)
}

@c @implementation
public func kmeans_weighted_silhouettes(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ values: UnsafeMutablePointer<Double>?, _ mean: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let given = try LabelledPoints(
      points, weights: weights, meaning: meaning, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    let found = try scored { () throws(MetricError) in
      guard let weights = given.weights else {
        return try Silhouette(
          given.x, given.y, metric: given.metric, threads: given.threads, stop: given.stop)
      }
      return try Silhouette(
        given.x, given.y, weights: weights, meaning: given.meaning, metric: given.metric,
        threads: given.threads, stop: given.stop)
    }
    mean?.pointee = found.mean
    _ = copy(found.values, to: values)
  }
}

@c @implementation
public func kmeans_simplified_silhouettes(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ values: UnsafeMutablePointer<Double>?, _ mean: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let given = try LabelledPoints(
      points, weights: weights, meaning: meaning, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    let found = try scored { () throws(MetricError) in
      guard let weights = given.weights else {
        return try SimplifiedSilhouette(
          given.x, given.y, metric: given.metric, threads: given.threads, stop: given.stop)
      }
      return try SimplifiedSilhouette(
        given.x, given.y, weights: weights, meaning: given.meaning, metric: given.metric,
        threads: given.threads, stop: given.stop)
    }
    mean?.pointee = found.mean
    _ = copy(found.values, to: values)
  }
}
