/// An assignment step under limits: with M fixed, the Y that makes Σ c_ij·y_ij least, where every
/// cluster has from `least` to `most` points.
///
/// A price p_j is added to what a point pays in cluster j. Where every point is in the cluster that
/// it pays least in, clusters of positive prices are as full as they may be, and those of negative
/// prices as empty, no other Y costs less: Σᵢ minⱼ (c_ij + p_j) − most·Σ p⁺ + least·Σ p⁻ is a lower
/// bound on every cost, and it is reached. Geometrically the clusters are the cells of a power
/// diagram (F. Aurenhammer, F. Hoffmann and B. Aronov, "Minkowski-type theorems and least-squares
/// clustering", Algorithmica 20, 1998).
///
/// The step begins at the prices of the step before. There every point takes its cheapest cluster,
/// which leaves a few points in the wrong place. These are moved along shortest paths
/// (`ClusterFlow`), which also corrects the prices. Paths see only points within a reach: those
/// whose second cheapest cluster is not much dearer. Where a path needs more, the reach grows.
struct BalancedStep {
  let rows: Observations.Rows
  let m: PointMatrix
  let limits: ClusterLimits
  let grid: CostGrid
  let execution: Execution
  /// Whether the step may end half-way for any reason.
  let mayStop: Bool
  /// Finds cheapest clusters fast; nil where every distance is computed.
  var screen: PriceScreen?
  /// The most costs at which paths see all of them at once.
  var fewCosts = 1 << 14
  /// By how much, at most, prices have risen against each other since points chose.
  var risen: Int64 = 0
  /// What was computed.
  var work = Clustering.Work()

  /// What points choose at the prices with which a step begins.
  struct Choices {
    /// The cheapest clusters of the points; of those without weight the nearest.
    let labels: Slab<Int32>
    /// How much dearer the second cheapest cluster is; `.max` for points without weight, which
    /// count nowhere.
    let margins: Slab<Int64>
    /// What clusters have of the limits.
    var sizes: [Int]
  }

  /// How much a point takes of the limits; 0 for one that counts nowhere.
  @inline(__always)
  func amount(_ point: Int) -> Int {
    limits.amounts?[point] ?? (rows.weight(point) > 0 ? 1 : 0)
  }

  /// What the distances of a point are multiplied by, as `CostGrid.cost` takes it.
  @inline(__always)
  func costWeight(_ point: Int) -> Double {
    grid.scaled(weight: limits.amounts == nil ? rows.weight(point) : 1)
  }

  var count: Int { rows.points.count }

  var isStopped: Bool { execution.control.endsStep(mayStop: mayStop) }

  /// Moves points along shortest paths until the limits are kept.
  ///
  /// - Parameters:
  ///   - choices: what points choose at the prices; their labels and sizes change.
  ///   - prices: those of the choices; then those of the labels.
  /// - Returns: whether it was done; not where the step was stopped.
  /// - Complexity: that of `gather` and of `ClusterFlow.repair` for the points that are in the
  ///   wrong place.
  mutating func repair(_ choices: inout Choices, _ prices: inout [Int64]) -> Bool {
    var reach = BalancedReach(choices.margins, costs: count * m.count, few: fewCosts)
    risen = 0
    while true {
      let wrong = wrong(choices.sizes, prices)
      if wrong == 0 { return true }
      reach.grow(wrong: limits.points(wrong, of: count), clusters: m.count)
      guard let moves = gather(reach.value, choices, prices) else { return false }
      var flow = ClusterFlow(
        limits: limits.range, prices: prices, sizes: choices.sizes, moves: moves, reach: reach.value
      )
      let end = flow.repair { isStopped }
      if case .stopped = end { return false }
      take(flow, &choices)
      prices = flow.pricesAboveSink
      risen += flow.spread
      if case .optimal = end { return true }
    }
  }

  /// How much is in the wrong place.
  func wrong(_ sizes: [Int], _ prices: [Int64]) -> Int {
    let flows = ClusterFlow.flows(limits.range, prices: prices, sizes: sizes)
    let excess = zip(sizes, flows).map { $0 - $1 }
    return excess.reduce(0) { $0 + max(0, $1) } + max(0, -excess.reduce(0, +))
  }

  /// Takes over the labels that a flow has changed.
  private func take(_ flow: ClusterFlow, _ choices: inout Choices) {
    for (point, label) in zip(flow.moves.points, flow.moves.wholeLabels()) {
      move(point, to: label, &choices)
    }
  }

  /// Moves a whole point.
  func move(_ point: Int, to label: Int32, _ choices: inout Choices) {
    let old = choices.labels[point]
    guard old != label else { return }
    choices.sizes[Int(old)] -= amount(point)
    choices.sizes[Int(label)] += amount(point)
    choices.labels[point] = label
  }
}

/// How far paths see, which grows as they need it.
struct BalancedReach {
  private(set) var value: Int64 = 0
  /// Some of the margins, ascending.
  private let sample: [Int64]
  private let count: Int
  private let isWhole: Bool
  /// How many points were in the wrong place when it grew last.
  private var last = Int.max

  init(_ margins: Slab<Int64>, costs: Int, few: Int) {
    count = margins.count
    isWhole = costs <= few
    let step = max(1, count >> 14)
    sample = stride(from: 0, to: count, by: step).map { margins[$0] }.sorted()
  }

  /// Grows: at first to where several times as many points as are in the wrong place are within
  /// reach, and then sixfold; twofold where most of these could be moved.
  mutating func grow(wrong: Int, clusters: Int) {
    let factor: Int64 = wrong < last / 2 ? 2 : 6
    last = wrong
    let grown = value.multipliedReportingOverflow(by: factor)
    if isWhole || grown.overflow || grown.partialValue > 1 << 60 { return value = .max }
    if value > 0 { return value = grown.partialValue }
    let wanted = min(count / 4, 4 * wrong + 4 * clusters)
    // Margins of points without weight are `.max`.
    value = min(max(1, sample[Int(Double(wanted) / Double(count) * Double(sample.count))]), 1 << 58)
  }
}
