import CKMeansKernels

/// The float32 screen: labels that single precision proves, and which points it leaves open.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s and m̂ = (m − c)·s have components below 1.
/// The tile computes their scores, which are off by at most the E of `ScoreError`. Where the second
/// exceeds the least by more than `ScoreMargin`, the label is proven.
struct Float32Screen {
  private let kernels: Kernels
  private let centre: [Double]
  private let scale: Double
  private let centroids: PackedCentroids
  private let margin: ScoreMargin
  /// What values too small for a float can add to a norm.
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
    (self.centre, self.scale, self.kernels) = (centre, scale, kernels)
    lost = Double(d).squareRoot() * 0x1p-125
    let norm: Double
    (centroids, norm) = m.withDoubles {
      (
        PackedCentroids($0, count: m.count, centre: centre, scale: scale, kernels: kernels),
        Self.greatestNorm($0, count: m.count, centre: centre, scale: scale)
      )
    }
    let bound = norm.squareRoot() * (1 + 0x1p-20) + lost
    margin = ScoreMargin(
      dimensions: d, m: bound, error: ScoreError(dimensions: d).bound(bound), scale: scale,
      errorScale: execution.errorScale)
  }

  /// The greatest ‖(m − c)·s‖² of the centroids.
  private static func greatestNorm(
    _ m: UnsafePointer<Double>, count: Int, centre: [Double], scale: Double
  ) -> Double {
    centre.withUnsafeBufferPointer { centre in
      (0..<count).reduce(0) { greatest, cluster in
        let values = m + cluster * centre.count
        var sum = 0.0
        for l in centre.indices {
          let value = (values[l] - centre[l]) * scale
          sum += value * value
        }
        return max(greatest, sum)
      }
    }
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
    }
    centre.withUnsafeBufferPointer { centre in
      m.withDoubles { values in
        for cluster in 0..<m.count {
          let values = values + cluster * centre.count
          for l in centre.indices { greatest = max(greatest, abs(values[l] - centre[l])) }
        }
      }
    }
    // The scale is capped, so that it is finite; the margin then proves nothing.
    return greatest.scaleBelowOne
  }

  /// Labels points, panel by panel.
  ///
  /// - Parameters:
  ///   - count: how many points.
  ///   - view: some of them, by position.
  ///   - bounds: what the distance bounds of the points are made for; nil for none.
  ///   - hasLowers: whether the lower bounds by themselves are wanted too.
  ///   - scratch: the thread's own.
  ///   - labels: of the points, by position; written.
  ///   - open: gets the positions of the points whose label is not proven.
  ///   - keep: gets the positions of a panel's points, while `scratch` has what is known of them.
  /// - Complexity: O(n·k·d).
  @inline(__always)
  func label(
    count: Int, view: (Range<Int>) -> Kernels.Points, bounds: DriftSums? = nil,
    hasLowers: Bool = false, scratch: PanelScratch, labels: UnsafeMutablePointer<Int32>,
    open: inout [Int32], keep: (Range<Int>) -> Void = { _ in }
  ) {
    let width = kernels.panelWidth
    withMargins(bounds) { margins in
      for start in stride(from: 0, to: count, by: width) {
        let range = start..<min(count, start + width)
        kernels.pack(
          view(range), centre: centre, scale: scale, panel: scratch.panel, norms: scratch.norms)
        centroids.tile(
          scratch.panel, least: scratch.least, second: scratch.second, index: scratch.index)
        let left = kernels.certify(
          by: margins, count: range.count, norms: scratch.norms, least: scratch.least,
          second: scratch.second, index: scratch.index,
          gaps: bounds == nil ? nil : scratch.gaps, lowers: hasLowers ? scratch.lowers : nil,
          open: scratch.open)
        keep(range)
        (labels + start).update(from: scratch.index, count: range.count)
        for index in 0..<left { open.append(Int32(start) + scratch.open[index]) }
      }
    }
  }

  /// How the kernel certifies labels: by the margin above, and with these bounds.
  ///
  /// s²δ = ‖x̂‖² + 2σ, where a computed score is within half a margin of σ. Each x̃_l is within
  /// 2^-24(1 + 2^-20)·|x̂_l| + 2^-126 of x̂_l, so ‖x̃‖² is within 2^-23(1 + 2^-19)·X² + √d·2^-124·X
  /// of ‖x̂‖²; twice the first term covers the roundings of Double. The kernel adds that to one
  /// side and takes it from the other.
  @inline(__always)
  private func withMargins(
    _ bounds: DriftSums?, _ body: (UnsafePointer<Kernels.Margins>) -> Void
  ) {
    (bounds?.own ?? []).withUnsafeBufferPointer { own in
      (bounds?.others ?? []).withUnsafeBufferPointer { others in
        var margins = Kernels.Margins()
        (margins.constant, margins.linear) = (margin.constant, margin.linear)
        margins.square = margin.square
        margins.lost = lost
        margins.unit = (bounds?.unit ?? 1) / scale
        margins.least = bounds?.least ?? 0
        (margins.own, margins.others) = (own.baseAddress, others.baseAddress)
        body(&margins)
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
  private let memory = ScratchMemory()

  init(kernels: Kernels, dimensions: Int) {
    let width = kernels.panelWidth
    panel = memory.zeros(width * dimensions)
    norms = memory.zeros(width)
    least = memory.zeros(width)
    second = memory.zeros(width)
    gaps = memory.zeros(width)
    lowers = memory.zeros(width)
    index = memory.zeros(width)
    open = memory.zeros(width)
  }
}
