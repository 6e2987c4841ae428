import TestSupport
import Testing

@testable import KMeansCore

/// Fits in which some centroids stay, against the definition, written out plainly here.
struct FrozenCentroidsTests {
  /// Whole numbers, so that there are ties and equal points, and weights some of which are 0.
  private static func points(_ count: Int, _ d: Int, seed: UInt64) throws -> PointMatrix {
    let random = CounterRandom(seed: seed)
    return try PointMatrix(
      dimensions: d, values: (0..<count * d).map { (random.uniform($0) * 9).rounded(.down) })
  }

  /// Every algorithm on every table gives what the plain loop below gives, bit for bit.
  @Test(arguments: Shapes.sampled([1, 2, 5, 17], most: 2), [false, true])
  func everyAlgorithmEqualsTheDefinition(_ d: Int, _ isWeighted: Bool) throws {
    for seed in 0..<UInt64(6) {
      let points = try Self.points(120, d, seed: seed)
      let weights = isWeighted ? (0..<points.count).map { Double($0 % 3) } : nil
      // Some start far away or twice, so that clusters are empty, frozen ones among them.
      var start = points.gathering((0..<6).map { ($0 * 7 + Int(seed)) % 20 })
      start = start.appending(
        try PointMatrix([Array(repeating: -500, count: d), start.point(0)]))
      let order = seed % 2 == 0 ? [6, 0, 1, 2, 3, 7, 4, 5] : Array(0..<8)
      start = start.selecting(order)
      for frozen in [0, 1, 3, 8] {
        let truth = plain(points, weights, start, frozen: frozen, iterations: 9)
        for algorithm in Clusterer.Algorithm.allCases {
          for (kernels, threads) in Shapes.sampled(
            Kernels.all.map { ($0, 2) } + [(.best, 3)], most: 2)
          {
            let execution = Execution(kernels: kernels, threads: threads, control: .free)
            let settings = Run.Settings(
              problem: FrozenCentroids(problem: SquaredEuclidean(), count: frozen),
              algorithm: algorithm, tolerance: 0, iterationLimit: 9)
            let run = Run.finished(
              Prepared(try Observations(points, weights: weights)), from: start, settings,
              execution: execution)
            let what: Comment = "\(algorithm) \(kernels.name) d = \(d), \(frozen) frozen, \(seed)"
            #expect(run.labels.values == truth.labels, what)
            #expect((0..<8).map(run.m.point) == truth.m, what)
            #expect((0..<frozen).map(run.m.point) == (0..<frozen).map(start.point), what)
          }
        }
      }
    }
  }

  /// Assignment, relocation and update by their definitions.
  private func plain(
    _ x: PointMatrix, _ weights: [Double]?, _ start: PointMatrix, frozen: Int, iterations: Int
  ) -> (labels: [Int32], m: [[Double]]) {
    let (k, points) = (start.count, (0..<x.count).map(x.point))
    let w = weights ?? Array(repeating: 1, count: x.count)
    var m = (0..<k).map(start.point)
    func nearest() -> [Int32] {
      points.map { point in
        let all = m.map { Textbook.squaredDistance(point, $0) }
        return Int32(all.firstIndex(of: all.min() ?? 0) ?? 0)
      }
    }
    var labels: [Int32] = []
    for _ in 0..<iterations {
      var next = nearest()
      var changed = labels.isEmpty
      for (point, label) in labels.enumerated() where next[point] != label && w[point] > 0 {
        changed = true
      }
      func members(_ j: Int) -> [Int] { next.indices.filter { Int(next[$0]) == j && w[$0] > 0 } }
      let empty = (frozen..<k).filter { members($0).isEmpty }
      var far: [(point: Int, distance: Double)] = []
      for point in points.indices where w[point] > 0 {
        let distance = Textbook.squaredDistance(points[point], m[Int(next[point])])
        if distance > 0 { far.append((point, distance)) }
      }
      far.sort { a, b in
        a.distance == b.distance ? a.point < b.point : a.distance > b.distance
      }
      var taken = 0
      for (point, _) in far where taken < empty.count {
        guard members(Int(next[point])).count > 1 else { continue }
        next[point] = Int32(empty[taken])
        taken += 1
      }
      labels = next
      guard changed || taken > 0 else { break }
      for j in frozen..<k {
        let own = members(j)
        let total = own.reduce(0) { $0 + w[$1] }
        guard total > 0 else { continue }
        m[j] = (0..<x.dimensions).map { l in
          // Whole numbers: sums are exact.
          own.reduce(0) { $0 + w[$1] * points[$1][l] } / total
        }
      }
    }
    return (nearest(), m)
  }

  /// Further clusters are drawn as if the frozen ones had been drawn before, and found.
  @Test(arguments: [Clusterer.Distance.euclidean, .cosine])
  func furtherClustersGoWhereFrozenOnesAreFar(_ distance: Clusterer.Distance) throws {
    let random = CounterRandom(seed: 3)
    let centers: [[Double]] = [[20, 0, 0], [0, 20, 0], [0, 0, 20], [15, 15, 15]]
    let x = try PointMatrix(
      dimensions: 3, values: (0..<900).map { centers[$0 / 3 % 4][$0 % 3] + random.uniform($0) })
    let two = try PointMatrix([[19, 1, 1], [1, 19, 1]])
    var settings = Clusterer.Configuration(
      clusters: 4, distance: distance, initialization: .extending(two))
    settings.frozenClusters = 2
    let fit = try Clusterer(settings).fit(x)
    // By the cosine, what stays is the direction.
    let kept = distance.problem.admitted(two, kernels: .best)
    #expect((0..<2).map(fit.centroids.point) == (0..<2).map(kept.point))
    #expect(fit.sizes == [75, 75, 75, 75] && fit.isConverged && fit.warnings.isEmpty)
    let labels = try NearestCentroids(x, fit.centroids, distance: distance, wants: .objective)
    #expect(labels.labels == fit.labels && labels.objective == fit.objective)
    let trace = try Trace(distance.observations(x), settings)
    #expect(trace.centroids == fit.centroids && trace.objective == fit.objective)
  }

  @Test func allMayBeFrozenAndEmptyOnesAreNoWarning() throws {
    let x = try PointMatrix([[0], [1], [5]])
    let given = try PointMatrix([[0], [100], [4]])
    var settings = Clusterer.Configuration(clusters: 3, initialization: .centroids(given))
    settings.frozenClusters = 3
    let fit = try Clusterer(settings).fit(x)
    #expect(fit.centroids == given && fit.sizes == [2, 0, 1] && fit.objective == 2)
    #expect(fit.warnings.isEmpty && fit.stopReason == .tolerance)
  }

  @Test func settingsThatCannotBeAreRefused() throws {
    let given = try PointMatrix([[0, 1], [1, 0]])
    var settings = Clusterer.Configuration(clusters: 2, initialization: .centroids(given))
    settings.frozenClusters = 3
    #expect(throws: ConfigurationError.frozenClusters(3, given: 2)) { try settings.validated() }
    settings.frozenClusters = -1
    #expect(throws: ConfigurationError.frozenClusters(-1, given: 2)) { try settings.validated() }
    settings.frozenClusters = 1
    settings.order = .size
    #expect(throws: ConfigurationError.frozenNumbers) { try settings.validated() }
    settings = Clusterer.Configuration(clusters: 2)
    settings.frozenClusters = 1
    #expect(throws: ConfigurationError.frozenClusters(1, given: 0)) { try settings.validated() }
  }
}
