import Testing

@testable import KMeansCore

/// A fit of one machine, and the same over shards.
struct ShardCase: CustomTestStringConvertible, Sendable {
  let name: String
  let points: PointMatrix
  var weights: [Double]?
  var configuration: Clusterer.Configuration

  var testDescription: String { name }

  init(
    _ name: String, _ points: PointMatrix, weights: [Double]? = nil,
    _ configuration: Clusterer.Configuration
  ) {
    (self.name, self.points, self.weights) = (name, points, weights)
    self.configuration = configuration
  }

  /// What must have the same bits.
  struct Result: Equatable {
    let centroids: [UInt64]
    let labels: [Int32]
    let objective: UInt64
    let history: [UInt64]
    let within: [UInt64]
    let sizes: [Int]
    let stopReason: Clustering.StopReason
    let restart: Int
  }

  /// By one machine.
  func whole() throws -> Result {
    let found = try Clusterer(configuration).fit(points, weights: weights)
    return Result(
      centroids: found.centroids.bits, labels: found.labels.values,
      objective: found.objective.bitPattern, history: found.history.map(\.bitPattern),
      within: found.withinSumOfSquares.map(\.bitPattern), sizes: found.sizes,
      stopReason: found.stopReason, restart: found.restart)
  }

  /// The shards between some ends of rows.
  func shards(_ ends: [Int], threads: Int = 1) throws -> [Shard] {
    try ends.indices.map { number in
      let rows = Array((number == 0 ? 0 : ends[number - 1])..<ends[number])
      let own = rows.isEmpty ? points.none : points.selecting(rows)
      return try Shard(
        own, weights: weights.map { all in rows.map { all[$0] } }, number: number, threads: threads)
    }
  }

  /// Over shards.
  ///
  /// - Parameters:
  ///   - ends: where the shards end.
  ///   - seed: of the order of the answers.
  ///   - forgets: whether shards are made anew now and then.
  ///   - threads: of every shard.
  ///   - seen: is told every stage.
  /// - Returns: what was found.
  /// - Throws: what the fit or a shard throws.
  func sharded(
    _ ends: [Int], seed: UInt64 = 1, forgets: Bool = false, threads: Int = 1,
    seen: (ShardedFit.Stage) -> Void = { _ in }
  ) throws -> Result {
    var random = SplitMix(state: seed)
    var shards = try shards(ends, threads: threads)
    var fit = try ShardedFit(configuration, shards: ends.count)
    while let request = fit.request {
      if let progress = fit.progress { seen(progress.stage) }
      for number in shards.indices.shuffled(using: &random) {
        if forgets && Int.random(in: 0..<3, using: &random) == 0 {
          shards[number] = try self.shards(ends)[number]
        }
        let answer = try shards[number].answer(request)
        if forgets { #expect(try shards[number].answer(request) == answer) }
        try fit.take(answer)
      }
    }
    let found = try #require(fit.clustering)
    #expect(found.count == points.count)
    let labels = try NearestCentroids(points, found.centroids, distance: configuration.distance)
    return Result(
      centroids: found.centroids.bits, labels: labels.labels.values,
      objective: found.objective.bitPattern, history: found.history.map(\.bitPattern),
      within: found.withinSumOfSquares.map(\.bitPattern), sizes: found.sizes,
      stopReason: found.stopReason, restart: found.restart)
  }

  /// Ends of `count` shards, of which some are empty.
  func ends(_ count: Int, seed: UInt64) -> [Int] {
    if count == points.count { return Array(1...count) }
    var random = SplitMix(state: seed)
    var ends = (1..<count).map { _ in Int.random(in: 0...points.count, using: &random) }
    // Two at the same place leave one between them empty.
    if count > 3 { ends[1] = ends[0] }
    return ends.sorted() + [points.count]
  }
}

extension PointMatrix {
  fileprivate var bits: [UInt64] { (0..<count).flatMap { point($0).map(\.bitPattern) } }

  /// The same matrix without points.
  fileprivate var none: PointMatrix {
    PointMatrix(dimensions: dimensions, count: 0, scalar: scalar) { _ in }
  }
}
