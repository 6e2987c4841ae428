import Synchronization
import Testing

@testable import KMeansCore

/// A stop ends the answer of a shard, which then answers as one that was made anew.
struct ShardStopTests {
  /// A stop that is asked when the work looks for the nth time.
  private final class Later: Sendable {
    let left: Atomic<Int>
    let stop = Mutex<StopSignal?>(nil)

    init(_ looks: Int) { left = Atomic(looks) }

    func signal(isUrgent: Bool) -> StopSignal {
      let signal = StopSignal(isUrgent: isUrgent) { [self] in
        let stop = stop.withLock { $0 }
        if left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 { stop?.stop() }
        stop?.requestInterlude()
      }
      stop.withLock { $0 = signal }
      signal.requestInterlude()
      return signal
    }
  }

  private static let many: [ShardCase] = [
    ShardCase(
      "many", ShardCase.blobs(9000, 12, centres: 40, scalar: .float, seed: 3),
      ShardCase.configuration(40, .kMeansParallel(rounds: 2), tolerance: 0, limit: 4)),
    ShardCase(
      "many, boxes", ShardCase.blobs(9000, 2, centres: 40, scalar: .double, seed: 4),
      ShardCase.configuration(40, .kMeansPlusPlus, tolerance: 0, limit: 4)),
  ]

  @Test(
    arguments: many
      + ShardCase.all.filter {
        [
          "double, k-means++", "bytes, random", "weights, zeros true, k-means-parallel",
          "cosine, k-means-parallel", "lost centroids", "cosine, one direction",
        ].contains($0.name)
      })
  func stopsAndGoesOn(_ fit: ShardCase) throws {
    let shards = try fit.shards([fit.points.count / 3, fit.points.count], threads: 2)
    var sharded = try ShardedFit(fit.configuration, shards: 2)
    var (round, stopped) = (0, 0)
    while let request = sharded.request {
      for (number, shard) in shards.enumerated() {
        let later = Later([0, 1, 2, 5, 9][(round + number) % 5])
        let stop = later.signal(isUrgent: round % 2 == 0)
        do throws(ShardError) {
          let answer = try shard.answer(request, stop: stop)
          // It was done before the stop was asked.
          #expect(later.left.load(ordering: .relaxed) >= 0)
          try sharded.take(answer)
        } catch {
          #expect(error == .clustering(.stopped))
          #expect(shard.kept.count < 100)
          stopped += 1
          try sharded.take(try shard.answer(request, stop: StopSignal(isUrgent: true)))
        }
        later.stop.withLock { $0 = nil }
      }
      round += 1
    }
    #expect(stopped > 2)
    let (found, whole) = (try #require(sharded.clustering), try fit.whole())
    #expect(found.objective.bitPattern == whole.objective)
    #expect(found.history.map(\.bitPattern) == whole.history)
    #expect(found.sizes == whole.sizes)
  }

  /// A stop that was asked before is heeded even where the answer is known.
  @Test func askedBefore() throws {
    let fit = ShardCase.all[0]
    let shard = try fit.shards([fit.points.count])[0]
    let sharded = try ShardedFit(fit.configuration, shards: 1)
    let request = try #require(sharded.request)
    let stop = StopSignal()
    let answer = try shard.answer(request, stop: stop)
    stop.stop()
    #expect(throws: ShardError.clustering(.stopped)) { try shard.answer(request, stop: stop) }
    #expect(try shard.answer(request) == answer)
  }
}
