@testable import KMeansCore

/// A fit that is cut off in the tests of checkpoints.
struct CheckpointCase: Sendable {
  let name: String
  let points: PointMatrix
  var weights: [Double]?
  var settings: Clusterer.Configuration

  func fit(
    _ settings: Clusterer.Configuration? = nil, resuming checkpoint: Clusterer.Checkpoint? = nil,
    every interval: Duration = .zero, saving save: ((Clusterer.Checkpoint) -> Void)? = nil,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws -> Clustering {
    try Clusterer(settings ?? self.settings).fit(
      points, weights: weights, resuming: checkpoint, every: interval, saving: save,
      progress: progress, stop: stop)
  }

  /// Every way in which a fit can be set up that has a state of its own.
  static func all(seed: UInt64) throws -> [CheckpointCase] {
    try plain(seed: seed) + searches(seed: seed) + constrained(seed: seed)
  }

  private static func settings(_ k: Int, seed: UInt64) -> Clusterer.Configuration {
    Clusterer.Configuration(clusters: k, seed: seed, tolerance: 0, threads: 2)
  }

  private static func plain(seed: UInt64) throws -> [CheckpointCase] {
    let groups = NestedCase.groups(900, 3, seed: seed)
    var several = settings(8, seed: seed)
    several.restarts = 3
    var loose = several
    (loose.tolerance, loose.initialization) = (1e-4, .randomPoints)
    var short = several
    (short.iterationLimit, short.initialization) = (3, .randomPoints)
    var parallel = settings(12, seed: seed)
    parallel.initialization = .kMeansParallel
    var cosine = several
    cosine.distance = .cosine
    let sparse = try SparsePair.random(400, 30, density: 0.15, seed: seed).compressed
    // Centroids that no point is near, so that clusters are filled again and again.
    var far = settings(7, seed: seed)
    far.initialization = .centroids(
      PointMatrix(dimensions: 3, count: 7) { for i in $0.indices { $0[i] = Double(i / 3) * 40 } })
    let boxes = NestedCase.groups(2600, 2, seed: seed)
    return [
      CheckpointCase(name: "starts", points: groups, settings: several),
      CheckpointCase(
        name: "weights", points: groups, weights: NestedCase.weights(1, 900), settings: several),
      CheckpointCase(name: "tolerance", points: groups, settings: loose),
      CheckpointCase(name: "few iterations", points: groups, settings: short),
      CheckpointCase(name: "k-means||", points: groups, settings: parallel),
      CheckpointCase(name: "cosine", points: groups, settings: cosine),
      CheckpointCase(name: "compressed rows", points: sparse, settings: several),
      CheckpointCase(name: "relocation", points: groups, settings: far),
      CheckpointCase(name: "boxes", points: boxes, settings: several),
    ]
  }

  private static func searches(seed: UInt64) throws -> [CheckpointCase] {
    let groups = NestedCase.groups(900, 3, seed: seed, step: 2)
    var batches = NestedCase.settings(8, batch: 20, seed: seed)
    batches.restarts = 2
    var limited = batches
    limited.epochs = 3.5
    var one = NestedCase.settings(6, batch: 1000, seed: seed)
    one.restarts = 2
    var splits = settings(7, seed: seed)
    (splits.variant, splits.restarts) = (.bisecting, 2)
    var largest = settings(7, seed: seed)
    (largest.variant, largest.initialization) = (.bisectingLargest, .randomPoints)
    var distinct = splits
    distinct.clusters = 12
    let few = PointMatrix(dimensions: 2, count: 60) {
      for i in $0.indices { $0[i] = Double(i % 2 == 0 ? i / 2 % 5 : i / 2 % 2) }
    }
    return [
      CheckpointCase(name: "batches", points: groups, settings: batches),
      CheckpointCase(
        name: "weighted batches", points: groups, weights: NestedCase.weights(1, 900),
        settings: batches),
      CheckpointCase(name: "epochs", points: groups, settings: limited),
      CheckpointCase(name: "one batch", points: groups, settings: one),
      CheckpointCase(name: "splits", points: groups, settings: splits),
      CheckpointCase(
        name: "weighted splits", points: groups, weights: NestedCase.weights(1, 900),
        settings: largest),
      CheckpointCase(name: "more clusters than points", points: few, settings: distinct),
    ]
  }

  private static func constrained(seed: UInt64) throws -> [CheckpointCase] {
    let groups = NestedCase.groups(300, 3, seed: seed, step: 4)
    var equal = settings(7, seed: seed)
    (equal.sizeLimits, equal.restarts) = (.equal, 2)
    var heavy = settings(5, seed: seed)
    heavy.sizeLimits = .weight(least: 20, most: 70)
    var ordered = settings(6, seed: seed)
    (ordered.order, ordered.restarts) = (.size, 2)
    var matched = settings(4, seed: seed)
    matched.reference = PointMatrix(dimensions: 3, count: 4) {
      for i in $0.indices { $0[i] = Double(i * 7 % 40) }
    }
    var frozen = settings(6, seed: seed)
    let given = PointMatrix(dimensions: 3, count: 2) {
      for i in $0.indices { $0[i] = Double(i * 11 % 40) }
    }
    (frozen.initialization, frozen.frozenClusters, frozen.restarts) = (.extending(given), 2, 2)
    return [
      CheckpointCase(name: "equal sizes", points: groups, settings: equal),
      CheckpointCase(
        name: "limits on weights", points: groups, weights: NestedCase.weights(1, 300),
        settings: heavy),
      CheckpointCase(name: "order", points: groups, settings: ordered),
      CheckpointCase(name: "reference", points: groups, settings: matched),
      CheckpointCase(name: "frozen", points: groups, settings: frozen),
    ]
  }
}

/// All of a clustering that must be the same to the bit; what was computed, and how, may differ.
struct ResultBits: Equatable {
  private let numbers: [[UInt64]]
  private let labels: LabelMatrix
  private let facts: [Int]
  private let words: [String]
  private let bisection: Bisection?
  private let batch: Clustering.BatchAccount?
  private let balance: Clustering.Balance?

  init(_ fit: Clustering) {
    let m = fit.centroids
    let values = (0..<m.count).map { m.point($0) }
    numbers =
      (values + [fit.history, [fit.objective, fit.totalSumOfSquares]]
      + [fit.withinSumOfSquares] + fit.restartHistories).map { $0.map(\.bitPattern) }
    labels = fit.labels
    facts = fit.sizes + [fit.restart, fit.iterations]
    words = [fit.stopReason.rawValue] + fit.warnings.map { "\($0)" }
    (bisection, batch, balance) = (fit.bisection, fit.batch, fit.balance)
  }
}
