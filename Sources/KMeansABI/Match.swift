// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_match(
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ reference: UnsafePointer<Double>?,
  _ referenceCount: Int64, _ dimensions: Int64, _ numbers: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let numbers else { throw .null("numbers") }
    let d = try Int(featuresOfCentroids: dimensions)
    let m = try PointMatrix(centroids: centroids, clusters: clusters, dimensions: d)
    let others = try PointMatrix(centroids: reference, clusters: referenceCount, dimensions: d)
    do throws(MatrixError) {
      let found = try CentroidMatching(m, to: others)
      for (cluster, number) in found.numbers.enumerated() { numbers[cluster] = Int64(number) }
    } catch {
      throw Failure(error)
    }
  }
}

extension Int {
  /// A number of features that centroids may have.
  init(featuresOfCentroids dimensions: Int64) throws(Failure) {
    guard let d = Int(exactly: dimensions), d > 0 else {
      throw Failure(KMEANS_BAD_SHAPE, "there are \(dimensions) features; there must be at least 1")
    }
    self = d
  }
}
