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
/// - values below float's normal range, 2^-126, may be lost, in each of d values and steps.
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
  /// - Complexity: O(k·d).
  init(_ x: Observations, _ m: PointMatrix, execution: Execution) {
    let centre = Self.centre(x.means, x.points.scalar)
    self.init(
      m, centre: centre, scale: Self.scale(m, centre, x.box.least, x.box.greatest),
      execution: execution)
  }

  /// The same for points of which nothing is known: c is the centroids' mean, and s brings every
  /// |m − c| below ¼. Points farther out may have components of 1 or more; their margin grows with
  /// them, and scores that overflow prove nothing.
  ///
  /// - Parameters:
  ///   - m: M, k ≥ 1 points of d features.
  ///   - scalar: the type of the points.
  ///   - execution: kernels, threads and stop.
  init(about m: PointMatrix, scalar: PointMatrix.Scalar, execution: Execution) {
    let means = (0..<m.dimensions).map { feature in
      (0..<m.count).reduce(0) { $0 + m[feature, $1] / Double(m.count) }
    }
    let centre = Self.centre(means, scalar)
    self.init(
      m, centre: centre, scale: Self.scale(m, centre, centre, centre) * 0.25,
      execution: execution)
  }

  private init(_ m: PointMatrix, centre: [Double], scale: Double, execution: Execution) {
    let (d, kernels) = (m.dimensions, execution.kernels)
    self.centre = centre
    self.kernels = kernels
    (clusters, dimensions) = (m.count, d)
    lost = Double(d).squareRoot() * 0x1p-125

    let packed = AlignedFloats(count: m.count * d)
    var halfNorms = [Float](repeating: 0, count: m.count)
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
    let widening = execution.errorScale * (1 + 0x1p-30)
    margin = (
      (2 * (1 + g) * (gamma * half + tau * (1 + bound)) + 2 * g * half
        + Double(d) * 0x1p-1074 * scale * scale) * widening,
      (2 * (1 + g) * (gamma * bound + tau) + 2 * g * bound) * widening,
      g * widening
    )
  }

  /// c: the means, which keeps norms small. Values that are floats are moved fastest by floats.
  private static func centre(_ means: [Double], _ scalar: PointMatrix.Scalar) -> [Double] {
    guard scalar != .double else { return means }
    return means.map { mean in
      let float = Double(Float(mean))
      return float.isFinite ? float : mean
    }
  }

  /// The power of two that brings every |x − c| and |m − c| below 1.
  private static func scale(
    _ m: PointMatrix, _ centre: [Double], _ least: [Double], _ greatest: [Double]
  ) -> Double {
    let (lower, upper) = (least, greatest)
    var greatest = 0.0
    for (feature, c) in centre.enumerated() {
      greatest = max(greatest, abs(lower[feature] - c), abs(upper[feature] - c))
      for cluster in 0..<m.count { greatest = max(greatest, abs(m[feature, cluster] - c)) }
    }
    guard greatest > 0 else { return 1 }
    // The exponent is capped, so that the scale is finite; the margin then proves nothing.
    return Double(sign: .plus, exponent: min(1023, -Int(greatest.exponent) - 1), significand: 1)
  }

  /// Screens points, panel by panel, and leaves in `scratch` what is known of each lane.
  ///
  /// - Parameters:
  ///   - count: how many points.
  ///   - view: some of them, by position.
  ///   - bounds: what the distance bounds of the points are made for; nil for none.
  ///   - hasLowers: whether the lower bounds by themselves are wanted too.
  ///   - scratch: the thread's own.
  ///   - take: gets the first position of a panel, its number of points, and how many of them
  ///     are open: `scratch.open` lists their lanes, and the other lanes' labels are proven.
  /// - Complexity: O(n·k·d).
  @inline(__always)
  func screen(
    count: Int, view: (Range<Int>) -> Kernels.Points, bounds: DriftSums?,
    hasLowers: Bool = false, scratch: PanelScratch,
    take: (_ start: Int, _ count: Int, _ open: Int) -> Void
  ) {
    let width = kernels.panelWidth
    withJudgement(bounds) { judgement in
      for start in stride(from: 0, to: count, by: width) {
        let range = start..<min(count, start + width)
        kernels.pack(
          view(range), centre: centre, scale: scale, panel: scratch.panel, norms: scratch.norms)
        kernels.tile(
          panel: scratch.panel, dimensions: dimensions, packed: packed.base,
          halfNorms: halfNorms, count: clusters, least: scratch.least, second: scratch.second,
          index: scratch.index)
        let open = kernels.judge(
          by: judgement, count: range.count, norms: scratch.norms, least: scratch.least,
          second: scratch.second, index: scratch.index,
          gaps: bounds == nil ? nil : scratch.gaps, lowers: hasLowers ? scratch.lowers : nil,
          open: scratch.open)
        take(start, range.count, open)
      }
    }
  }

  /// How the kernel judges scores: by the margin above, and with these bounds.
  ///
  /// s²δ = ‖x̂‖² + 2σ, where a computed score is within half a margin of σ. Each x̃_l is within
  /// 2^-24(1 + 2^-20)·|x̂_l| + 2^-126 of x̂_l, so ‖x̃‖² is within 2^-23(1 + 2^-19)·X² + √d·2^-124·X
  /// of ‖x̂‖²; twice the first term covers the roundings of Double. The kernel adds that to one side
  /// and takes it from the other.
  @inline(__always)
  private func withJudgement(
    _ bounds: DriftSums?, _ body: (UnsafePointer<Kernels.Judgement>) -> Void
  ) {
    (bounds?.own ?? []).withUnsafeBufferPointer { own in
      (bounds?.others ?? []).withUnsafeBufferPointer { others in
        var judgement = Kernels.Judgement()
        (judgement.constant, judgement.linear, judgement.square) = margin
        judgement.lost = lost
        judgement.unit = (bounds?.unit ?? 1) / scale
        judgement.least = bounds?.least ?? 0
        (judgement.own, judgement.others) = (own.baseAddress, others.baseAddress)
        body(&judgement)
      }
    }
  }
}

