import TestSupport
import Testing

@testable import KMeansCore

/// What a shard keeps saves work, and changes no bit.
struct ShardKeptTests {
  /// A fit in which every shard is made anew for every answer, with what the last one kept.
  private func kept(
    _ fit: ShardCase, _ ends: [Int], stale: Bool = false
  ) throws -> (result: ShardedClustering, used: Int, answers: Int) {
    var sharded = try ShardedFit(fit.configuration, shards: ends.count)
    var states = [[UInt8]](repeating: [], count: ends.count)
    var (used, answers, round) = (0, 0, 0)
    while let request = sharded.request {
      for (number, shard) in try fit.shards(ends).enumerated() {
        if shard.restore(states[number]) { used += 1 }
        try sharded.take(try shard.answer(request))
        answers += 1
        // A state may be of an earlier round, where a later one was lost.
        if !stale || (round + number) % 3 != 0 { states[number] = shard.kept }
      }
      round += 1
    }
    return (try #require(sharded.clustering), used, answers)
  }

  @Test(arguments: Shapes.sampled(ShardCase.all, most: 6), [false, true])
  func everyShardAnew(_ fit: ShardCase, stale: Bool) throws {
    let whole = try fit.whole()
    let (found, used, answers) = try kept(fit, fit.ends(3, seed: 4), stale: stale)
    #expect(found.history.map(\.bitPattern) == whole.history)
    #expect(found.objective.bitPattern == whole.objective)
    #expect(found.withinSumOfSquares.map(\.bitPattern) == whole.within)
    #expect(used > 0 && used < answers)
  }

  /// Bounds are kept, too.
  @Test(arguments: [8, 40])
  func bounds(_ d: Int) throws {
    let points = ShardCase.blobs(6000, d, centres: 30, scalar: .float, seed: d)
    let fit = ShardCase("many", points, ShardCase.configuration(30, .randomPoints, tolerance: 0))
    let (found, _, _) = try kept(fit, [2500, 6000])
    let whole = try fit.whole()
    #expect(found.history.map(\.bitPattern) == whole.history && whole.history.count > 5)
    #expect(found.objective.bitPattern == whole.objective)
  }

  @Test func otherPoints() throws {
    let fit = ShardCase.all[0]
    let shards = try fit.shards([300, 600])
    let one = try ShardedFit(fit.configuration, shards: 2)
    for shard in shards { _ = try shard.answer(try #require(one.request)) }
    var sharded = one
    for shard in shards { try sharded.take(try shard.answer(try #require(one.request))) }
    for shard in shards { _ = try shard.answer(try #require(sharded.request)) }
    let kept = shards[0].kept
    #expect(!shards[1].restore(kept))
    #expect(shards[0].restore(kept))
    // Rows in another order are other points.
    let turned = try Shard(fit.points.selecting(Array((0..<300).reversed())), number: 0)
    #expect(!turned.restore(kept))
  }
}
