import KMeansCore

/// A fit with everything drawn: points, weights and settings.
struct DrawnFit: CustomStringConvertible {
  let points: DrawnPoints
  let weights: [Double]?
  /// With an algorithm and a number of threads that must change nothing.
  let configuration: Clusterer.Configuration
  /// After how many reports of progress a stop is asked for; nil for never.
  let stop: Int?

  var description: String {
    let c = configuration
    return "\(points.kind) \(points.matrix), k = \(c.clusters), \(c.distance), \(c.variant), "
      + "\(c.initialization.name), restarts \(c.restarts ?? 0), seed \(c.seed), "
      + "limit \(c.iterationLimit), tolerance \(c.tolerance), \(c.algorithm), "
      + "\(c.threads ?? 0) threads, \(weights == nil ? "no weights" : "weights")"
  }

  /// Case `number` of a seed.
  init(seed: UInt64, number: UInt64) {
    var dice = Dice(seed: seed, number: number)
    points = DrawnPoints(&dice)
    let x = points.matrix
    weights = Self.weights(x.count, &dice)
    let most = max(1, min(x.count, 200, 20_000_000 / (x.count * x.dimensions)))
    var configuration = Clusterer.Configuration(clusters: dice.size(most: most))
    if dice.once(in: 40) { configuration.clusters = min(x.count, 300) }
    configuration.distance = dice.once(in: 5) ? .cosine : .euclidean
    configuration.initialization = Self.start(x, configuration, &dice)
    configuration.restarts = dice.once(in: 4) ? 1 + dice.below(4) : 1
    configuration.seed = UInt64(dice.below(1000))
    configuration.iterationLimit = dice.size(most: 40)
    configuration.tolerance = dice.one(of: [0, 0, 1e-4, 0.01])
    configuration.order = dice.one(of: [.asFound, .asFound, .size, .first])
    if dice.once(in: 10), configuration.initialization.given == nil {
      configuration.variant = .bisecting
      configuration.order = .asFound
    }
    configuration.algorithm = dice.one(of: Clusterer.Algorithm.allCases + [.auto, .auto, .auto])
    configuration.threads = 1 + dice.below(8)
    self.configuration = configuration
    stop = dice.once(in: 6) ? dice.below(12) : nil
  }

  private static func start(
    _ x: PointMatrix, _ configuration: Clusterer.Configuration, _ dice: inout Dice
  ) -> Clusterer.Initialization {
    guard dice.once(in: 3) else { return dice.one(of: Clusterer.Initialization.drawing) }
    let rows = (0..<configuration.clusters).map { _ -> [Double] in
      let point = x.point(dice.below(x.count))
      return dice.once(in: 5) ? point.map { $0.nextUp } : point
    }
    return (try? PointMatrix(rows)).map { .centroids($0) } ?? .kMeansPlusPlus
  }

  private static func weights(_ count: Int, _ dice: inout Dice) -> [Double]? {
    let kind = dice.below(8)
    guard kind < 4 else { return nil }
    let weights = (0..<count).map { _ -> Double in
      switch kind {
      case 0: Double(1 + dice.below(4))
      case 1: dice.once(in: 4) ? 0 : dice.unit()
      case 2: Double(sign: .plus, exponent: dice.below(200) - 100, significand: 1 + dice.unit())
      default: 0.1
      }
    }
    return weights.contains { $0 > 0 } ? weights : nil
  }
}
