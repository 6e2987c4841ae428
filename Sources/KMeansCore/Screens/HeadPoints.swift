/// Points as their heads: m coordinates along the principal axes, and the length of the remainder.
///
/// With x̂ = (x − c)·s and axes V, d × m, the head is p ≈ Vᵀx̂ in float, the remainder r = x̂ −
/// V·p, and the tail t ≥ ‖r‖. With G = VᵀV, ‖G − I‖ ≤ ε, and e = p − Vᵀx̂, ‖e‖ ≤ η‖x̂‖ + τ:
///
///     ‖r‖² = ‖x̂‖² − 2p·(p − e) + pᵀGp ≤ ‖x̂‖² − ‖p‖² + 2‖p‖‖e‖ + ε‖p‖²,
///     x̂·m̂ = (V·p + r)·(V·q + r′) = pᵀGq + p·Vᵀr′ + q·Vᵀr + r·r′,  Vᵀr = −e − (G − I)p,
///
/// so that x̂·m̂ ≤ p·q + t·t′ + A with A = 3ε‖p‖‖q‖ + ‖p‖‖e′‖ + ‖q‖‖e‖ (Cauchy–Schwarz): a product
/// of m + 1 floats bounds one of d from above. The axes' coordinates come from fused chains over d
/// floats, each off by γ·‖x̃‖‖v‖ for d roundings (`ScoreError`), and x̃ by u·‖x̂‖ from x̂, u =
/// 2^-24; so η = √m·(γ + 2u)·(1 + 2^-10)·(1 + ε) as ‖v‖ ≤ 1 + ε, and τ covers what lies below
/// float's range.
struct HeadSpace: Sendable {
  /// Values in a head: m coordinates and the tail.
  let width: Int
  let dimensions: Int
  let centre: [Double]
  let scale: Double
  /// ε, η and τ.
  let defect: Double
  let relative: Double
  let lost: Double
  private let axes: PackedCentroids
  private let kernels: Kernels

  /// - Parameters:
  ///   - x: X.
  ///   - space: c and s.
  ///   - m: the number of axes, at most d.
  ///   - kernels: the instruction set.
  init(_ x: Observations, _ space: MovedSpace, count m: Int, kernels: Kernels) {
    let axes = PrincipalAxes(
      x, count: m, centre: space.centre, scale: space.scale, kernels: kernels)
    let d = x.dimensions
    (width, dimensions, centre, scale) = (m + 1, d, space.centre, space.scale)
    self.kernels = kernels
    defect = axes.defect
    relative =
      Double(m).squareRoot() * (ScoreError.gamma(d) + 0x1p-23) * (1 + 0x1p-10) * (1 + axes.defect)
    lost = Double(m).squareRoot() * Double(d + 2) * 0x1p-120
    self.axes = PackedCentroids(products: axes.axes, kernels: kernels)
  }

  /// The least that ‖x̂‖ can be, from `norm`, its upper bound ‖x̃‖(1 + 2^-22) + lost: it is at
  /// least ‖x̃‖(1 − 2^-22) − lost.
  func least(_ norm: Double) -> Double { max(0, norm * (1 - 0x1p-20) - 2 * lost) }

  /// A bound on ‖e‖ for a point of length at most `norm`.
  func error(_ norm: Double) -> Double { relative * norm + lost }

  /// Heads of up to a panel of points.
  ///
  /// - Parameters:
  ///   - points: at most a panel.
  ///   - heads: `width` floats a point, written.
  ///   - norms: upper bounds of ‖x̂‖, written; room for a panel.
  ///   - scratch: the thread's own.
  func project(
    _ points: Kernels.Points, heads: UnsafeMutablePointer<Float>,
    norms: UnsafeMutablePointer<Double>, scratch: Scratch
  ) {
    let (lanes, m) = (kernels.panelWidth, width - 1)
    kernels.pack(points, centre: centre, scale: scale, panel: scratch.panel, norms: norms)
    axes.scores(scratch.panel, into: scratch.scores)
    for lane in 0..<points.count {
      let head = heads + lane * width
      var square = 0.0
      for axis in 0..<m {
        let value = -scratch.scores[axis * lanes + lane]
        head[axis] = value
        square += Double(value) * Double(value)
      }
      // ‖x̃‖² is within 2^-23(1 + 2^-19) of ‖x̂‖², and what is below float's range.
      let norm = norms[lane].squareRoot() * (1 + 0x1p-22) + lost
      let length = square.squareRoot() * (1 + 0x1p-40)
      let rest =
        norm * norm - square * (1 - 0x1p-40) + 2 * length * error(norm) + defect * length * length
      let tail = max(rest, 0).squareRoot() * (1 + 0x1p-40)
      head[m] = Float(leastAbove: tail)
      norms[lane] = norm
    }
  }

  /// Memory for one thread.
  final class Scratch {
    let panel: UnsafeMutablePointer<Float>
    let scores: UnsafeMutablePointer<Float>
    private let memory = ScratchMemory()

    init(_ space: HeadSpace) {
      let (lanes, m) = (space.kernels.panelWidth, space.width - 1)
      panel = memory.room(lanes * space.dimensions)
      scores = memory.room(lanes * m)
    }
  }
}

/// The heads of all points.
///
/// - Complexity: O(N·d·m) to make; 4·(m + 1) + 8 bytes a point.
final class HeadPoints: Sendable {
  let space: HeadSpace
  let heads: Slab<Float>
  /// Upper bounds of ‖x̂‖.
  let norms: Slab<Double>

  /// - Parameters:
  ///   - points: X, or a sample of it.
  ///   - space: the axes.
  ///   - execution: kernels, threads and stop.
  init(_ points: PointMatrix, _ space: HeadSpace, execution: Execution) {
    self.space = space
    let width = execution.kernels.panelWidth
    let heads = Slab<Float>(uninitialized: points.count * space.width)
    let norms = Slab<Double>(uninitialized: points.count)
    (self.heads, self.norms) = (heads, norms)
    let rows = points.rows
    _ = Chunks.forEach(
      count: points.count, size: rows.chunkSize(threads: execution.threads),
      threads: execution.threads,
      makeWorker: { (HeadSpace.Scratch(space), [Double](repeating: 0, count: width)) }
    ) { worker, range in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: width) {
        let end = min(start + width, range.upperBound)
        space.project(
          rows.points(start..<end), heads: heads.base + start * space.width, norms: &worker.1,
          scratch: worker.0)
        for (lane, point) in (start..<end).enumerated() { norms[point] = worker.1[lane] }
      }
    }
  }
}
