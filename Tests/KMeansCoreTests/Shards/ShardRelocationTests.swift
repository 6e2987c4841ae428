import Testing

@testable import KMeansCore

/// A shard that keeps bounds answers as one that was made anew, wherever centroids go and whatever
/// points empty clusters take.
struct ShardRelocationTests {
  private func context(_ fit: ShardCase) throws -> ShardContext {
    let shards = try fit.shards([fit.points.count])
    var sharded = try ShardedFit(fit.configuration, shards: 1)
    let request = try #require(sharded.request)
    try sharded.take(try shards[0].answer(request))
    let next = try #require(sharded.request)
    return try next.withUnsafeBytes { bytes in
      try ShardBytes.opened(bytes, .request) { (input) throws(CheckpointError) in
        try ShardRequest(&input, dimensions: fit.points.dimensions).context
      }
    }
  }

  /// Points come back to clusters that are far away, after centroids have moved far: the distances
  /// that bounds remember are those of other clusters.
  @Test(arguments: [2, 3, 12])
  func boundsOfRelocatedPoints(_ d: Int) throws {
    let k = 24
    let points = ShardCase.blobs(9000, d, centres: k, scalar: .float, seed: d)
    let fit = ShardCase("relocated", points, ShardCase.configuration(k, .randomPoints))
    let context = try context(fit)
    let shard = try fit.shards([points.count])[0]
    var random = SplitMix(state: UInt64(d))
    var m = points.selecting((0..<k).map { $0 * 300 })
    var before: ShardQuestion.Before?
    for round in 0..<24 {
      let step = ShardQuestion.Step(m: PointMatrix(copyingAsDouble: m), before: before)
      let request = ShardRequest(round: round, context: context, question: .step(step)).bytes
      let anew = try fit.shards([points.count])[0]
      #expect(try shard.answer(request) == anew.answer(request), "round \(round)")
      // Every third time some points go to other clusters; the centroids of some clusters move far
      // and come back, those of others hardly.
      let relocated = (0..<(round % 3 == 1 ? 40 : 0)).map { _ in
        ShardQuestion.Relocated(
          shard: 0, row: Int.random(in: 0..<points.count, using: &random),
          to: Int.random(in: 0..<k, using: &random))
      }
      before = ShardQuestion.Before(m: step.m, relocated: relocated.uniqueRows)
      let far = round % 3 == 0 ? 60.0 : 0.25
      m = PointMatrix(dimensions: d, count: k) { values in
        for cluster in 0..<k {
          for l in 0..<d {
            let size = cluster % 2 == 0 ? far : 0.01
            values[cluster * d + l] =
              Double(points[l, cluster * 300]) + Double.random(in: -size...size, using: &random)
          }
        }
      }
    }
  }
}

extension [ShardQuestion.Relocated] {
  /// Those of different rows.
  fileprivate var uniqueRows: [ShardQuestion.Relocated] {
    var rows: Set<Int> = []
    return filter { rows.insert($0.row).inserted }
  }
}
