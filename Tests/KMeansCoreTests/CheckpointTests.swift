import Testing

@testable import KMeansCore

/// A fit that goes on from a checkpoint ends with the bits of one that was never cut off.
struct CheckpointTests {
  /// From every checkpoint of a run, written after every step.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyPointOfInterruption(_ seed: UInt64) throws {
    for fit in try CheckpointCase.all(seed: seed) {
      let wanted = ResultBits(try Clusterer(fit.settings).fit(fit.points, weights: fit.weights))
      var all: [[UInt8]] = []
      let kept = try fit.fit { all.append($0.bytes) }
      #expect(ResultBits(kept) == wanted, "\(fit.name), which writes checkpoints")
      #expect(all.count >= 3)
      for (index, bytes) in all.enumerated() {
        let checkpoint = try Clusterer.Checkpoint(bytes: bytes)
        #expect(checkpoint.bytes == bytes)
        #expect(checkpoint.isFinished == (index == all.count - 1), "\(fit.name) \(index)")
        // What does not reach the bits may be another.
        var settings = fit.settings
        settings.threads = 1 + index % 3
        settings.algorithm =
          fit.points.isCompressed
          ? [.auto, .textbook][index % 2] : [.auto, .hamerly, .lloyd, .filtering][index % 4]
        let resumed = try fit.fit(settings, resuming: checkpoint)
        #expect(ResultBits(resumed) == wanted, "\(fit.name) from checkpoint \(index)")
      }
    }
  }

  /// Stopped after every step, again and again, by what the stop itself writes.
  @Test func manyStops() throws {
    for fit in try CheckpointCase.all(seed: 4) {
      let wanted = ResultBits(try fit.fit())
      var checkpoint: Clusterer.Checkpoint?
      var last: Clustering?
      for round in 0..<400 {
        let stop = StopSignal()
        var steps = 0
        last = try fit.fit(
          resuming: checkpoint, every: .seconds(1000), saving: { checkpoint = $0 },
          progress: { progress in
            if progress.iteration > 0 { steps += 1 }
            if steps > round % 2 { stop.stop() }
          }, stop: stop)
        guard let taken = checkpoint else { break }
        if taken.isFinished { break }
        checkpoint = try Clusterer.Checkpoint(bytes: taken.bytes)
      }
      #expect(checkpoint?.isFinished == true, "\(fit.name)")
      let resumed = try fit.fit(resuming: checkpoint)
      #expect(ResultBits(resumed) == wanted, "\(fit.name)")
      #expect(last != nil)
    }
  }

  /// Stopped as each checkpoint is written, also in the middle of a split.
  @Test func aStopAtEveryCheckpoint() throws {
    for fit in try CheckpointCase.all(seed: 3) {
      var total = 0
      let wanted = ResultBits(try fit.fit { _ in total += 1 })
      for place in Set((0..<8).map { $0 * total / 8 }).union([1, 2, total - 2]) {
        let stop = StopSignal()
        var checkpoint: Clusterer.Checkpoint?
        var count = 0
        _ = try fit.fit(
          saving: {
            checkpoint = $0
            if count == place { stop.stop() }
            count += 1
          }, stop: stop)
        let taken = try #require(checkpoint)
        #expect(ResultBits(try fit.fit(resuming: taken)) == wanted, "\(fit.name) at \(place)")
      }
    }
  }

  /// A stop at once, and one while centroids are drawn, which draws the others at random.
  @Test(arguments: [0, 1, 2])
  func stopBeforeTheFirstStep(_ when: Int) throws {
    for fit in try CheckpointCase.all(seed: 5) {
      let wanted = ResultBits(try fit.fit())
      let stop = StopSignal()
      if when == 0 { stop.stop() }
      var checkpoint: Clusterer.Checkpoint?
      var calls = 0
      _ = try fit.fit(
        saving: { checkpoint = $0 },
        progress: { _ in
          calls += 1
          if calls >= when { stop.stop() }
        }, stop: stop)
      let taken = try #require(checkpoint, "\(fit.name)")
      #expect(ResultBits(try fit.fit(resuming: taken)) == wanted, "\(fit.name)")
    }
  }

  /// A fit that goes on and is stopped at once has the result of the one before.
  @Test func stoppedAtOnceAfterGoingOn() throws {
    for fit in try CheckpointCase.all(seed: 6) where !fit.settings.variant.splits {
      var all: [Clusterer.Checkpoint] = []
      _ = try fit.fit { all.append($0) }
      for checkpoint in all {
        let stop = StopSignal()
        stop.stop()
        var again: Clusterer.Checkpoint?
        let cut = try fit.fit(resuming: checkpoint, saving: { again = $0 }, stop: stop)
        #expect(cut.labels.count == fit.points.count)
        #expect(cut.labels.values.allSatisfy { $0 >= 0 })
        let taken = try #require(again)
        let whole = try fit.fit(resuming: taken)
        #expect(ResultBits(whole) == ResultBits(try fit.fit(resuming: checkpoint)), "\(fit.name)")
      }
    }
  }

  @Test func theIntervalBoundsHowManyThereAre() throws {
    let fit = try CheckpointCase.all(seed: 1)[0]
    var count = 0
    _ = try fit.fit(every: .seconds(1000)) { _ in count += 1 }
    #expect(count == 1)
    count = 0
    var steps = 0
    _ = try fit.fit(
      saving: { _ in count += 1 }, progress: { steps += $0.iteration > 0 ? 1 : 0 })
    #expect(count >= steps && count <= steps + 6)
    #expect(throws: ClusteringError.checkpoint(.interval(.seconds(-1)))) {
      try fit.fit(every: .seconds(-1))
    }
  }

  @Test func theTimeLimitMayBeAnother() throws {
    var fit = try CheckpointCase.all(seed: 2)[0]
    let wanted = ResultBits(try fit.fit())
    var checkpoint: Clusterer.Checkpoint?
    fit.settings.timeLimit = .nanoseconds(1)
    _ = try? fit.fit { checkpoint = $0 }
    fit.settings.timeLimit = nil
    let taken = try #require(checkpoint)
    #expect(ResultBits(try fit.fit(resuming: taken)) == wanted)
  }

  @Test func descriptions() throws {
    let fit = try CheckpointCase.all(seed: 1)[0]
    var all: [String] = []
    _ = try fit.fit { all.append("\($0)") }
    #expect(all.first == "start 1, iteration 0")
    #expect(all[1] == "start 1, iteration 1")
    #expect(all.last == "the end")
  }
}
