/// The screen on the principal axes: m coordinates and the length of the remainder bound a product
/// of d values. Pairs that they leave go through 8 bits.
///
/// By `HeadSpace` the real score σ = ½‖m̂‖² − x̂·m̂ is at least h − p·q − t·t′ − A, where h ≤
/// ½‖m̂‖². The kernel computes h − p·q − t·t′ from floats that are taken as they are, as a chain of
/// m + 1 fused steps, so that it is off by at most E = γ·(½M² + X·M) + τ for n = m + 3 roundings
/// (`ScoreError`), with bounds X and M on the lengths of heads with their tails. A centroid with σ
/// ≤ T thus has a computed score of at most T + A + E.
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
    let centroids: PackedCentroids
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
    let norms = (0..<m.count).map { ordered.norms[$0] }
    greatest = (norms.max() ?? 0) * (1 + 2 * space.relative + space.defect) * 1.5
    let leasts = norms.map { space.least($0) * space.least($0) * (1 - 0x1p-50) }
    let wide = PointMatrix(dimensions: space.width, count: m.count) { values in
      for index in values.indices { values[index] = Double(ordered.heads[index]) }
      for tail in stride(from: space.width - 1, to: values.count, by: space.width) {
        values[tail] *= errorScale
      }
    }
    let zeros = [Double](repeating: 0, count: space.width)
    self.levels = levels.ranges.map { range in
      let centroids = wide.withDoubles {
        PackedCentroids(
          $0 + range.lowerBound * space.width, count: range.count, centre: zeros, scale: 1,
          kernels: kernels)
      }
      // h: the least that ½‖m̂‖² can be.
      for (index, position) in range.enumerated() {
        centroids.halfNorms[index] = Float(roundingDown: 0.5 * leasts[position])
      }
      return Level(range: range, centroids: centroids)
    }
  }

  func pairs(
    start: Int, lanes: UnsafeBufferPointer<Int32>, reaches: UnsafePointer<Double>, level: Int,
    scratch: CandidateScratch
  ) -> Int {
    let width = kernels.panelWidth
    setThresholds(start, lanes, reaches, scratch)
    // No score is below NaN, not even −∞.
    for lane in lanes.count..<width { scratch.thresholds[lane] = .nan }
    pack(start, lanes, scratch)
    return scratch.pairs(levels[...level].lazy.map(\.range), width: width) { level, codes in
      levels[level].centroids.below(scratch.panel, thresholds: scratch.thresholds, codes: codes)
    }
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
    level.centroids.tile(
      scratch.panel, least: scratch.bounds, second: scratch.thresholds, index: scratch.codes)
    labels.update(from: scratch.codes, count: lanes.count)
  }

  private func pack(
    _ start: Int, _ lanes: UnsafeBufferPointer<Int32>, _ scratch: CandidateScratch
  ) {
    let width = points.space.width
    kernels.pack(
      Kernels.Points(
        points.heads.base + start * width, scalar: .float, dimensions: width, count: lanes.count,
        rows: lanes.baseAddress),
      centre: scratch.zeros, scale: 1, panel: scratch.panel, norms: scratch.norms)
  }

  /// T + A + E for every lane, rounded up, with T = ½((r·s)² − ‖x̂‖²).
  private func setThresholds(
    _ start: Int, _ lanes: UnsafeBufferPointer<Int32>, _ reaches: UnsafePointer<Double>,
    _ scratch: CandidateScratch
  ) {
    let space = points.space
    let gamma = ScoreError.gamma(space.width + 2)
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
