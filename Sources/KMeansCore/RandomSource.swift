/// Random numbers as a function of where they are used: seed, restart, step, and trial or row.
///
/// There is no state to advance, so any number of threads, chunks or shards draw the same. The
/// function is Philox4x32-10 (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3", SC 2011), with the seed as its key and the place as its
/// counter.
struct RandomSource: Sendable {
  let seed: UInt64
  let restart: UInt32

  /// What a number is drawn for; each purpose has numbers of its own.
  enum Purpose: UInt32 {
    case candidate = 0
    case row = 1
  }

  /// 64 uniform bits.
  ///
  /// - Parameters:
  ///   - purpose: what the number is for.
  ///   - step: which centroid or round is being drawn.
  ///   - index: the trial of the step, or the row of X; below 2^63.
  /// - Returns: the same bits for the same arguments.
  func bits(_ purpose: Purpose, step: Int, index: Int) -> UInt64 {
    let index = UInt64(index)
    // The purpose shares a word with the upper half of the index, which never fills it.
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: index), UInt32(index >> 32) | purpose.rawValue << 31,
      UInt32(truncatingIfNeeded: step), restart)
    let words = Self.philox(
      counter, key: (UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)))
    return UInt64(words[0]) << 32 | UInt64(words[1])
  }

  /// Ten rounds of Philox4x32.
  static func philox(
    _ counter: SIMD4<UInt32>, key: (UInt32, UInt32)
  ) -> SIMD4<UInt32> {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let first = UInt64(c[0]) * 0xD251_1F53
      let second = UInt64(c[2]) * 0xCD9E_8D57
      c = SIMD4(
        UInt32(second >> 32) ^ c[1] ^ k.0, UInt32(truncatingIfNeeded: second),
        UInt32(first >> 32) ^ c[3] ^ k.1, UInt32(truncatingIfNeeded: first))
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return c
  }
}
