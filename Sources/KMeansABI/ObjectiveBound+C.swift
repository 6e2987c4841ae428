// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_read_bound(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ labels: UnsafePointer<Int32>?, _ clusters: Int64, _ distance: UnsafePointer<CChar>?,
  _ effort: Int64, _ threads: Int32, _ stop: OpaquePointer?,
  _ bound: UnsafeMutablePointer<kmeans_bound>?, _ size: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let bound = try room(for: bound, size, "bound")
    guard effort >= 0, effort <= Int64(Int32.max) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "the effort is \(effort); it must be at least 1 and at most \(Int32.max)")
    }
    let given = try LabelledPoints(
      points, weights: weights, meaning: nil, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    let seen = try given.seen(given.x)
    let x: Observations
    do throws(ObservationError) {
      x = try Observations(
        seen, weights: given.weights, threads: given.threads, stop: given.stop)
    } catch {
      throw Failure(error)
    }
    do throws(ClusteringError) {
      if given.stop?.isAbandoning == true { throw .stopped }
      let found = try ObjectiveBound(
        of: x, near: given.y, effort: effort == 0 ? ObjectiveBound.usualEffort : Int(effort),
        threads: given.threads, stop: given.stop)
      write(
        kmeans_bound(value: found.value, method: found.method.text), to: bound,
        size: size)
    } catch {
      throw Failure(error)
    }
  }
}

extension ObjectiveBound.Method {
  /// The name, for C callers.
  fileprivate var text: UnsafePointer<CChar>? { Self.texts[self]?.pointer }

  private static let texts = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, CString($0.rawValue)) })
}
