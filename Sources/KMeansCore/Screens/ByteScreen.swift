/// The certified screen in 8 bits: centroids against points, as 8-bit dot products.
///
/// With x̂ = (x − c)·s and m̂ likewise, s²·δ(x, m) = ‖x̂‖² + 2σ for the score σ = ½‖m̂‖² − x̂·m̂.
/// The kernel's lower bound of σ holds for the real score (its errors are in the facts of points
/// and centroids), so a centroid within reach r has σ ≤ ½((r·s)² − ‖x̂‖²). That, rounded up, is the
/// threshold.
///
/// - Complexity: O(n·k·d), at a quarter of what floats cost or less.
struct ByteScreen: CandidateScreen {
  /// Its bounds are those of `CentroidBytes` already.
  let isCoarse = false
  private let points: BytePoints
  private let kernels: Kernels
  /// The centroids of every level.
  private let levels: [Level]
  /// What turns a reach into a length in the scaled space.
  private let length: Double
  private let digits: Kernels.Digits8

  private struct Level {
    let range: Range<Int>
    let packed: Slab<UInt8>
    let facts: Slab<Float>
  }

  /// Prepares the centroids.
  ///
  /// - Parameters:
  ///   - points: X in 8 bits.
  ///   - m: M.
  ///   - levels: of the centroids.
  ///   - unit: the unit of reaches.
  ///   - execution: kernels, threads and stop.
  /// - Complexity: O(k·d).
  init(
    _ points: BytePoints, _ m: PointMatrix, _ levels: DriftLevels, unit: Double,
    execution: Execution
  ) {
    let (d, kernels) = (m.dimensions, execution.kernels)
    self.points = points
    self.kernels = kernels
    length = points.scale / unit
    // Points without a rest leave bounds to the centroids' rests alone, which then should be small.
    // Beside rests of points, coarser ones of centroids let few more pairs through.
    let digits: Kernels.Digits8 = points.isWhole ? .fine : kernels.fastestDigits8
    self.digits = digits
    let ordered = m.selecting(levels.order.map(Int.init))
    self.levels = levels.ranges.map { range in
      let level = Level(
        range: range,
        packed: Slab<UInt8>(
          uninitialized: kernels.centroids8Bytes(count: range.count, dimensions: d)),
        facts: Slab<Float>(repeating: 0, count: 4 * range.count))
      ordered.withDoubles { values in
        kernels.packCentroids8(
          values + range.lowerBound * d, count: range.count, dimensions: d,
          centre: points.centre, scale: points.scale, digits: digits, packed: level.packed.base,
          facts: level.facts.base)
      }
      level.facts.shrinkErrors(by: execution.errorScale)
      return level
    }
  }

  func pairs(
    start: Int, lanes: UnsafeBufferPointer<Int32>, reaches: UnsafePointer<Double>, level: Int,
    scratch: CandidateScratch
  ) -> Int {
    let width = kernels.panelWidth
    points.thresholds(
      start: start, lanes: lanes, reaches: reaches, length: length, width: width,
      into: scratch.thresholds)
    kernels.panel8(
      rows: points.rows.base + start * points.pitch, facts: points.facts.base + 3 * start,
      dimensions: points.dimensions, index: lanes.baseAddress!, count: lanes.count,
      panel: scratch.panel8, panelFacts: scratch.facts)
    return scratch.pairs(levels[...level].lazy.map(\.range), width: width) { index, codes in
      let level = levels[index]
      return kernels.below8(
        panel: scratch.panel8, facts: scratch.facts, dimensions: points.dimensions,
        packed: level.packed.base, centroidFacts: level.facts.base, count: level.range.count,
        digits: digits, thresholds: scratch.thresholds, codes: codes)
    }
  }
}

extension Slab<Float> {
  /// Makes the error terms of the facts of centroids in 8 bits smaller than they are, for tests.
  func shrinkErrors(by factor: Double) {
    guard factor != 1 else { return }
    for index in 0..<count where index % 4 == 1 || index % 4 == 2 { base[index] *= Float(factor) }
  }
}

extension BytePoints {
  /// For every lane the greatest score that a centroid within reach can have, rounded up. Lanes
  /// without a point get NaN, which no score is below.
  ///
  /// ‖x̂‖² is known to 2⁻³⁸ of itself; 2⁻³⁷ covers that and the roundings of Double here.
  func thresholds(
    start: Int, lanes: UnsafeBufferPointer<Int32>, reaches: UnsafePointer<Double>, length: Double,
    width: Int, into thresholds: UnsafeMutablePointer<Float>
  ) {
    for (lane, offset) in lanes.enumerated() {
      let norm = norms[start + Int(offset)]
      let reach = reaches[lane] * length
      let score = 0.5 * (reach * reach * (1 + 0x1p-50) - norm * (1 - 0x1p-37))
      thresholds[lane] = Float(roundingUp: score)
    }
    for lane in lanes.count..<width { thresholds[lane] = .nan }
  }
}
