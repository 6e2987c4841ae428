// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_clustering_free(_ clustering: OpaquePointer?) {
  clustering?.release(Clustering.self)
}

@c @implementation
public func kmeans_clustering_facts(
  _ clustering: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_facts>?
) {
  guard let result = clustering?.borrowed(as: Clustering.self) else { return }
  facts?.pointee = kmeans_facts(
    points: Int64(result.labels.count), dimensions: Int64(result.centroids.dimensions),
    clusters: Int64(result.centroids.count), iterations: Int64(result.iterations),
    restart: Int64(result.restart), stop_reason: Int32(result.stopReason.code), reserved: 0,
    objective: result.objective, total_sum_of_squares: result.totalSumOfSquares,
    distances: Int64(result.work.distances),
    initializing: result.initializing / .seconds(1), iterating: result.iterating / .seconds(1))
}

@c @implementation
public func kmeans_clustering_labels(
  _ clustering: OpaquePointer?, _ labels: UnsafeMutablePointer<Int32>?
) {
  copy(clustering?.borrowed(as: Clustering.self).labels.values, to: labels)
}

@c @implementation
public func kmeans_clustering_centroids(
  _ clustering: OpaquePointer?, _ centroids: UnsafeMutablePointer<Double>?
) {
  guard let m = clustering?.borrowed(as: Clustering.self).centroids else { return }
  m.withDoubles { centroids?.update(from: $0, count: m.count * m.dimensions) }
}

@c @implementation
public func kmeans_clustering_sizes(
  _ clustering: OpaquePointer?, _ sizes: UnsafeMutablePointer<Int64>?
) {
  copy(clustering?.borrowed(as: Clustering.self).sizes.map { Int64($0) }, to: sizes)
}

@c @implementation
public func kmeans_clustering_within(
  _ clustering: OpaquePointer?, _ within: UnsafeMutablePointer<Double>?
) {
  copy(clustering?.borrowed(as: Clustering.self).withinSumOfSquares, to: within)
}

@c @implementation
public func kmeans_clustering_history(
  _ clustering: OpaquePointer?, _ history: UnsafeMutablePointer<Double>?
) {
  copy(clustering?.borrowed(as: Clustering.self).history, to: history)
}

private func copy<Value>(_ values: [Value]?, to memory: UnsafeMutablePointer<Value>?) {
  values?.withUnsafeBufferPointer { values in
    guard let base = values.baseAddress else { return }
    memory?.update(from: base, count: values.count)
  }
}

extension Clustering.StopReason {
  /// As the C interface numbers it.
  fileprivate var code: Int {
    switch self {
    case .labelsUnchanged: KMEANS_LABELS_UNCHANGED
    case .tolerance: KMEANS_WITHIN_TOLERANCE
    case .iterationLimit: KMEANS_ITERATION_LIMIT
    case .timeLimit: KMEANS_TIME_LIMIT
    case .interrupted: KMEANS_INTERRUPTED
    }
  }
}
