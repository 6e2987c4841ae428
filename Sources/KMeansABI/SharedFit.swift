// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import Synchronization

/// A fit over shards that several threads may use.
final class SharedFit: Sendable {
  private let fit: Mutex<ShardedFit>

  init(_ fit: ShardedFit) { self.fit = Mutex(fit) }

  /// The fit as it is now.
  var value: ShardedFit { fit.withLock { $0 } }

  func take(_ answer: [UInt8]) throws(ShardError) {
    try fit.withLock { (fit) throws(ShardError) in try fit.take(answer) }
  }

  func stop() { fit.withLock { $0.stop() } }
}

@c @implementation
public func kmeans_sharded_create(
  _ settings: UnsafePointer<kmeans_settings>?, _ dimensions: Int64, _ shards: Int64,
  _ fit: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let settings = try kmeans_settings.read(settings, "settings")
    guard let fit else { throw .null("fit") }
    let isGiven = settings.initialization == KMEANS_CENTROIDS
    guard !isGiven || dimensions > 0 else {
      throw Failure(KMEANS_BAD_ARGUMENT, "given centroids have \(dimensions) features")
    }
    // How many values it would have is not known.
    guard settings.reference == nil else { throw Failure(ShardError.setting("reference")) }
    let configuration = try Clusterer.Configuration(
      settings, dimensions: isGiven ? Int(dimensions) : 1, count: Int.max)
    do throws(ShardError) {
      let made = try ShardedFit(
        configuration, shards: Int(clamping: shards))
      fit.pointee = OpaquePointer(handing: SharedFit(made))
    } catch {
      throw Failure(error)
    }
  }
}

@c @implementation
public func kmeans_sharded_request(
  _ fit: OpaquePointer?, _ request: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let fit = try fit.needed(SharedFit.self, "fit")
    guard let request else { throw .null("request") }
    request.pointee = fit.value.request.map { OpaquePointer(handing: HandedBytes(bytes: $0)) }
  }
}

@c @implementation
public func kmeans_sharded_take(
  _ fit: OpaquePointer?, _ answer: UnsafeRawPointer?, _ size: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let fit = try fit.needed(SharedFit.self, "fit")
    let answer = try bytes(answer, size, "answer")
    do throws(ShardError) { try fit.take(answer) } catch { throw Failure(error) }
  }
}

@c @implementation
public func kmeans_sharded_stop(_ fit: OpaquePointer?) -> kmeans_code {
  guard let fit = fit?.value(SharedFit.self) else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  fit.stop()
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_sharded_read_facts(
  _ fit: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_sharded_facts>?, _ size: Int
) -> kmeans_code {
  guard let fit = fit?.value(SharedFit.self)?.value, let facts, size > 0, size <= 4096,
    size % MemoryLayout<kmeans_sharded_facts>.alignment == 0
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  write(kmeans_sharded_facts(fit), to: facts, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_sharded_missing(
  _ fit: OpaquePointer?, _ shards: UnsafeMutablePointer<Int64>?
) -> kmeans_code {
  copy(fit?.value(SharedFit.self)?.value.missing.map { Int64($0) }, to: shards)
}

@c @implementation
public func kmeans_sharded_history(
  _ fit: OpaquePointer?, _ history: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(fit?.value(SharedFit.self)?.value.history, to: history)
}

@c @implementation
public func kmeans_sharded_result(
  _ fit: OpaquePointer?, _ centroids: UnsafeMutablePointer<Double>?,
  _ sizes: UnsafeMutablePointer<Int64>?, _ within: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  guard let found = fit?.value(SharedFit.self)?.value.clustering else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  let m = found.centroids
  m.withDoubles { centroids?.update(from: $0, count: m.count * m.dimensions) }
  _ = copy(found.sizes.map { Int64($0) }, to: sizes)
  return copy(found.withinSumOfSquares, to: within)
}

@c @implementation
public func kmeans_sharded_free(_ fit: OpaquePointer?) {
  fit?.end(SharedFit.self)
}

extension ShardedFit {
  /// J after every iteration of the start that is under way, or that was kept.
  fileprivate var history: [Double] { clustering?.history ?? progress?.history ?? [] }
}

extension kmeans_sharded_facts {
  fileprivate init(_ fit: ShardedFit) {
    let result = fit.clustering
    self.init(
      stage: Int64(fit.progress?.stage.rawValue ?? KMEANS_STAGE_ENDED),
      restart: Int64(result?.restart ?? fit.progress?.restart ?? 0),
      iterations: Int64(fit.history.count), missing: Int64(fit.missing.count),
      points: Int64(result?.count ?? 0), dimensions: Int64(result?.centroids.dimensions ?? 0),
      clusters: Int64(fit.configuration.clusters),
      stop_reason: Int32(result?.stopReason.code ?? 0), reserved: 0,
      objective: result?.objective ?? .nan)
  }
}
