import KMeansMatrices

/// The float32 screen: labels that single precision proves, and which points it leaves open.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s and m̂ = (m − c)·s have components below 1,
/// and ½s²·δ(x, m) = ½‖x̂‖² + σ with the score σⱼ = ½‖m̂ⱼ‖² − x̂·m̂ⱼ, so the least σ is the least δ.
/// The tile computes scores from x̃ and m̃, which are x̂ and m̂ rounded to float. Let u = 2^-24, X a
/// bound on ‖x̂‖ and ‖x̃‖, and M one on every ‖m̂ⱼ‖ and ‖m̃ⱼ‖. A computed score is off by at most
///
///     E = γ·(½M² + X·M) + τ·(1 + X + M),  γ = n·u / (1 − n·u),  n = d + 4,  τ = (d + 2)·2^-120:
///
/// - rounding x̂ and m̂ to float changes the product by 2u(1 + 2^-20)·Σ|x̂||m̂| ≤ 2u(1 + 2^-20)·X·M
///   (Cauchy–Schwarz); rounding ½‖m̂‖² changes it by less than 2u·½M²;
/// - d fused steps each round a partial score of at most (½M² + X·M)(1 + u)^(d+2), which is
///   d·u/(1 − (d+2)u)·(½M² + X·M) (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed.,
///   §3.1); both together stay below γ·(½M² + X·M);
/// - whatever is below float's normal range, 2^-126, may be lost, in each of d values and steps.
///
/// The truth is computed too: |δ̂ − δ| ≤ g·δ + d·2^-1074 with g = (d + 3)·2^-53. Let f be the least
/// computed score and h the second. The winner is the truth's when the others' least possible
/// δ̂ exceeds its greatest: (½X² + h − E)(1 − g) − (½X² + f + E)(1 + g) > s²·d·2^-1074, for which
///
///     h − f > 2E + 2g·(½X² + X·M + ½M² + E) + s²·d·2^-1074
///
/// is enough. The right side, a quadratic in X, is computed in Double and widened by 2^-30.
struct Float32Screen {
  private let kernels: Kernels
  private let centre: [Double]
  private let scale: Double
  private let packed: AlignedFloats
  private let halfNorms: [Float]
  private let clusters: Int
  private let dimensions: Int
  /// The coefficients of the margin, a quadratic in X, and what norms are widened by.
  private let margin: (constant: Double, linear: Double, square: Double)
  private let lost: Double

  /// Prepares the centroids.
  ///
  /// - Parameter errorScale: 1; tests shrink the margin to see the screen fail.
  /// - Complexity: O(k·d).
  init(_ x: Observations, _ m: PointMatrix, kernels: Kernels, errorScale: Double = 1) {
    let d = x.dimensions
    let centre = x.means
    self.centre = centre
    self.kernels = kernels
    (clusters, dimensions) = (m.count, d)
    lost = Double(d).squareRoot() * 0x1p-125

    let packed = AlignedFloats(count: m.count * d)
    var halfNorms = [Float](repeating: 0, count: m.count)
    let scale = Self.scale(x.box, m, centre)
    self.scale = scale
    m.withDoubles { values in
      kernels.packCentroids(
        values, count: m.count, dimensions: d, centre: centre, scale: scale,
        packed: packed.base, halfNorms: &halfNorms)
    }
    self.packed = packed
    self.halfNorms = halfNorms

    let norms = (0..<m.count).map { cluster in
      (0..<d).reduce(0.0) { sum, feature in
        let value = (m[feature, cluster] - centre[feature]) * scale
        return sum + value * value
      }
    }
    let bound = (norms.max() ?? 0).squareRoot() * (1 + 0x1p-20) + lost
    let n = Double(d + 4) * 0x1p-24
    let gamma = n < 0.25 ? n / (1 - n) : .infinity
    let tau = Double(d + 2) * 0x1p-120
    let g = Double(d + 3) * 0x1p-53
    let half = 0.5 * bound * bound
    let widening = errorScale * (1 + 0x1p-30)
    margin = (
      (2 * (1 + g) * (gamma * half + tau * (1 + bound)) + 2 * g * half
        + Double(d) * 0x1p-1074 * scale * scale) * widening,
      (2 * (1 + g) * (gamma * bound + tau) + 2 * g * bound) * widening,
      g * widening
    )
  }

