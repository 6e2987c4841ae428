/// A fit over points that lie in several shards, in one process or on many machines.
///
/// It goes on by rounds: the caller hands `request` to every `Shard`, and hands their
/// answers to `take(_:)`, in any order. The fit has the bits of one over all points in the order of
/// the shards: the same draws, centroids, J and iterations, because what it adds up is exact.
public struct ShardedFit: Sendable {
  /// The settings.
  public let configuration: Clusterer.Configuration
  /// How many shards there are.
  public let shards: Int
  private var course: ShardCourse
  private var tally: ShardTally
  private var round = 0
  private var bytes: [UInt8]?
  private var sum: UInt64 = 0
  private let execution: Execution

  /// What a round is for.
  public enum Stage: Int, Sendable {
    /// What the points are.
    case survey = 0
    /// The first centroids are drawn.
    case seeding = 1
    /// One iteration.
    case step = 2
    /// A cluster has lost all its points, and gets one.
    case farthest = 3
    /// The end of a start.
    case finish = 4
  }

  /// How far a fit has come.
  public struct Progress: Sendable {
    /// What the round is for.
    public let stage: Stage
    /// Which start this is, from 0.
    public var restart = 0
    /// J after every iteration of the start.
    public var history: [Double] = []
  }

  /// A fit.
  ///
  /// - Parameters:
  ///   - configuration: what to fit and how. Only full iterations over all points can be had: no
  ///     other variant, quality or order, no limits on sizes, no frozen centroids, no reference,
  ///     no time limit.
  ///   - shards: how many there are, those without points included.
  /// - Throws: `ShardError.setting` and `.clustering`.
  public init(_ configuration: Clusterer.Configuration, shards: Int) throws(ShardError) {
    do { _ = try configuration.validated() } catch { throw .clustering(.configuration(error)) }
    try Self.check(configuration)
    guard shards > 0 else { throw .clustering(.observations(.noPoints)) }
    guard shards <= 1 << 24 else { throw .shardNumber(shards, shards: 1 << 24) }
    (self.configuration, self.shards) = (configuration, shards)
    let kernels: Kernels
    do { kernels = try Clusterer.kernels() } catch { throw .clustering(error) }
    execution = Execution(kernels: kernels, threads: configuration.workers, control: .free)
    tally = ShardTally(shards: shards)
    course = ShardSurveying(configuration, execution: execution).course
    begin()
  }

  private static func check(_ configuration: Clusterer.Configuration) throws(ShardError) {
    let given = configuration.initialization.given
    let unknown: [(String, Bool)] = [
      ("variant \(configuration.variant.rawValue)", configuration.variant != .full),
      ("quality \(configuration.quality.rawValue)", configuration.quality != .fast),
      ("order \(configuration.order)", configuration.order != .asFound),
      ("size limits", configuration.sizeLimits != nil),
      ("frozen centroids", configuration.frozenClusters > 0),
      ("reference", configuration.reference != nil),
      ("time limit", configuration.timeLimit != nil),
      (
        "fewer given centroids than clusters",
        given.map { $0.count < configuration.clusters } ?? false
      ),
    ]
    if let first = unknown.first(where: \.1) { throw .setting(first.0) }
  }

  /// The request of this round, for every shard; nil when the fit has ended.
  public var request: [UInt8]? { bytes }

  /// The result; nil before the end.
  public var clustering: ShardedClustering? {
    if case .done(let clustering) = course { clustering } else { nil }
  }

  /// How far the fit has come; nil at its end.
  public var progress: Progress? {
    if case .ask(let round) = course { round.progress } else { nil }
  }

  /// The shards that have not answered the request, ascending.
  public var missing: [Int] {
    bytes == nil ? [] : tally.hasAnswered.indices.filter { !tally.hasAnswered[$0] }
  }

  /// Ends the fit after the iteration that is under way, with the labels of its centroids.
  public mutating func stop() { tally.isStopping = true }

  /// Takes the answer of a shard. With the last one, the next request is there.
  ///
  /// A second answer of a shard changes nothing.
  ///
  /// - Parameter answer: of a shard to `request`.
  /// - Throws: `ShardError` for other bytes, and for points that cannot be clustered. The fit is
  ///   then where it was, and the shard may answer again.
  /// - Complexity: O(n) for n bytes, and O(k·d) with the last answer of an iteration.
  public mutating func take(_ answer: [UInt8]) throws(ShardError) {
    guard case .ask(let round) = course else { throw .otherRound }
    let (shards, sum, shape) = (shards, sum, shape(round))
    let (shard, found) = try withBytes(answer) { (bytes) throws(ShardError) in
      try ShardBytes.opened(bytes, .answer) { (input) throws(CheckpointError) in
        let (own, shard) = (try input.word(UInt64.self), try input.int(0...CheckpointReader.most))
        guard own == sum, shard < shards else {
          input.skip()
          return (own == sum ? shard : -1, ShardAnswer?.none)
        }
        return (shard, try ShardAnswer(&input, to: round.question, shape))
      }
    }
    guard shard >= 0 else { throw .otherRound }
    guard let found else { throw .shardNumber(shard, shards: shards) }
    guard !tally.hasAnswered[shard] else { return }
    guard tally.missing == 1 else {
      tally.take(found, of: shard)
      return
    }
    // The fit stays where it is if the last answer cannot be.
    var all = tally
    all.take(found, of: shard)
    course = try round.then(all)
    tally = ShardTally(shards: shards)
    tally.isStopping = all.isStopping
    begin()
  }

  private func shape(_ round: ShardRound) -> ShardAnswerShape {
    let whole = round.context.whole
    var (clusters, seeds) = (configuration.clusters, 0)
    switch round.question {
    case .draw(let draw):
      seeds = draw.seeds.count
      if case .potentials(let trials) = draw.task { seeds = trials.count }
    case .step(let step): clusters = step.m.count
    case .survey, .farthest, .finish: break
    }
    return ShardAnswerShape(
      dimensions: whole?.survey.dimensions ?? 1, clusters: clusters, seeds: seeds,
      grid: whole.map { FixedPointGrid($0.survey) }, isWeighted: whole?.isWeighted ?? false)
  }

  /// Writes the request of a new round.
  private mutating func begin() {
    guard case .ask(let next) = course else {
      bytes = nil
      return
    }
    round += 1
    let request = ShardRequest(round: round, context: next.context, question: next.question).bytes
    sum = request.withUnsafeBytes { ShardBytes.sum($0) }
    bytes = request
  }
}
