// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansCore
import KMeansMatrices

@c @implementation
public func kmeans_assign(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ threads: Int32,
  _ labels: UnsafeMutablePointer<Int32>?, _ objective: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let (x, m) = try pair(points, weights, centroids, clusters, threads)
    let number = try Threads.number(threads)
    do throws(MatrixError) {
      let found = try assign(x, to: m, threads: number, scoring: objective != nil)
      if let total = found.objective { objective?.pointee = total }
      found.labels.labels.withUnsafeBufferPointer { found in
        if let base = found.baseAddress { labels?.update(from: base, count: found.count) }
      }
    } catch {
      throw Failure(error)
    }
  }
}

@c @implementation
public func kmeans_distances(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: Int64, _ threads: Int32, _ scalar: Int32, _ room: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let room else { throw .null("distances") }
    guard scalar == KMEANS_FLOAT || scalar == KMEANS_DOUBLE else {
      throw Failure(KMEANS_BAD_ARGUMENT, "distances are no scalar \(scalar)")
    }
    let (x, m) = try pair(points, nil, centroids, clusters, threads)
    let number = try Threads.number(threads)
    guard let bytes = Int.bytes(Int64(x.count), Int64(m.count), 8) else {
      throw Failure(KMEANS_BAD_ARGUMENT, "no memory holds so many distances")
    }
    let count = bytes / 8
    do throws(MatrixError) {
      switch Int(scalar) {
      case KMEANS_FLOAT:
        let values = UnsafeMutableBufferPointer(
          start: room.assumingMemoryBound(to: Float.self), count: count)
        try distances(x.points, to: m, threads: number, into: values)
      default:
        let values = UnsafeMutableBufferPointer(
          start: room.assumingMemoryBound(to: Double.self), count: count)
        try distances(x.points, to: m, threads: number, into: values)
      }
    } catch {
      throw Failure(error)
    }
  }
}

/// Checked points and centroids, and an instruction set that can be had.
private func pair(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ threads: Int32
) throws(Failure) -> (x: Observations, m: PointMatrix) {
  do { _ = try Kernels.selected() } catch {
    throw Failure(KMEANS_NO_INSTRUCTION_SET, error.description)
  }
  let x = try Observations(checking: points, weights: weights, threads: threads)
  let m = try PointMatrix(centroids: centroids, clusters: clusters, dimensions: x.dimensions)
  return (x, m)
}
