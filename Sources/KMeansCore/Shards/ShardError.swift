/// Why a fit over shards cannot go on.
@nonexhaustive
public enum ShardError: Error, Equatable, Sendable {
  /// The bytes do not begin as those of a fit over shards, or are of another kind.
  case notShardBytes
  /// The bytes are laid out in a way that this version does not know.
  case unknownFormat(Int)
  /// Bytes are missing, were changed, or cannot be what a shard or a fit wrote.
  case damaged
  /// The answer is to another request.
  case otherRound
  /// There is no shard of this number.
  case shardNumber(Int, shards: Int)
  /// Points, or what a request is about, have `found` features instead of `expected`.
  case dimensions(found: Int, expected: Int)
  /// A shard has `found` points, where it had `expected` before.
  case count(found: Int, expected: Int)
  /// A fit over shards does not have this setting.
  case setting(String)
  /// The points or settings cannot be clustered.
  case clustering(ClusteringError)
}

extension ShardError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .notShardBytes:
      "these are not the bytes of a fit over shards that are wanted here; give those that a fit or a"
        + " shard wrote"
    case .unknownFormat(let found):
      "the bytes have format \(found), which this version does not know; use one version everywhere"
    case .damaged:
      "the bytes of a fit over shards are damaged or cut short; ask or answer once more"
    case .otherRound:
      "the answer is to another request; answer the request of this round"
    case .shardNumber(let number, let shards):
      "shard \(number) does not exist; shards are numbered from 0 to \(shards - 1)"
    case .dimensions(let found, let expected):
      "the shard has \(found.counted("feature")), the others have \(expected)"
    case .count(let found, let expected):
      "the shard has \(found.counted("point")), and had \(expected) before; begin the fit anew"
    case .setting(let name):
      "a fit over shards does not have this setting: \(name); leave it out"
    case .clustering(let error): error.description
    }
  }
}