/// Memory for one panel, used again for every panel of a thread.
final class PanelScratch {
  let panel: UnsafeMutablePointer<Float>
  let norms: UnsafeMutablePointer<Double>
  let least: UnsafeMutablePointer<Float>
  let second: UnsafeMutablePointer<Float>
  let gaps: UnsafeMutablePointer<Float>
  let lowers: UnsafeMutablePointer<Float>
  let index: UnsafeMutablePointer<Int32>
  let open: UnsafeMutablePointer<Int32>
  private let memory: UnsafeMutableRawPointer

  init(kernels: Kernels, dimensions: Int) {
    // Every part is a multiple of 64 bytes, so that each begins at a cache line.
    let lanes = (kernels.panelWidth + 15) / 16 * 16
    let bytes = lanes * (4 * dimensions + 8 + 6 * 4)
    memory = .allocate(byteCount: bytes, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    var next = memory
    func take<Value>(_ count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value> {
      defer { next += count * MemoryLayout<Value>.size }
      return next.bindMemory(to: type, capacity: count)
    }
    panel = take(lanes * dimensions, of: Float.self)
    norms = take(lanes, of: Double.self)
    least = take(lanes, of: Float.self)
    second = take(lanes, of: Float.self)
    gaps = take(lanes, of: Float.self)
    lowers = take(lanes, of: Float.self)
    index = take(lanes, of: Int32.self)
    open = take(lanes, of: Int32.self)
  }

  deinit { memory.deallocate() }
}

/// Floats that begin at a cache line, freed with the last reference.
final class AlignedFloats: Sendable {
  /// Written by its maker before it is shared, and by one worker alone after.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Float>
  let count: Int

  init(count: Int) {
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
    base = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
