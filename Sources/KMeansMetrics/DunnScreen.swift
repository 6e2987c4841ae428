import KMeansCore

/// Which pairs of points could be nearer than the nearest pair known, or farther than the farthest:
/// a screen in single precision that only discards; the truth decides what it leaves.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s, s²·δ(x, z) = ‖x̂‖² + 2σ with the score
/// σ = ½‖ẑ‖² − x̂·ẑ. The kernel computes it with an error of at most the E of `ScoreError`. ‖x̂‖²
/// is known to 2^-22·X² and √d·2^-124·X, for the same reasons. All points lie within 1 of c after
/// scaling, so M = 1 + 2^-20 + √d·2^-125 serves.
///
/// The computed δ̂ is within g·δ + d·2^-1074 of δ, g = (d + 3)·2^-53. So δ̂ ≥ b is certain when
///
///     σ > E + ½·(s²·(b + d·2^-1074)/(1 − g) − ‖x̂‖²),
///
/// and δ̂ ≤ b when −σ, which the kernel computes of −x̂ and −½‖ẑ‖², is more than
///
///     E + ½·(‖x̂‖² − s²·(b − d·2^-1074)/(1 + g)).
///
/// Both are widened by 2^-40 and rounded up to float.
struct DunnScreen: Sendable {
  /// What is looked for.
  enum Goal: Sendable {
    /// Pairs with a lesser δ.
    case nearest
    /// Pairs with a greater δ.
    case farthest
  }

  /// Points of one cluster as the kernel takes them, neighbours in `DunnSpace.members`.
  struct Block: Sendable {
    let range: Range<Int>
    fileprivate let values: Slab<Float>
    /// ½‖ẑ‖² and −½‖ẑ‖².
    fileprivate let halves: [Float]
    fileprivate let negatives: [Float]
  }

  /// By cluster.
  let blocks: [[Block]]
  private let centre: [Double]
  private let scale: Double
  private let dimensions: Int
  private let kernels: Kernels

  /// Points of a block.
  private static let height = 240

  /// Packs all points; nil where a screen would save nothing, or all points are equal.
  ///
  /// - Complexity: O(N·d) time and memory.
  init?(_ space: DunnSpace, mean: [Double]) {
    let (rows, kernels, d) = (space.rows, space.kernels, space.rows.dimensions)
    // With few features a comparison costs no more than a screen, and n·u must stay small.
    guard d >= 8, d < 1 << 20, rows.points.count >= 512 else { return nil }
    let centre =
      rows.points.scalar == .double
      ? mean
      : mean.map { Double(Float($0)).isFinite ? Double(Float($0)) : $0 }
    let reach = kernels.distances(rows, 0..<rows.points.count, to: centre).max() ?? 0
    guard reach > 0 else { return nil }
    let scale = reach.squareRoot().scaleBelowOne
    let pieces = space.members.indices.flatMap { cluster in
      stride(from: 0, to: space.members[cluster].count, by: Self.height).map { start in
        (cluster, start..<min(space.members[cluster].count, start + Self.height))
      }
    }
    let parts = Chunks.forEach(
      count: pieces.count, size: 1, threads: space.threads,
      makeWorker: { [(cluster: Int, block: Block)]() }
    ) { packed, range in
      for (cluster, members) in pieces[range] {
        let points = space.members[cluster][members].flatMap { space.point($0) }
        packed.append(
          (
            cluster,
            Block(
              points, range: members, centre: centre, scale: scale, kernels: kernels)
          ))
      }
    }
    var blocks = [[Block]](repeating: [], count: space.members.count)
    for (cluster, block) in parts.joined() { blocks[cluster].append(block) }
    self.blocks = blocks.map { $0.sorted { $0.range.lowerBound < $1.range.lowerBound } }
    (self.centre, self.scale, dimensions, self.kernels) = (centre, scale, d, kernels)
  }

