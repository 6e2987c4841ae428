// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_data_create(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?, _ threads: Int32,
  _ stop: OpaquePointer?, _ data: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_data_create_for(points, weights, nil, threads, stop, data, error)
}

@c @implementation
public func kmeans_data_create_for(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ data: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let data else { throw .null("data") }
    let distance = try Names.find(distance, "distance", usual: Clusterer.Distance.euclidean)
    let matrix = try PointMatrix(points)
    let weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: matrix.count)) }
    let threads = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    let x: Observations
    do throws(ObservationError) {
      x = try distance.observations(matrix, weights: weights, threads: threads, stop: stop)
    } catch {
      throw Failure(error)
    }
    data.pointee = OpaquePointer(handing: x)
  }
}

@c @implementation
public func kmeans_data_free(_ data: OpaquePointer?) {
  data?.end(Observations.self)
}

@c @implementation
public func kmeans_data_mean_variance(_ data: OpaquePointer?) -> Double {
  data?.value(Observations.self)?.meanVariance ?? .nan
}

/// A number of threads as C callers give it.
enum Threads {
  /// Nil for 0, which stands for all processors.
  static func number(_ threads: Int32) throws(Failure) -> Int? {
    guard threads >= 0 else {
      throw Failure(
        KMEANS_BAD_SETTING, "the number of threads is \(threads); it must be at least 1")
    }
    return threads == 0 ? nil : Int(threads)
  }
}
