import Testing

@testable import KMeansCore

/// Where angles count, only what has no direction is refused, and one direction is one point.
struct DirectionTests {
  /// Rays of 30 directions around three, each value times a power of ten by point.
  private func rays(_ powers: [Int]) -> [[Double]] {
    (0..<30).map { i in
      let angle = Double(i % 3) * 2 + Double(i / 3) * 0.01
      let length = Double("1e\(powers[i % powers.count])") ?? 1
      // Lines instead of circles, so that no C library is asked.
      return [length * (1 + angle), length * (3 - angle), length * (angle * angle - 1)]
    }
  }

  private func settings(_ variant: Clusterer.Variant = .full) throws -> Clusterer.Configuration {
    Clusterer.Configuration(clusters: 3, distance: .cosine, variant: variant, seed: 4)
  }

  @Test(arguments: [[300], [-300], [160, -160], [-315], [307, 0, -310, 150]], [0, 1])
  func pointsOfAnyLengthAreClustered(_ powers: [Int], _ kind: Int) throws {
    let points = rays(powers)
    let whole = try PointMatrix(points)
    let sparse = try PointMatrix(
      compressedRows: points.flatMap { $0 }, columns: points.flatMap { _ in [0, 1, 2] },
      offsets: (0...30).map { $0 * 3 }, dimensions: 3)
    let x = kind == 0 ? whole : sparse
    let truth = try Clusterer(settings()).fit(PointMatrix(rays([0])))
    let data = try Clusterer.Distance.cosine.observations(x)
    for variant in [Clusterer.Variant.full, .bisecting] {
      let found = try Clusterer(settings(variant)).fit(data)
      #expect(found.labels.values == truth.labels.values || variant == .bisecting)
      #expect(Set(found.labels.values).count == 3)
      let again = try Clusterer(settings(variant)).fit(x)
      #expect(found.labels == again.labels && found.objective == again.objective)
      #expect(abs(found.objective - truth.objective) < 1e-6)
      let near =
        try found.bisection.map { try $0.labels(x, found.centroids, distance: .cosine).labels }
        ?? NearestCentroids(x, found.centroids, distance: .cosine).labels
      #expect(near == found.labels)
    }
    // Squares of them have no place in a sum, or vanish.
    #expect(throws: ClusteringError.self) {
      try Clusterer(Clusterer.Configuration(clusters: 3)).fit(data)
    }
    #expect(throws: ObservationError.self) { try Observations(x) }
    #expect(data.refusal != nil)
  }

  @Test func meansOfAnySizeAreExact() throws {
    let values: [[Double]] = [[1e300, 1], [3e300, 5], [-1e300, 0]]
    let x = try Clusterer.Distance.cosine.observations(PointMatrix(values))
    #expect(x.means == [1e300, 2] && x.variances.allSatisfy(\.isNaN))
    #expect(x.totalSumOfSquares.isNaN && x.box.greatest == [3e300, 5])
    // The same survey where squares can be summed.
    let plain = try PointMatrix([[1, 2], [5, 2], [9, -4]])
    let (a, b) = (try Clusterer.Distance.cosine.observations(plain), try Observations(plain))
    #expect(a.refusal == nil && a.means == b.means && a.variances == b.variances)
  }

  @Test(arguments: [Double.nan, .infinity])
  func valuesThatAreNoneAreRefused(_ value: Double) throws {
    let points = try PointMatrix([[1e300, 1], [2, 1], [2, value], [0, 0]])
    let error = #expect(throws: ObservationError.self) {
      try Clusterer.Distance.cosine.observations(points)
    }
    guard case .notFinite(point: 2, feature: 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: ClusteringError.self) { try Clusterer(settings()).fit(points) }
  }

  @Test func givenCentroidsMayHaveAnyLengthButNone() throws {
    let points = try PointMatrix(rays([0]))
    for length in [1e300, 1e-300] {
      let given = try PointMatrix([[length, 3 * length, -length], [5 * length, -length, 0]])
      let fit = try Clusterer(
        Clusterer.Configuration(clusters: 2, distance: .cosine, initialization: .centroids(given))
      ).fit(points)
      #expect(Set(fit.labels.values).count == 2)
    }
    let zero = try PointMatrix([[1, 2, 3], [0, -0.0, 0]])
    #expect(throws: ConfigurationError.centroidWithoutDirection(centroid: 1)) {
      try Clusterer.Configuration(
        clusters: 2, distance: .cosine, initialization: .centroids(zero)
      ).validated()
    }
    _ = try Clusterer.Configuration(clusters: 2, initialization: .centroids(zero)).validated()
  }

  /// Points of one direction differ in their last bits, which is no reason for clusters.
  @Test(arguments: [Clusterer.Variant.full, .bisecting, .bisectingLargest], [1, 3, 9])
  func oneDirectionIsOnePoint(_ variant: Clusterer.Variant, _ d: Int) throws {
    for seed in 0..<8 {
      let direction = (0..<d).map { Double(($0 * 37 + seed * 11) % 19 + 1) * 0.1 }
      let points = (1...40).map { i in direction.map { $0 * (Double(i) * 0.7) } }
      let sparse = try PointMatrix(
        compressedRows: points.flatMap { $0 }, columns: points.flatMap { _ in Array(0..<d) },
        offsets: (0...40).map { $0 * d }, dimensions: d)
      for x in [try PointMatrix(points), sparse] {
        let fit = try Clusterer(settings(variant)).fit(x)
        #expect(fit.objective == 0 && fit.totalSumOfSquares == 0)
        #expect(fit.sizes == [40, 0, 0])
        // Sums tell J to about 2⁻¹⁰⁰ of Σ‖x‖².
        #expect(fit.history.allSatisfy { abs($0) < 40 * 0x1p-98 })
        #expect(fit.warnings.contains(.emptyClusters([1, 2])))
        #expect(fit.isConverged && fit.bisection?.splits.count ?? 0 == 0)
      }
    }
  }

  /// What differs by more than rounding stays as it is, however little that is.
  @Test func differentDirectionsAreKept() throws {
    let points = try PointMatrix([[1, 1e-20], [1, -1e-20], [2, 2e-20], [3, -3e-20]])
    let fit = try Clusterer(
      Clusterer.Configuration(clusters: 2, distance: .cosine, seed: 1, tolerance: 0)
    ).fit(points)
    #expect(fit.sizes == [2, 2])
    let far = try PointMatrix([[1, 1], [1, 1 + 1e-13], [-3, 2]])
    #expect(!far.hasOneDirectionAsUnits)
  }

  /// Squares of what they differ by vanish, so they are one.
  @Test func directionsTooMuchAlikeAreOne() throws {
    let points = try PointMatrix([[1, 1e-200], [1, 2e-200], [5, 0]])
    let fit = try Clusterer(Clusterer.Configuration(clusters: 2, distance: .cosine)).fit(points)
    #expect(fit.objective == 0 && fit.sizes == [3, 0])
  }

  /// A cluster of one direction is not split further.
  @Test func splitsEndAtDirections() throws {
    let directions: [[Double]] = [[0.1, 0.3, 0.7], [0.9, 0.2, -0.4], [-0.3, 0.8, 0.6]]
    let points = (0..<60).map { i in directions[i % 3].map { $0 * (Double(i) * 1.7 + 0.3) } }
    let fit = try Clusterer(
      Clusterer.Configuration(clusters: 6, distance: .cosine, variant: .bisecting)
    ).fit(PointMatrix(points))
    #expect(fit.bisection?.splits.count == 2)
    #expect(fit.sizes == [20, 20, 20, 0, 0, 0])
  }
}

