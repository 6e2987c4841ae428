import TestSupport
import Testing

@testable import KMeansCore

/// Any number of shards, in any order, has the bits of one machine.
struct ShardTests {
  @Test(arguments: Shapes.sampled(ShardCase.all, most: 12))
  func equalsOneMachine(_ fit: ShardCase) throws {
    let whole = try fit.whole()
    for count in Set([1, 2, 3, 7, min(fit.points.count, 60)]).sorted() {
      let ends = fit.ends(count, seed: UInt64(count))
      let found = try fit.sharded(ends, seed: UInt64(count), threads: 1 + count % 2)
      #expect(found == whole, "\(fit.name), \(count) shards")
    }
  }

  /// One point a shard.
  @Test(arguments: ["double, k-means++", "weights, zeros true, random", "k = N, parallel"])
  func onePointEach(_ name: String) throws {
    let fit = try #require(ShardCase.all.first { $0.name == name })
    #expect(try fit.sharded(fit.ends(fit.points.count, seed: 1)) == fit.whole())
  }

  /// Shards that are made anew, and those that are asked twice, answer the same.
  @Test(arguments: Shapes.sampled(ShardCase.all, most: 6))
  func lostStates(_ fit: ShardCase) throws {
    let whole = try fit.whole()
    for seed in 0..<3 {
      let ends = fit.ends(4, seed: UInt64(seed))
      #expect(try fit.sharded(ends, seed: UInt64(seed), forgets: true) == whole, "\(fit.name)")
    }
  }

  /// The tests above meet what is rare.
  @Test func relocationIsMet() throws {
    for name in ["lost centroids", "more lost centroids", "copies, lost"] {
      let fit = try #require(ShardCase.all.first { $0.name == name })
      var stages: [ShardedFit.Stage] = []
      _ = try fit.sharded([10, fit.points.count]) { stages.append($0) }
      #expect(stages.contains(.farthest), "\(name)")
    }
  }

  /// Where bounds skip most points, with several threads.
  @Test func manyPoints() throws {
    for (scalar, d) in [(PointMatrix.Scalar.float, 24), (.double, 2), (.uint8, 40)] {
      let points = ShardCase.blobs(9000, d, centres: 40, scalar: scalar, seed: d)
      let fit = ShardCase("many", points, ShardCase.configuration(40, .randomPoints, tolerance: 0))
      let whole = try fit.whole()
      #expect(whole.history.count > 8)
      #expect(try fit.sharded([2000, 2000, 7000, 9000], threads: 2) == whole)
      #expect(try fit.sharded([4100, 9000], forgets: true) == whole)
    }
  }

  @Test func stops() throws {
    let fit = try #require(ShardCase.all.first { $0.name == "double, random" })
    let shards = try fit.shards([300, 600])
    var sharded = try ShardedFit(fit.configuration, shards: 2)
    while let request = sharded.request {
      if sharded.progress?.history.count == 2 { sharded.stop() }
      for shard in shards { try sharded.take(try shard.answer(request)) }
    }
    let found = try #require(sharded.clustering)
    #expect(found.history.count == 3 && found.stopReason == .interrupted)
    #expect(found.history.map(\.bitPattern) == Array(try fit.whole().history.prefix(3)))
    #expect(found.sizes.reduce(0, +) == 600)
  }
}