  /// The power of two that brings every |x − c| and |m − c| below 1.
  private static func scale(_ box: BoundingBox, _ m: PointMatrix, _ centre: [Double]) -> Double {
    var greatest = 0.0
    for (feature, c) in centre.enumerated() {
      greatest = max(greatest, abs(box.least[feature] - c), abs(box.greatest[feature] - c))
      for cluster in 0..<m.count { greatest = max(greatest, abs(m[feature, cluster] - c)) }
    }
    guard greatest > 0 else { return 1 }
    // Never so small a range that the scale itself is not finite; the margin then admits nothing.
    return Double(sign: .plus, exponent: min(1023, -Int(greatest.exponent) - 1), significand: 1)
  }

  /// Memory for one panel, used again for every panel of a worker.
  struct Scratch {
    let panel: AlignedFloats
    var norms: [Double]
    var least: [Float]
    var second: [Float]
    var index: [Int32]
  }

  func makeScratch() -> Scratch {
    let width = kernels.panelWidth
    return Scratch(
      panel: AlignedFloats(count: width * dimensions),
      norms: Array(repeating: 0, count: width), least: Array(repeating: 0, count: width),
      second: Array(repeating: 0, count: width), index: Array(repeating: 0, count: width))
  }

  /// What the screen knows of a point.
  struct Verdict {
    /// The centroid with the least computed score.
    let label: Int32
    /// Whether the truth is certain to say the same.
    let isProven: Bool
    fileprivate let least: Double
    fileprivate let second: Double
    /// ‖x̃‖², and a bound on ‖x̂‖ and ‖x̃‖.
    fileprivate let squaredNorm: Double
    fileprivate let norm: Double
  }

  /// Screens points, panel by panel.
  ///
  /// - Parameters:
  ///   - points: how many, and a view of some of them by position.
  ///   - judge: is given each position in order and the verdict on it.
  /// - Complexity: O(n·k·d).
  @inline(__always)
  func screen(
    _ points: (count: Int, view: (Range<Int>) -> Kernels.Points), scratch: inout Scratch,
    judge: (Int, Verdict) -> Void
  ) {
    let width = kernels.panelWidth
    for start in stride(from: 0, to: points.count, by: width) {
      let range = start..<min(points.count, start + width)
      kernels.pack(
        points.view(range), centre: centre, scale: scale, panel: scratch.panel.base,
        norms: &scratch.norms)
      kernels.tile(
        panel: scratch.panel.base, dimensions: dimensions, packed: packed.base,
        halfNorms: halfNorms, count: clusters, least: &scratch.least, second: &scratch.second,
        index: &scratch.index)
      for lane in 0..<range.count {
        let norm = scratch.norms[lane].squareRoot() * (1 + 0x1p-20) + lost
        let least = Double(scratch.least[lane])
        let second = Double(scratch.second[lane])
        judge(
          start + lane,
          Verdict(
            label: scratch.index[lane], isProven: second - least > margin(norm), least: least,
            second: second, squaredNorm: scratch.norms[lane], norm: norm))
      }
    }
  }

  /// What the second score must exceed the least by, for a point of norm at most `norm`: more than
  /// twice the error of a score.
  @inline(__always)
  private func margin(_ norm: Double) -> Double {
    margin.constant + (margin.linear + margin.square * norm) * norm
  }

  /// Bounds on the distance to the centroid with the least score, from above, and to all others,
  /// from below, in the units of the data.
  ///
  /// s²δ = ‖x̂‖² + 2σ, where a computed score is within half a margin of σ. Each x̃_l is within
  /// 2^-24(1 + 2^-20)·|x̂_l| + 2^-126 of x̂_l, so ‖x̃‖² is within 2^-23(1 + 2^-19)·X² + √d·2^-124·X
  /// of ‖x̂‖²; twice the first term covers the roundings of Double.
  @inline(__always)
  func bounds(_ verdict: Verdict) -> (upper: Double, lower: Double) {
    let slack =
      margin(verdict.norm) + (0x1p-22 * verdict.norm + 2 * lost) * verdict.norm
    let upper = verdict.squaredNorm + 2 * verdict.least + slack
    let lower = verdict.squaredNorm + 2 * verdict.second - slack
    return (max(0, upper).squareRoot() / scale, max(0, lower).squareRoot() / scale)
  }
}

/// Floats that begin at a cache line, freed with the last reference.
final class AlignedFloats: Sendable {
  /// Written by whoever made it before it is shared, and by one worker alone after.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Float>

  init(count: Int) {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
    base = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