/// The way to unit vectors can be stopped, and the time for it is limited.
struct StoppedDirectionTests {
  private let x = PointMatrix(dimensions: 4, count: 9000) { values in
    for index in values.indices { values[index] = Double(index % 11) + 1 }
  }

  @Test func lengthsHeedTheStop() throws {
    let execution = SurveyExecution(threads: 1, kernels: .best) { true }
    #expect(UnitPoints(x, execution) == nil)
    #expect(throws: ObservationError.stopped) { try x.unitVectors(execution, merging: true) }
    let stop = StopSignal()
    stop.stop()
    #expect(throws: ObservationError.stopped) {
      try Clusterer.Distance.cosine.seen(x, threads: 2, stop: stop)
    }
    #expect(throws: ClusteringError.stopped) {
      try NearestCentroids(x, x.selecting([0]), distance: .cosine, stop: stop)
    }
  }

  @Test func theTimeLimitHasBegun() throws {
    let settings = Clusterer.Configuration(clusters: 2, distance: .cosine)
    let over = RunControl(signal: nil, timeLimit: .nanoseconds(1), grace: .zero)
    #expect(throws: ClusteringError.outOfTime) {
      try settings.seen(Observations(x), kernels: .best, control: over)
    }
    #expect(throws: ClusteringError.outOfTime) {
      try settings.seen(x, weights: nil, kernels: .best, control: over)
    }
    let urgent = StopSignal(isUrgent: true)
    urgent.stop()
    #expect(throws: ClusteringError.stopped) {
      try settings.seen(
        Observations(x), kernels: .best, control: RunControl(signal: urgent, timeLimit: nil))
    }
  }
}

extension PointMatrix {
  /// Whether the unit vectors differ by rounding alone.
  fileprivate var hasOneDirectionAsUnits: Bool {
    let unit = UnitPoints(self, kernels: .best, threads: 1).matrix(threads: 1)
    let merged = unit.mergingOneDirection()
    return (1..<count).allSatisfy { merged.point($0) == merged.point(0) }
  }
}
