/// The screen for points that must be compared with every centroid.
enum Screen: String, Sendable {
  /// All scores in float32 (`Float32Screen`).
  case float32
  /// 8-bit products against the distance to the own centroid (`ByteScreen`).
  case bytes
  /// The leading principal axes first (`HeadScreen`).
  case axes
}

/// The choice of a screen by counts: each is tried on a few points, and what it leaves of them is
/// weighed against what it costs. No clock is read, so a run always chooses alike.
struct ScreenChoice: Sendable {
  let screen: Screen
  /// Pairs that the screen leaves to the truth, a point.
  let candidates: Double
  /// Estimates of processor cycles a point, by screen, with the looks that looser bounds cause.
  let costs: [Screen: Double]

  /// Below this, points have too few values for bytes to be worth their preparation.
  static let leastDimensions = 16
  /// m of the axes: with the tail, two registers.
  static let axes = 31
  private static let sampleSize = 384
  /// How many more looks points need after screens against known distances, whose bounds are
  /// looser.
  private static let moreLooks = 1.5
  /// With fewer multiplications a step, all screens cost next to nothing.
  private static let leastWork = 1 << 22

  /// Whether there is anything to choose.
  static func isWorthwhile(_ x: Observations, clusters: Int) -> Bool {
    x.dimensions >= leastDimensions
      && x.count.multipliedReportingOverflow(by: clusters * x.dimensions).partialValue >= leastWork
  }

  /// Measures what the screens leave of a sample, and chooses.
  ///
  /// - Parameters:
  ///   - x: X.
  ///   - m: M.
  ///   - labels: of all points; nil where they have none yet. Then they would be guessed on the
  ///     axes, and only these are weighed against float32.
  ///   - drifts: the units of reaches.
  ///   - space: where bytes are rounded.
  ///   - heads: the axes, or nil to leave them out; called only where they may pay.
  ///   - hasHeads: whether the heads of all points are there already.
  ///   - execution: kernels, threads and stop.
  /// - Complexity: O(k·d).
  init(
    _ x: Observations, _ m: PointMatrix, labels: UnsafePointer<Int32>?, _ drifts: DriftSums,
    space: MovedSpace, heads: () -> HeadSpace?, hasHeads: Bool, execution: Execution
  ) {
    let count = min(x.count, Self.sampleSize)
    let rows = (0..<count).map { $0 * (x.count / count) }
    let sample = x.points.selecting(rows)
    let levels = DriftLevels(all: m.count)
    let (d, k) = (Double(x.dimensions), Double(m.count))
    // The cost of making a point's heads, spread over 8 steps, which axes must be able to save.
    let making = hasHeads ? 0 : (d + Double(Self.axes) * (d + 8) / 35 + 160) / 8
    let least = d / 8 + k * Self.cost(.bytes, dimensions: x.dimensions)
    let onAxes = (least > making + k ? heads() : nil).map {
      HeadScreen(
        HeadPoints(sample, $0, execution: execution), m, levels, unit: drifts.unit,
        execution: execution)
    }
    let guess = labels == nil ? onAxes.map { Self.guess($0, count, m, execution) } : nil
    guard let known = labels.map({ labels in rows.map { labels[$0] } }) ?? guess else {
      (screen, candidates, costs) = (.float32, 0, [:])
      return
    }
    let reaches = Self.reaches(sample, m, known, drifts, kernels: execution.kernels)
    func share(_ screen: any CandidateScreen) -> Double {
      Double(max(0, Self.pairs(screen, reaches, m, execution) - count)) / Double(count)
    }
    let bytes = BytePoints(sample, space, execution: execution)
    let inBytes = ByteScreen(bytes, m, levels, unit: drifts.unit, execution: execution)
    let candidates = share(inBytes)
    // An exact distance, and the work on points that every screen needs. Measured on processors
    // with registers of 512 bits; on others all costs grow about alike.
    let truth = d / 2 + 30
    let common = 150 + truth + candidates * (truth + 20)
    var costs: [Screen: Double] = [
      .float32: 30 + d + k * Self.cost(.float32, dimensions: x.dimensions),
      .bytes: common + d / 8 + k * Self.cost(.bytes, dimensions: x.dimensions),
    ]
    if let onAxes {
      let looks = labels == nil ? 2.0 : 1.0
      costs[.axes] =
        common + making + Double(Self.axes + 1)
        + looks * k * Self.cost(.axes, dimensions: x.dimensions) + share(onAxes) * (d / 32 + 25)
    }
    if labels == nil { costs[.bytes] = nil }
    // All scores give the second distance, which candidates only bound. A cheaper look must make up
    // for more looks.
    for screen in [Screen.bytes, .axes] { costs[screen]? *= Self.moreLooks }
    let best = costs.min { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
    (screen, self.candidates, self.costs) = (best?.key ?? .float32, candidates, costs)
  }

  /// The cost of one centroid for one point, in cycles, as measured with registers of 512 bits.
  static func cost(_ screen: Screen, dimensions: Int) -> Double {
    let d = Double(dimensions)
    return switch screen {
    case .float32: (d + 8) / 35
    case .bytes: (d + 32) / 136
    case .axes: Double(axes + 1 + 8) / 35
    }
  }

  /// Labels that the axes suggest for a sample.
  private static func guess(
    _ screen: HeadScreen, _ count: Int, _ m: PointMatrix, _ execution: Execution
  ) -> [Int32] {
    var labels = [Int32](repeating: 0, count: count)
    labels.withUnsafeMutableBufferPointer { labels in
      guard let base = labels.baseAddress else { return }
      forEachPanel(count, m, execution) { start, lanes, scratch in
        screen.guess(start: 0, lanes: lanes, labels: base + start, scratch: scratch)
      }
    }
    return labels
  }

  /// Calls `body` with the first point of every panel of a sample and with its points.
  private static func forEachPanel(
    _ count: Int, _ m: PointMatrix, _ execution: Execution,
    body: (_ start: Int, UnsafeBufferPointer<Int32>, CandidateScratch) -> Void
  ) {
    let (kernels, width) = (execution.kernels, execution.kernels.panelWidth)
    let scratch = CandidateScratch(kernels: kernels, dimensions: m.dimensions, clusters: m.count)
    for start in stride(from: 0, to: count, by: width) {
      let lanes = (start..<min(start + width, count)).map { Int32($0) }
      lanes.withUnsafeBufferPointer { body(start, $0, scratch) }
    }
  }

  /// How far the sample's own centroids are.
  private static func reaches(
    _ sample: PointMatrix, _ m: PointMatrix, _ labels: [Int32], _ drifts: DriftSums,
    kernels: Kernels
  ) -> [Double] {
    return kernels.distances(sample.rows, 0..<sample.count, toAssigned: m, labels)
      .map { drifts.distance(bounding: $0) }
  }

  /// How many pairs a screen leaves of the sample.
  private static func pairs(
    _ screen: any CandidateScreen, _ reaches: [Double], _ m: PointMatrix, _ execution: Execution
  ) -> Int {
    var total = 0
    reaches.withUnsafeBufferPointer { reaches in
      guard let base = reaches.baseAddress else { return }
      forEachPanel(reaches.count, m, execution) { start, lanes, scratch in
        total += screen.pairs(
          start: 0, lanes: lanes, reaches: base + start, level: 0, scratch: scratch)
      }
    }
    return total
  }
}

extension ScreenChoice: CustomStringConvertible {
  /// The choice and its reason in one line.
  var description: String {
    let estimates = costs.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
      .map { "\($0.key.rawValue) \(Int($0.value.rounded()))" }
    return estimates.joined(separator: ", ")
  }
}
