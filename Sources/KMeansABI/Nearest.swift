// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_nearest_two(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: Int64, _ given: UnsafePointer<Int32>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ labels: UnsafeMutablePointer<Int32>?, _ distances: UnsafeMutablePointer<Double>?,
  _ seconds: UnsafeMutablePointer<Int32>?, _ secondDistances: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try PointMatrix(checking: points, below: .infinity)
    let m = try PointMatrix(centroids: centroids, clusters: clusters, dimensions: x.dimensions)
    let known = try given.map { given throws(Failure) in
      try LabelMatrix(reading: given, count: x.count, clusters: m.count)
    }
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    do throws(ClusteringError) {
      let found = try TwoNearest(x, m, labels: known, threads: number, stop: stop)
      copyOut(found.labels.values, to: labels)
      copyOut(found.distancesSquared, to: distances)
      copyOut(found.seconds, to: seconds)
      copyOut(found.secondDistancesSquared, to: secondDistances)
    } catch {
      throw Failure(error)
    }
  }
}

@c @implementation
public func kmeans_quartiles(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ labels: UnsafePointer<Int32>?, _ centroids: UnsafePointer<Double>?, _ clusters: Int64,
  _ threads: Int32, _ stop: OpaquePointer?, _ quartiles: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try PointMatrix(checking: points, below: .infinity)
    let m = try PointMatrix(centroids: centroids, clusters: clusters, dimensions: x.dimensions)
    guard let labels else { throw .null("labels") }
    guard let quartiles else { throw .null("quartiles") }
    let y = try LabelMatrix(reading: labels, count: x.count, clusters: m.count)
    let weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: x.count)) }
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    do {
      if let weights { try Observations.check(weights, count: x.count) }
      let found = try DistanceQuartiles(x, y, m, weights: weights, threads: number, stop: stop)
      for cluster in 0..<m.count {
        quartiles[3 * cluster] = found.lower[cluster]
        quartiles[3 * cluster + 1] = found.median[cluster]
        quartiles[3 * cluster + 2] = found.upper[cluster]
      }
    } catch let error as ObservationError {
      throw Failure(error)
    } catch let error as ClusteringError {
      throw Failure(error)
    } catch {
      preconditionFailure("nothing else is thrown: \(error)")
    }
  }
}

extension LabelMatrix {
  /// Labels of a C caller, checked.
  fileprivate init(
    reading labels: UnsafePointer<Int32>, count: Int, clusters: Int
  ) throws(Failure) {
    do throws(MatrixError) {
      try self.init(
        clusters: clusters, labels: Array(UnsafeBufferPointer(start: labels, count: count)))
    } catch {
      throw Failure(error)
    }
  }
}

/// Writes values where the caller wants them.
private func copyOut<Value>(_ values: [Value], to memory: UnsafeMutablePointer<Value>?) {
  values.withUnsafeBufferPointer {
    if let base = $0.baseAddress { memory?.update(from: base, count: $0.count) }
  }
}