  /// The pairs of a panel's points and a block's that may be what is looked for.
  ///
  /// - Parameters:
  ///   - panel: some points, packed.
  ///   - block: other points, packed.
  ///   - goal: what is looked for.
  ///   - known: δ of the best pair known.
  ///   - found: called with the lane and the place in the block of each, ascending by place.
  /// - Complexity: O(d) a pair of panel and block.
  func survivors(
    of panel: Panel, in block: Block, goal: Goal, known: Double,
    found: (_ lane: Int, _ place: Int) -> Void
  ) {
    let width = kernels.panelWidth
    for lane in 0..<width {
      panel.thresholds[lane] =
        lane < panel.count ? threshold(panel.norms[lane], goal, known) : .nan
    }
    let count = kernels.below(
      panel: panel.values, dimensions: dimensions, packed: block.values.base,
      halfNorms: goal == .nearest ? block.halves : block.negatives, count: block.range.count,
      thresholds: panel.thresholds, codes: panel.codes)
    for index in 0..<count {
      let (place, lane) = Int(panel.codes[index]).quotientAndRemainder(dividingBy: width)
      found(lane, place)
    }
  }

  /// The greatest score, as computed, of a pair that may be what is looked for.
  private func threshold(_ norm: Double, _ goal: Goal, _ known: Double) -> Float {
    let d = Double(dimensions)
    let lost = d.squareRoot() * 0x1p-125
    let bound = 1 + 0x1p-20 + lost
    let x = norm.squareRoot() * (1 + 0x1p-20) + lost
    let terms = ScoreError(dimensions: dimensions).bound(bound)
    let error = terms.constant + terms.linear * x
    let normError = 0x1p-22 * x * x + 4 * lost * x
    let g = (d + 3) * 0x1p-53
    let tiny = d * 0x1p-1074
    let sides: (Double, Double) =
      switch goal {
      case .nearest: (scale * scale * (known + tiny) / (1 - g), -(norm - normError))
      case .farthest: (-scale * scale * max(0, known - tiny) / (1 + g), norm + normError)
      }
    let limit = error + (sides.0 + sides.1) / 2
    let widened = limit + 0x1p-40 * (error + abs(sides.0) + abs(sides.1))
    return Float(widened).nextUp
  }

  /// Memory for one panel of points, used again for every panel of a thread.
  final class Panel {
    fileprivate let values: UnsafeMutablePointer<Float>
    fileprivate let norms: UnsafeMutablePointer<Double>
    fileprivate let thresholds: UnsafeMutablePointer<Float>
    fileprivate let codes: UnsafeMutablePointer<Int32>
    fileprivate var count = 0
    private let size: Int
    private let memory = ScratchMemory()

    init(_ screen: DunnScreen) {
      let width = screen.kernels.panelWidth
      size = screen.dimensions * width
      values = memory.room(size)
      norms = memory.room(width)
      thresholds = memory.room(width)
      codes = memory.room(width * DunnScreen.height)
    }

    /// Fills the panel with points.
    ///
    /// - Parameters:
    ///   - members: at most `width` numbers of points.
    ///   - rows: all points.
    ///   - goal: what pairs are looked for.
    ///   - screen: how points are shifted and scaled.
    /// - Complexity: O(d·width).
    func fill(
      _ members: UnsafeBufferPointer<Int32>, of rows: Observations.Rows, goal: Goal,
      by screen: DunnScreen
    ) {
      count = members.count
      screen.kernels.pack(
        rows.points(0..<rows.points.count, rows: members), centre: screen.centre,
        scale: screen.scale, panel: values, norms: norms)
      if goal == .farthest { for index in 0..<size { values[index] = -values[index] } }
    }
  }

  /// How many points a panel holds.
  var width: Int { kernels.panelWidth }
}

extension DunnScreen.Block {
  fileprivate init(
    _ points: [Double], range: Range<Int>, centre: [Double], scale: Double, kernels: Kernels
  ) {
    let values = Slab<Float>(uninitialized: points.count)
    var halves = [Float](repeating: 0, count: range.count)
    kernels.packCentroids(
      points, count: range.count, dimensions: centre.count, centre: centre, scale: scale,
      packed: values.base, halfNorms: &halves)
    self.init(range: range, values: values, halves: halves, negatives: halves.map { -$0 })
  }
}
