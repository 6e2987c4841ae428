// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_clustering_free(_ clustering: OpaquePointer?) {
  clustering?.end(Clustering.self)
}

@c @implementation
public func kmeans_clustering_read_facts(
  _ clustering: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_facts>?, _ size: Int
) -> kmeans_code {
  guard let result = clustering?.value(Clustering.self), let facts,
    kmeans_facts.isPossible(size)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  write(kmeans_facts(result), to: facts, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_clustering_labels(
  _ clustering: OpaquePointer?, _ labels: UnsafeMutablePointer<Int32>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.labels.values, to: labels)
}

@c @implementation
public func kmeans_clustering_centroids(
  _ clustering: OpaquePointer?, _ centroids: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  guard let m = clustering?.value(Clustering.self)?.centroids else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  m.withDoubles { centroids?.update(from: $0, count: m.count * m.dimensions) }
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_clustering_sizes(
  _ clustering: OpaquePointer?, _ sizes: UnsafeMutablePointer<Int64>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.sizes.map { Int64($0) }, to: sizes)
}

@c @implementation
public func kmeans_clustering_within(
  _ clustering: OpaquePointer?, _ within: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.withinSumOfSquares, to: within)
}

@c @implementation
public func kmeans_clustering_history(
  _ clustering: OpaquePointer?, _ history: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.history, to: history)
}

@c @implementation
public func kmeans_clustering_read_balance(
  _ clustering: OpaquePointer?, _ balance: UnsafeMutablePointer<kmeans_balance>?, _ size: Int
) -> kmeans_code {
  guard let found = clustering?.value(Clustering.self)?.balance, let balance, size > 0,
    size <= 4096, size % MemoryLayout<kmeans_balance>.alignment == 0
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  let proof = kmeans_balance(
    least: found.least, most: found.most, primal: found.primal, dual: found.dual, gap: found.gap,
    unit: found.unit)
  write(proof, to: balance, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_clustering_prices(
  _ clustering: OpaquePointer?, _ prices: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.balance?.prices, to: prices)
}

/// Writes values of a result.
///
/// - Parameters:
///   - values: nil for what is no result.
///   - memory: the caller's; nil where it wants none of them.
/// - Returns: what the C function returns.
func copy<Value>(_ values: [Value]?, to memory: UnsafeMutablePointer<Value>?) -> kmeans_code {
  guard let values else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  values.withUnsafeBufferPointer { values in
    guard let base = values.baseAddress else { return }
    memory?.update(from: base, count: values.count)
  }
  return kmeans_code(KMEANS_OK)
}

extension kmeans_facts {
  fileprivate init(_ result: Clustering) {
    self.init(
      points: Int64(result.labels.count), dimensions: Int64(result.centroids.dimensions),
      clusters: Int64(result.centroids.count), iterations: Int64(result.iterations),
      restart: Int64(result.restart), stop_reason: Int32(result.stopReason.code), reserved: 0,
      objective: result.objective, total_sum_of_squares: result.totalSumOfSquares,
      distances: Int64(result.work.distances),
      initializing: result.initializing / .seconds(1), iterating: result.iterating / .seconds(1),
      batch: Int64(result.batch?.points ?? 0), epochs: result.batch?.epochs ?? 0,
      effort: Int64(result.search?.effort ?? 0), found: Int64(result.search?.found ?? 0),
      minima: Int64(result.search?.individuals ?? 0))
  }

  /// Whether a version of the struct may have this size.
  fileprivate static func isPossible(_ size: Int) -> Bool {
    size > 0 && size <= 4096 && size % MemoryLayout<kmeans_facts>.alignment == 0
  }
}

extension Clustering.StopReason {
  /// As the C interface numbers it.
  var code: Int {
    switch self {
    case .labelsUnchanged: KMEANS_LABELS_UNCHANGED
    case .tolerance: KMEANS_WITHIN_TOLERANCE
    case .iterationLimit: KMEANS_ITERATION_LIMIT
    case .timeLimit: KMEANS_TIME_LIMIT
    case .interrupted: KMEANS_INTERRUPTED
    }
  }
}
