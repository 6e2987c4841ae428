import TestSupport
import Testing

@testable import KMeansCore

/// A limit acts wherever the run is, also where there is nothing to return yet.
struct LimitTests {
  private func points(_ count: Int, _ dimensions: Int) throws -> PointMatrix {
    var dice = Dice(seed: UInt64(count))
    return try PointMatrix(
      dimensions: dimensions,
      values: (0..<count * dimensions).map { _ in Float(dice.below(1001)) })
  }

  @Test func controlsKnowWhenToGiveUp() {
    let hour = Duration.seconds(3600)
    let passed = RunControl(signal: nil, timeLimit: .zero, grace: .zero)
    #expect(passed.poll() == .timeLimit)
    #expect(passed.isAbandoned && passed.abandonment == .outOfTime)
    let graceful = RunControl(signal: nil, timeLimit: .zero, grace: hour)
    #expect(graceful.poll() == .timeLimit && !graceful.isAbandoned)
    let early = RunControl(signal: nil, timeLimit: hour, grace: .zero)
    #expect(early.poll() == nil && !early.isAbandoned)

    let patient = StopSignal()
    let waiting = RunControl(signal: patient, timeLimit: nil)
    patient.stop()
    #expect(waiting.poll() == .interrupted && !waiting.isAbandoned)
    let patientLimit = RunControl(signal: patient, timeLimit: .zero, grace: .zero)
    #expect(patientLimit.isAbandoned)
    let urgent = StopSignal(isUrgent: true)
    let ending = RunControl(signal: urgent, timeLimit: nil)
    #expect(!ending.isAbandoned)
    urgent.stop()
    #expect(ending.isAbandoned && ending.abandonment == .stopped)
    let brief = StopSignal(patience: .nanoseconds(1))
    let giving = RunControl(signal: brief, timeLimit: nil)
    brief.stop()
    // The patience begins when the signal is first seen.
    while !giving.isAbandoned {}
    let long = StopSignal(patience: hour)
    let lasting = RunControl(signal: long, timeLimit: nil)
    long.stop()
    #expect(!lasting.isAbandoned && !lasting.isAbandoned)
  }

  /// What a run leaves that is to end at once and may take its time for the first labels.
  @Test(arguments: Clusterer.Algorithm.allCases, Clusterer.Initialization.drawing.map(\.name))
  func firstLabelsAreFound(algorithm: Clusterer.Algorithm, initialization name: String) throws {
    let x = try points(3000, 6)
    let initialization = try #require(Clusterer.Initialization(named: name))
    let stop = StopSignal()
    stop.stop()
    let found = try Clusterer(
      Clusterer.Configuration(
        clusters: 30, initialization: initialization, restarts: 3,
        algorithm: algorithm)
    ).fit(x, stop: stop)
    #expect(found.stopReason == .interrupted && found.iterations == 1)
    #expect(found.centroids.count == 30)
    #expect(try found.labels == x.labels(nearestTo: found.centroids))
    // The slow way is left for a fast one.
    #expect(found.account?.algorithm != .textbook)
    if algorithm == .textbook { #expect(found.account != nil) }
  }

  /// So few points that the fast way is `direct`, which must not leave the labels to itself.
  @Test(arguments: Clusterer.Algorithm.allCases)
  func firstLabelsOfFewPointsAreFound(algorithm: Clusterer.Algorithm) throws {
    for (count, dimensions, clusters) in [(5000, 2, 3), (12_000, 1, 5), (17, 40, 4), (3, 2, 3)] {
      let x = try points(count, dimensions)
      let stop = StopSignal()
      stop.stop()
      let found = try Clusterer(Clusterer.Configuration(clusters: clusters, algorithm: algorithm))
        .fit(
          x, stop: stop)
      #expect(found.stopReason == .interrupted && found.iterations == 1)
      #expect(try found.labels == x.labels(nearestTo: found.centroids))
    }
  }

  @Test(arguments: Clusterer.Algorithm.allCases)
  func nothingIsReturnedWhenTimeIsUp(algorithm: Clusterer.Algorithm) throws {
    let x = try Observations(points(3000, 6))
    for initialization in Clusterer.Initialization.drawing {
      let control = RunControl(signal: nil, timeLimit: .zero, grace: .zero)
      let task = SearchTask(
        prepared: Prepared(x),
        configuration: Clusterer.Configuration(
          clusters: 30, initialization: initialization, algorithm: algorithm),
        execution: Execution(kernels: .current, threads: 2, control: control), progress: { _ in })
      #expect(Restarts(task: task).clustering() == nil)
      #expect(control.abandonment == .outOfTime)
    }
  }

  /// A later start that is cut short leaves the result to the earlier ones.
  @Test(arguments: [Clusterer.Algorithm.auto, .textbook, .lloyd])
  func laterStartsEndHalfWay(algorithm: Clusterer.Algorithm) throws {
    let x = try points(2000, 4)
    let stop = StopSignal()
    let found = try Clusterer(
      Clusterer.Configuration(clusters: 9, restarts: 4, algorithm: algorithm)
    ).fit(
      x, progress: { if $0.restart == 1 && $0.iteration == 0 { stop.stop() } }, stop: stop)
    #expect(found.restart == 0 && found.restartHistories.count == 1)
  }

  @Test func chunksAreShortWhereThereAreManyCentroids() throws {
    let rows = try Observations(points(60_000, 10)).rows
    #expect(rows.chunkSize(threads: 1, clusters: 3) == rows.chunkSize(threads: 1))
    for clusters in [1000, 40_000, 1_000_000, Int.max] {
      let size = rows.chunkSize(threads: 1, clusters: clusters)
      #expect(size % 240 == 0 && size >= 240)
      #expect(size == 240 || size * 10 * clusters <= 1 << 31)
    }
  }

  /// Steps on checked points and no run behind them are not ended by a cancelled task.
  @Test func cancelledTasksGetAllLabels() async throws {
    let x = try points(2000, 4)
    let m = try points(7, 4)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try x.labels(nearestTo: m)
    }
    task.cancel()
    #expect(try await task.value == x.labels(nearestTo: m))
  }
}
