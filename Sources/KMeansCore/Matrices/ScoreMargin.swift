/// How far two scores of a point must lie apart so that the truth has the centroids in their order.
///
/// In a space scaled by s, ½s²·δ(x, m) = ½‖x̂‖² + σ with the score σ = ½‖m̂‖² − x̂·m̂, so the least
/// σ is the least δ. Let X and M bound ‖x̂‖ and every ‖m̂‖, and E how far a computed score may be
/// off. The truth is computed too: |δ̂ − δ| ≤ g·δ + d·2^-1074 with g = (d + 3)·2^-53. With f the
/// least computed score, a centroid of score h is not the truth's nearest when its least possible
/// δ̂ exceeds the greatest of f's: (½X² + h − E)(1 − g) − (½X² + f + E)(1 + g) > s²·d·2^-1074, for
/// which
///
///     h − f > 2E + 2g·(½X² + X·M + ½M² + E) + s²·d·2^-1074
///
/// is enough. The right side, a quadratic in X, is computed in Double and widened by 2^-30.
package struct ScoreMargin: Sendable {
  /// The coefficients of the quadratic in X.
  package let constant, linear, square: Double

  /// - Parameters:
  ///   - d: how many values points have.
  ///   - m: M.
  ///   - error: E as `constant` + `linear`·X.
  ///   - scale: s.
  ///   - errorScale: 1; tests shrink the margin to see a screen fail.
  package init(
    dimensions d: Int, m: Double, error: (constant: Double, linear: Double), scale: Double = 1,
    errorScale: Double
  ) {
    let g = Double(d + 3) * 0x1p-53
    let widening = errorScale * (1 + 0x1p-30)
    let vanished = Double(d) * 0x1p-1074 * scale * scale
    constant = (2 * (1 + g) * error.constant + g * m * m + vanished) * widening
    linear = (2 * (1 + g) * error.linear + 2 * g * m) * widening
    square = g * widening
  }

  /// No scores prove anything.
  package static let infinite = ScoreMargin(
    dimensions: 0, m: 0, error: (.infinity, 0), errorScale: 1)

  /// The margin for a given X.
  @inline(__always)
  package func callAsFunction(_ x: Double) -> Double { constant + (linear + square * x) * x }
}
