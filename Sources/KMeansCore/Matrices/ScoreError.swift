/// How far scores that are computed in float may be off: what the bounds of all screens in float
/// rest on.
///
/// A score σ = ½‖m̂‖² − x̂·m̂ of d values is computed from x̃ and m̃, which are x̂ and m̂ rounded
/// to float, as one chain of d fused steps from ½‖m̂‖². Let u = 2^-24, X a bound on ‖x̂‖ and ‖x̃‖,
/// and M one on ‖m̂‖ and ‖m̃‖. It is off by at most
///
///     E = γ·(½M² + X·M) + τ·(1 + X + M),  γ = n·u / (1 − n·u),  n = d + 4,  τ = (d + 2)·2^-120:
///
/// - rounding x̂ and m̂ to float changes the product by 2u(1 + 2^-20)·Σ|x̂||m̂| ≤ 2u(1 + 2^-20)·X·M
///   (Cauchy–Schwarz); rounding ½‖m̂‖² changes it by less than 2u·½M²;
/// - d fused steps each round a partial score of at most (½M² + X·M)(1 + u)^(d+2), which is
///   d·u/(1 − (d+2)u)·(½M² + X·M) (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed.,
///   §3.1); both together stay below γ·(½M² + X·M);
/// - values below float's normal range, 2^-126, may be lost, in each of d values and steps.
package struct ScoreError: Sendable {
  /// γ.
  package let gamma: Double
  /// τ.
  package let tau: Double

  /// For scores of d values.
  package init(dimensions d: Int) {
    gamma = Self.gamma(d + 4)
    tau = Double(d + 2) * 0x1p-120
  }

  /// γ_n = n·u / (1 − n·u), by which n roundings in float change a product or a sum at most; no
  /// bound where n·u is not small.
  package static func gamma(_ n: Int) -> Double {
    let n = Double(n) * 0x1p-24
    return n < 0.25 ? n / (1 - n) : .infinity
  }

  /// E for a given M, as `constant` + `linear`·X.
  package func bound(_ m: Double) -> (constant: Double, linear: Double) {
    (gamma * (0.5 * m * m) + tau * (1 + m), gamma * m + tau)
  }
}
