import Synchronization

/// Some of the points of a fit, which lie by themselves: in one process of several, or on one
/// machine of several.
///
/// A `ShardedFit` makes requests, every shard answers them, and nothing but bytes goes to and fro:
///
///     while let request = fit.request {
///       for shard in shards { try fit.take(try shard.answer(request)) }
///     }
///
/// A shard keeps labels and bounds from answer to answer. A request says all that it needs, so that
/// a shard which was made anew gives the same answers; it only takes longer.
public final class Shard: Sendable {
  private let state: Mutex<ShardState>

  /// A shard.
  ///
  /// - Parameters:
  ///   - points: its points, d × n, kept whole; n may be 0.
  ///   - weights: theirs; nil for 1 each.
  ///   - number: its place in the order of the shards, from 0.
  ///   - threads: how many threads may work side by side; nil for all processors. The answers are
  ///     the same for any.
  /// - Throws: `ShardError.clustering` for weights that points cannot have, and where the
  ///   environment asks for an instruction set that is not available.
  /// - Complexity: O(n) with weights.
  public init(
    _ points: PointMatrix, weights: [Double]? = nil, number: Int, threads: Int? = nil
  ) throws(ShardError) {
    guard number >= 0 else { throw .shardNumber(number, shards: Int.max) }
    guard !points.isCompressed else { throw .setting("compressed rows") }
    if let weights {
      do { try Observations.checkEach(weights, count: points.count) } catch {
        throw .clustering(.observations(error))
      }
    }
    let kernels: Kernels
    do { kernels = try Clusterer.kernels() } catch { throw .clustering(error) }
    state = Mutex(
      ShardState(
        points, weights, number: number, kernels: kernels, threads: threads ?? Chunks.processors))
  }

  /// The answer to a request.
  ///
  /// - Parameters:
  ///   - request: of a `ShardedFit`.
  ///   - stop: ends the work, be it urgent or not. The shard then keeps nothing, and a further
  ///     answer takes as long as that of one that was made anew.
  /// - Returns: for the fit.
  /// - Throws: `ShardError` for other bytes, a request about other points, and for points that
  ///   cannot be clustered: their numbers are those in the shard; `.clustering(.stopped)`.
  /// - Complexity: that of one iteration over its points at most, or of a few where it was made
  ///   anew.
  public func answer(
    _ request: [UInt8], stop: StopSignal? = nil
  ) throws(ShardError) -> [UInt8] {
    try state.withLock { (state) throws(ShardError) in
      try withBytes(request) { (bytes) throws(ShardError) in
        try state.answer(bytes, stop: stop)
      }
    }
  }

  /// What the shard keeps, as bytes that another shard of the same points can take up.
  ///
  /// - Complexity: O(n·d), and at most 16 bytes a point.
  public var kept: [UInt8] {
    state.withLock { state in ShardKept.bytes(state, digest: state.digest()) }
  }

  /// Takes up what a shard of the same points kept, so that it need not be found again.
  ///
  /// - Parameter bytes: what `kept` was.
  /// - Returns: whether they are of use; not where they are damaged or of other points.
  /// - Complexity: O(n·d).
  @discardableResult
  public func restore(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard let kept = ShardKept(bytes, digest: state.digest()) else { return false }
      state.take(kept)
      return true
    }
  }
}

/// Calls `body` with some bytes; `withUnsafeBytes` of arrays does not keep the type of errors.
func withBytes<Value>(
  _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(ShardError) -> Value
) throws(ShardError) -> Value {
  let result = bytes.withUnsafeBytes { bytes in
    Result { () throws(ShardError) in try body(bytes) }
  }
  return try result.get()
}
