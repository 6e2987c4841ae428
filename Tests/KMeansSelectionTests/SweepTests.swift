import KMeansCore
import KMeansMetrics
import Synchronization
import Testing

@testable import KMeansSelection

/// Points without a file: of several clusters, or of none.
enum Samples {
  /// A number of a bell's shape with deviation 1: the sum of twelve uniform ones.
  static func bell(_ random: CounterRandom, _ index: Int) -> Double {
    (0..<12).reduce(-6) { $0 + random.uniform(12 * index + $1) }
  }

  static func blobs(_ count: Int, around middles: [[Double]], spread: Double = 1) throws
    -> Observations
  {
    let random = CounterRandom(seed: 21)
    return try Observations(
      PointMatrix(
        (0..<count).map { point in
          middles[point % middles.count].enumerated().map { feature, middle in
            middle + spread * bell(random, point * 8 + feature)
          }
        }))
  }

  static func uniform(_ count: Int, dimensions: Int) throws -> Observations {
    let random = CounterRandom(seed: 22)
    return try Observations(
      PointMatrix(
        dimensions: dimensions, values: (0..<count * dimensions).map { random.uniform($0) }))
  }

  static func sweep(_ x: Observations, _ counts: ClosedRange<Int>, threads: Int? = nil) throws
    -> ClusterCountSweep
  {
    try ClusterCountSweep(
      x,
      settings: ClusterCountSweep.Settings(clusterCounts: counts, references: 6, threads: threads))
  }
}

/// What a sweep answers.
struct SweepTests {
  @Test("finds well separated clusters, and says who found them")
  func findsClusters() throws {
    let x = try Samples.blobs(300, around: [[0, 0], [9, 0], [0, 9], [9, 9]])
    let found = try Samples.sweep(x, 2...8)
    #expect(found.recommendation.verdict == .clear(clusters: 4))
    #expect(found.recommendation.agreeing >= 4)
    #expect(found.entries.map(\.clusters) == Array(2...8))
    #expect(found.isComplete && found.referencePoints == 300)
    let best = try #require(found.entries.first { $0.clusters == 4 })
    #expect(best.clustering.sizes == [75, 75, 75, 75])
    #expect(try best.scores.silhouette?.mean == Silhouette(x.points, best.clustering.labels).mean)
  }

  @Test("uniform data have no clear k", arguments: [1, 2, 5])
  func uniform(dimensions: Int) throws {
    let found = try Samples.sweep(Samples.uniform(400, dimensions: dimensions), 2...8)
    #expect(found.recommendation.verdict == .unclear(.likeUniformData))
  }

  @Test("one bell has no clear k", arguments: [1, 2, 5])
  func bell(dimensions: Int) throws {
    let middle = [[Double](repeating: 3, count: dimensions)]
    let found = try Samples.sweep(Samples.blobs(400, around: middle), 2...8)
    #expect(found.recommendation.verdict == .unclear(.likeUniformData))
  }

  @Test("clusters beyond the range are sought beyond it")
  func endOfRange() throws {
    let middles = (0..<9).map { [Double($0 % 3) * 12, Double($0 / 3) * 12] }
    let x = try Samples.blobs(450, around: middles)
    #expect(try Samples.sweep(x, 7...9).recommendation.verdict == .unclear(.endOfRange))
    #expect(try Samples.sweep(x, 7...11).recommendation.verdict == .clear(clusters: 9))
  }

  @Test("the same for any number of threads, and J never rises with k")
  func sameForAllThreads() throws {
    let x = try Samples.blobs(260, around: [[0, 0], [5, 1], [2, 6]], spread: 1.5)
    let one = try Samples.sweep(x, 2...9, threads: 1)
    let objectives = one.entries.map(\.clustering.objective)
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $0 >= $1 })
    for threads in [2, 5] {
      let other = try Samples.sweep(x, 2...9, threads: threads)
      #expect(other.entries.map(\.clustering.objective) == objectives)
      #expect(
        other.entries.map(\.clustering.labels) == one.entries.map(\.clustering.labels))
      #expect(
        other.entries.map { $0.scores.gap?.value } == one.entries.map { $0.scores.gap?.value })
      #expect(other.recommendation == one.recommendation)
    }
  }

  @Test("more clusters than different points, equal points, and one cluster")
  func edges() throws {
    let equal = try Observations(PointMatrix([[1, 1], [1, 1], [1, 1], [1, 1]]))
    let none = try Samples.sweep(equal, 1...3)
    #expect(none.entries.count == 3)
    #expect(none.recommendation.verdict == .unclear(.allEqual))
    let x = try Observations(PointMatrix([[0, 0], [0, 0], [1, 0], [1, 0], [9, 9]]))
    let found = try Samples.sweep(x, 1...5)
    #expect(found.entries.last?.clustering.objective == 0)
    #expect(found.entries.last?.scores.gap == nil)
    let settings = try ClusterCountSweep.Settings(clusterCounts: 2...6)
    #expect(throws: SweepError.tooFewPoints(points: 5, clusters: 6)) {
      try ClusterCountSweep(x, settings: settings)
    }
  }

  @Test("settings out of range are refused")
  func settings() throws {
    #expect(throws: SweepError.noClusterCounts) {
      try ClusterCountSweep.Settings(clusterCounts: [])
    }
    #expect(throws: SweepError.noClusterCounts) {
      try ClusterCountSweep.Settings(clusterCounts: [0, 2])
    }
    #expect(throws: SweepError.self) {
      try ClusterCountSweep.Settings(clusterCounts: [2], restarts: 0)
    }
    #expect(throws: SweepError.self) {
      try ClusterCountSweep.Settings(clusterCounts: [2], references: 1)
    }
    #expect(throws: SweepError.self) {
      try ClusterCountSweep.Settings(clusterCounts: [2], threads: 0)
    }
    #expect(try ClusterCountSweep.Settings(clusterCounts: [5, 2, 5]).clusterCounts == [2, 5])
  }

  @Test("a stopped sweep keeps what it has")
  func stopped() throws {
    let x = try Samples.blobs(300, around: [[0, 0], [9, 0]])
    let stop = StopSignal()
    let settings = try ClusterCountSweep.Settings(clusterCounts: 2...30, references: 0)
    let found = try ClusterCountSweep(
      x, settings: settings, progress: { if $0.clusters == 4 { stop.stop() } }, stop: stop)
    #expect(found.entries.map(\.clusters) == [2, 3, 4])
    #expect(!found.isComplete)
  }

  @Test("progress counts every step once")
  func progress() throws {
    let x = try Samples.blobs(60, around: [[0, 0], [9, 0]])
    let steps = Steps()
    _ = try ClusterCountSweep(
      x, settings: ClusterCountSweep.Settings(clusterCounts: 2...4, references: 2),
      progress: { steps.note($0) })
    #expect(steps.done.sorted() == Array(1...10))
    #expect(steps.totals == [10])
  }
}

/// Steps as they come, from any thread.
private final class Steps: Sendable {
  private let state = Mutex<[(done: Int, total: Int)]>([])

  func note(_ progress: ClusterCountSweep.Progress) {
    state.withLock { $0.append((progress.done, progress.total)) }
  }

  var done: [Int] { state.withLock { $0.map(\.done) } }
  var totals: Set<Int> { state.withLock { Set($0.map(\.total)) } }
}
