import KMeansMatrices

/// The screen on the principal axes: m coordinates and the length of the remainder bound a product
/// of d values. Pairs that they leave go through 8 bits.
///
/// By `HeadSpace` the real score σ = ½‖m̂‖² − x̂·m̂ is at least h − p·q − t·t′ − A, where h ≤ ½‖m̂‖².
/// The kernel computes h − p·q − t·t′ from floats that are taken as they are, as a chain of m + 1
/// fused steps, so that it is off by at most E = γ·(½M² + X·M) + τ, γ = n·u/(1 − n·u), n = m + 3,
/// with bounds X and M on the lengths of heads with their tails (Higham, §3.1). A centroid with
/// σ ≤ T thus has a computed score of at most T + A + E.
///
/// - Complexity: O(n·k·m) and what is left.
struct HeadScreen: CandidateScreen {
  let isCoarse = true
  private let points: HeadPoints
  private let kernels: Kernels
  private let levels: [Level]
  private let length: Double
  /// A bound M on every ‖m̂‖, and on the length of every head with its tail.
  private let greatest: Double
  private let errorScale: Double

  private struct Level {
    let range: Range<Int>
    let packed: AlignedFloats
    let halfNorms: AlignedFloats
  }

  /// Prepares the centroids.
  ///
  /// - Complexity: O(k·d·m).
  init(
    _ points: HeadPoints, _ m: PointMatrix, _ levels: DriftLevels, unit: Double,
    execution: Execution
  ) {
    let errorScale = execution.errorScale
    self.errorScale = errorScale
    let (kernels, space) = (execution.kernels, points.space)
    (self.points, self.kernels) = (points, kernels)
    length = space.scale / unit
    let ordered = HeadPoints(
      m.selecting(levels.order.map(Int.init)), space, execution: execution)
    let norms = UnsafeBufferPointer(start: ordered.norms, count: m.count)
    greatest = (norms.max() ?? 0) * (1 + 2 * space.relative + space.defect) * 1.5
    let leasts = norms.map { space.least($0) * space.least($0) * (1 - 0x1p-50) }
    let heads = UnsafeBufferPointer(start: ordered.heads, count: m.count * space.width)
    let wide = PointMatrix(dimensions: space.width, count: m.count) { values in
      for index in heads.indices { values[index] = Double(heads[index]) }
      for tail in stride(from: space.width - 1, to: heads.count, by: space.width) {
        values[tail] *= errorScale
      }
    }
    let zeros = [Double](repeating: 0, count: space.width)
    self.levels = levels.ranges.map { range in
      let level = Level(
        range: range, packed: AlignedFloats(count: range.count * space.width),
        halfNorms: AlignedFloats(count: range.count))
      wide.withDoubles { values in
        kernels.packCentroids(
          values + range.lowerBound * space.width, count: range.count, dimensions: space.width,
          centre: zeros, scale: 1, packed: level.packed.base, halfNorms: level.halfNorms.base)
      }
      // h: the least that ½‖m̂‖² can be.
      for (index, position) in range.enumerated() {
        level.halfNorms.base[index] = Float(roundingDown: 0.5 * leasts[position])
      }
      return level
    }
    // `heads` and `norms` are its memory.
    withExtendedLifetime(ordered) {}
  }

  func pairs(
    start: Int, lanes: UnsafeBufferPointer<Int32>, reaches: UnsafePointer<Double>, level: Int,
    scratch: CandidateScratch
  ) -> Int {
    let (width, space) = (kernels.panelWidth, points.space)
    setThresholds(start, lanes, reaches, scratch)
    // No score is below NaN, not even −∞.
    for lane in lanes.count..<width { scratch.thresholds[lane] = .nan }
    pack(start, lanes, scratch)
    var count = 0
    for level in levels[...level] {
      let codes = scratch.codes + count
      let found = kernels.below(
        panel: scratch.panel, dimensions: space.width, packed: level.packed.base,
        halfNorms: level.halfNorms.base, count: level.range.count,
        thresholds: scratch.thresholds, codes: codes)
      let first = Int32(level.range.lowerBound * width)
      if first > 0 { for index in 0..<found { codes[index] += first } }
      count += found
    }
    return count
  }

  /// For every lane the centroid that is nearest on the axes: a guess, for points without a label.
  ///
  /// - Precondition: there is one level only.
  func guess(
    start: Int, lanes: UnsafeBufferPointer<Int32>, labels: UnsafeMutablePointer<Int32>,
    scratch: CandidateScratch
  ) {
    let (width, level) = (kernels.panelWidth, levels[0])
    pack(start, lanes, scratch)
    // Without the tails, whose product is only a bound.
    let tails = scratch.panel + width * (points.space.width - 1)
    tails.update(repeating: 0, count: width)
    kernels.tile(
      panel: scratch.panel, dimensions: points.space.width, packed: level.packed.base,
      halfNorms: level.halfNorms.base, count: level.range.count, least: scratch.bounds,
      second: scratch.thresholds, index: scratch.codes)
    labels.update(from: scratch.codes, count: lanes.count)
  }

  private func pack(
    _ start: Int, _ lanes: UnsafeBufferPointer<Int32>, _ scratch: CandidateScratch
  ) {
    let width = points.space.width
    kernels.pack(
      Kernels.Points(
        points.heads + start * width, scalar: .float, dimensions: width, count: lanes.count,
        rows: lanes.baseAddress),
      centre: scratch.zeros, scale: 1, panel: scratch.panel, norms: scratch.norms)
  }

  /// T + A + E for every lane, rounded up, with T = ½((r·s)² − ‖x̂‖²).
  private func setThresholds(
    _ start: Int, _ lanes: UnsafeBufferPointer<Int32>, _ reaches: UnsafePointer<Double>,
    _ scratch: CandidateScratch
  ) {
    let space = points.space
    let n = Double(space.width + 2) * 0x1p-24
    let gamma = n / (1 - n)
    let factor = 3 * space.defect + 2 * space.relative + gamma
    for (lane, offset) in lanes.enumerated() {
      let (norm, reach) = (points.norms[start + Int(offset)], reaches[lane] * length)
      let least = space.least(norm)
      let score = 0.5 * (reach * reach * (1 + 0x1p-50) - least * least * (1 - 0x1p-50))
      // Lengths of heads with their tails are below 1.5 times those of the points.
      let product = 1.5 * norm * greatest
      let margin =
        (factor * product + gamma * 0.5 * greatest * greatest
          + space.lost * (1 + 1.5 * norm + greatest)) * (1 + 0x1p-6) * errorScale
      scratch.thresholds[lane] = Float(roundingUp: score + margin)
    }
  }
}
