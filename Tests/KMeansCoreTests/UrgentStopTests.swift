import KMeansCore
import Synchronization
import TestSupport
import Testing

/// A signal that does not wait for a first result, given at every moment of a fit.
struct UrgentStopTests {
  private func points(_ count: Int, _ dimensions: Int) throws -> PointMatrix {
    let values = (0..<count * dimensions).map { (index: Int) -> Float in
      Float((index * 7919 + index / 3) % 1009)
    }
    return try PointMatrix(dimensions: dimensions, values: values)
  }

  @Test(arguments: Clusterer.Algorithm.allCases)
  func nothingIsReturnedWhereThereIsNothing(algorithm: Clusterer.Algorithm) throws {
    let stop = StopSignal(isUrgent: true)
    stop.stop()
    let x = try points(3000, 5)
    for initialization in Clusterer.Initialization.drawing {
      let clusterer = Clusterer(
        Clusterer.Configuration(
          clusters: 60, initialization: initialization, algorithm: algorithm))
      #expect(throws: ClusteringError.stopped) { try clusterer.fit(x, stop: stop) }
    }
  }

  /// Whenever it comes, the fit throws, or returns labels that are those of its centroids.
  @Test(arguments: [Clusterer.Algorithm.auto, .direct, .lloyd, .hamerly, .filtering, .bytes, .axes])
  func whatIsReturnedIsWhole(algorithm: Clusterer.Algorithm) throws {
    let x = try points(2500, 3)
    let moments = (0..<40).map { ($0, $0 % 3 == 0 ? 1 : 300) }
    for (polls, limit) in Shapes.sampled(moments, most: 4) {
      let stop = StopSignal(isUrgent: true)
      let clusterer = Clusterer(
        Clusterer.Configuration(
          clusters: 40, restarts: 2, seed: UInt64(polls), iterationLimit: limit,
          algorithm: algorithm, threads: 2))
      // Called between the iterations; a second thread asks at any time.
      let calls = Atomic<Int>(0)
      let asking = Task.detached {
        while calls.load(ordering: .relaxed) < polls { await Task.yield() }
        stop.stop()
      }
      defer { asking.cancel() }
      let found = try? clusterer.fit(
        x, progress: { _ in calls.wrappingAdd(1, ordering: .relaxed) }, stop: stop)
      calls.store(.max, ordering: .relaxed)
      guard let found else { continue }
      #expect(try found.labels == x.labels(nearestTo: found.centroids))
      #expect(try found.objective == x.objective(found.labels, found.centroids))
    }
  }

  @Test func aStartThatWasFinishedIsKept() throws {
    let x = try points(2000, 4)
    let stop = StopSignal(isUrgent: true)
    let configuration = Clusterer.Configuration(clusters: 20, restarts: 5, seed: 3)
    let found = try Clusterer(configuration).fit(
      x, progress: { if $0.restart == 1 { stop.stop() } }, stop: stop)
    let first = try Clusterer(Clusterer.Configuration(clusters: 20, seed: 3)).fit(x)
    #expect(found.restart == 0)
    #expect(found.labels == first.labels)
    #expect(found.objective == first.objective)
  }
}
