extension Clusterer {
  /// How the first centroids are found.
  public struct Initialization: Sendable {
    /// The name, as the command spells it; "given" where all or some centroids are given.
    public let name: String
    /// What it does, in a line.
    public let summary: String
    /// What it does, in a sentence for readers who see it done; "{seed}" stands for the seed.
    public let explanation: String
    /// The centroids that are given, all or the first; nil where all are drawn.
    public let given: PointMatrix?
    /// How many rounds of draws there are; nil for all but k-means||.
    public let rounds: Int?
    /// Whether another restart starts elsewhere.
    public let isRandom: Bool
    /// How many starts are tried by default.
    let usualRestarts: Int
    /// How the centroids are found.
    private let seeding: any Seeding

    /// All that draw: what names are read from, what help and errors list, and what the equality
    /// tests try. A new one is registered here, as the last: the C interface numbers them by their
    /// places.
    public static let drawing: [Initialization] = [
      .kMeansPlusPlus, .kMeansPlusPlusPlain, .kMeansParallel, .randomPoints,
    ]

    init(
      _ name: String, _ summary: String, explanation: String, given: PointMatrix? = nil,
      rounds: Int? = nil, isRandom: Bool = true, usualRestarts: Int = 1, by seeding: any Seeding
    ) {
      (self.name, self.summary, self.explanation) = (name, summary, explanation)
      (self.given, self.rounds) = (given, rounds)
      (self.isRandom, self.usualRestarts, self.seeding) = (isRandom, usualRestarts, seeding)
    }

    /// The one of that name that draws, if there is one.
    public init?(named name: String) {
      guard let named = Self.drawing.first(where: { $0.name == name }) else { return nil }
      self = named
    }

    /// M₀, and how it was drawn.
    ///
    /// When `control` stops the run, the centroids still missing are drawn as random points.
    func start(
      _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
      report: SeedingReport? = nil
    ) -> Start {
      seeding.start(x, clusters: clusters, random: random, execution: execution, report: report)
    }
  }
}

extension Clusterer.Configuration {
  /// M₀ of a start, and how it was drawn.
  func start(
    _ x: Prepared, random: RandomSource, execution: Execution, report: SeedingReport? = nil
  ) -> Start {
    let start = admitted(execution.kernels).start(
      x, clusters: clusters, random: random, execution: execution, report: report)
    // Drawn centroids are points of X as the distance sees them.
    guard start.draws.isEmpty else { return start }
    return Start(centroids: problem.admitted(start.centroids, kernels: execution.kernels))
  }
}

extension Clusterer.Initialization: Hashable {
  /// Whether two have the same name, the same given centroids and as many rounds.
  public static func == (a: Clusterer.Initialization, b: Clusterer.Initialization) -> Bool {
    a.name == b.name && a.isRandom == b.isRandom && a.given == b.given && a.rounds == b.rounds
  }

  /// Hashes the name, the given centroids and the rounds.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(given)
    hasher.combine(rounds)
  }
}

extension Clusterer.Initialization: Codable {
  private enum CodingKeys: CodingKey {
    case name, given, isExtended, rounds
  }

  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError`, also for a name that is not known.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let given = try container.decodeIfPresent(PointMatrix.self, forKey: .given) {
      let isExtended = try container.decode(Bool.self, forKey: .isExtended)
      self = isExtended ? .extending(given) : .centroids(given)
      return
    }
    let name = try container.decode(String.self, forKey: .name)
    guard let named = Self(named: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container, debugDescription: "no initialization is named \(name)")
    }
    let rounds = try container.decodeIfPresent(Int.self, forKey: .rounds)
    guard let rounds else {
      self = named
      return
    }
    guard named.rounds != nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .rounds, in: container, debugDescription: "\(name) has no rounds")
    }
    self = .kMeansParallel(rounds: rounds)
  }

  /// Writes the name, with the number of rounds where it is not the usual one; or given centroids
  /// and whether more are drawn.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    guard let given else {
      try container.encode(name, forKey: .name)
      return try container.encodeIfPresent(unusualRounds, forKey: .rounds)
    }
    try container.encode(given, forKey: .given)
    try container.encode(isRandom, forKey: .isExtended)
  }
}

/// Finds the first centroids.
protocol Seeding: Sendable {
  /// M₀, k points of d features, and how they were drawn.
  ///
  /// - Parameters:
  ///   - x: X.
  ///   - clusters: k.
  ///   - random: numbers for this start.
  ///   - execution: kernels, threads and stop.
  ///   - report: is told how far the draw has come; nil for no report.
  /// - Returns: fewer than k where the run was abandoned.
  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
    report: SeedingReport?
  ) -> Start
}

extension Seeding {
  /// The same without a report of how far it has come.
  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution
  ) -> Start {
    start(x, clusters: clusters, random: random, execution: execution, report: nil)
  }
}

/// Where a run starts.
struct Start {
  /// M₀.
  let centroids: PointMatrix
  /// How each centroid was drawn; empty where they are not points of X.
  var draws: [Trace.Draw] = []
}

extension Trace {
  /// How a centroid was drawn.
  public struct Draw: Sendable, Equatable {
    /// The points that were drawn for it, in their order.
    public let candidates: [Int]
    /// The one of them that was kept: the one that lowers J most.
    public let chosen: Int
  }
}
