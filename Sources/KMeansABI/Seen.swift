// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_seen(
  _ points: UnsafePointer<kmeans_matrix>?, _ distance: UnsafePointer<CChar>?, _ threads: Int32,
  _ values: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_seen_with_stop(points, distance, threads, nil, values, error)
}

@c @implementation
public func kmeans_seen_with_stop(
  _ points: UnsafePointer<kmeans_matrix>?, _ distance: UnsafePointer<CChar>?, _ threads: Int32,
  _ stop: OpaquePointer?, _ values: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let values else { throw .null("values") }
    let distance = try Names.find(distance, "distance", usual: Clusterer.Distance.euclidean)
    let x = try PointMatrix(checking: points, below: distance.limit)
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    do throws(ObservationError) {
      try distance.seen(x, threads: number, stop: stop).write(to: values)
    } catch {
      throw Failure(error)
    }
  }
}

extension PointMatrix {
  /// Writes all values; of compressed rows the stored ones.
  fileprivate func write(to values: UnsafeMutablePointer<Double>) {
    guard let compressed else {
      let whole = scalar == .double ? self : PointMatrix(copyingAsDouble: self)
      return whole.withDoubles { values.update(from: $0, count: count * dimensions) }
    }
    var next = values
    for point in 0..<count {
      compressed[point].forEach { _, value in
        next.pointee = value
        next += 1
      }
    }
  }
}
