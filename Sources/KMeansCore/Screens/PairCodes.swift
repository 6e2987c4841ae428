/// The codes of pairs, j·w + lane for panels of w points, taken apart without a division.
///
/// With M = ⌊2³⁶/w⌋ + 1, M·w = 2³⁶ + e for some 1 ≤ e ≤ w. For c = j·w + lane < 2³¹,
///
///     c·M/2³⁶ = c/w + (c·e/2³⁶)/w,
///
/// and c·e < 2³⁶ for e ≤ 32, so that this is short of the next multiple of 1/w: its whole part is j
/// (T. Granlund and P. L. Montgomery, "Division by invariant integers using multiplication", 1994).
/// As w ≥ 8, c·M stays below 2⁶⁴.
struct PairCodes: Sendable {
  let width: Int32
  private let inverse: UInt64

  /// - Parameter width: w, as panels have it.
  init(width: Int) {
    self.width = Int32(width)
    inverse = (1 << 36) / UInt64(width) + 1
    precondition(width >= 8 && inverse * UInt64(width) - (1 << 36) <= 32)
  }

  /// The centroid's position and the lane of a code.
  @inline(__always)
  func pair(_ code: Int32) -> (position: Int, lane: Int) {
    let position = Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: code)) &* inverse) >> 36)
    return (position, Int(code) &- position &* Int(width))
  }

  /// The lane of a code.
  @inline(__always)
  func lane(_ code: Int32) -> Int { pair(code).lane }
}
