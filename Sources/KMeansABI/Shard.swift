// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_shard_create(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?, _ number: Int64,
  _ threads: Int32, _ shard: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let shard else { throw .null("shard") }
    let matrix = try PointMatrix(points)
    let weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: matrix.count)) }
    let threads = try Threads.number(threads)
    guard number >= 0, let number = Int(exactly: number) else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there is no shard \(number)")
    }
    do throws(ShardError) {
      shard.pointee = OpaquePointer(
        handing: try Shard(matrix, weights: weights, number: number, threads: threads))
    } catch {
      throw Failure(error)
    }
  }
}

@c @implementation
public func kmeans_shard_answer(
  _ shard: OpaquePointer?, _ request: UnsafeRawPointer?, _ size: Int,
  _ answer: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_shard_answer_with_stop(shard, request, size, nil, answer, error)
}

@c @implementation
public func kmeans_shard_answer_with_stop(
  _ shard: OpaquePointer?, _ request: UnsafeRawPointer?, _ size: Int, _ stop: OpaquePointer?,
  _ answer: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let shard = try shard.needed(Shard.self, "shard")
    guard let answer else { throw .null("answer") }
    let request = try bytes(request, size, "request")
    let stop = try stop.wanted(StopSignal.self, "stop")
    do throws(ShardError) {
      answer.pointee = OpaquePointer(
        handing: HandedBytes(bytes: try shard.answer(request, stop: stop)))
    } catch {
      throw Failure(error)
    }
  }
}

@c @implementation
public func kmeans_shard_state(
  _ shard: OpaquePointer?, _ state: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let shard = try shard.needed(Shard.self, "shard")
    guard let state else { throw .null("state") }
    state.pointee = OpaquePointer(handing: HandedBytes(bytes: shard.kept))
  }
}

@c @implementation
public func kmeans_shard_restore(
  _ shard: OpaquePointer?, _ state: UnsafeRawPointer?, _ size: Int,
  _ used: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let shard = try shard.needed(Shard.self, "shard")
    let isUsed = shard.restore(try bytes(state, size, "state"))
    used?.pointee = isUsed ? 1 : 0
  }
}

@c @implementation
public func kmeans_shard_free(_ shard: OpaquePointer?) {
  shard?.end(Shard.self)
}
