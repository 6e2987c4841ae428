import TestSupport
import Testing

@testable import KMeansCore

/// A search has the same bits however it is carried out, and however it was ended.
struct SearchBitsTests {
  private func expectSame(_ a: Clustering, _ b: Clustering, _ what: String) {
    #expect(a.labels == b.labels, "\(what)")
    #expect(a.centroids == b.centroids, "\(what)")
    #expect(a.objective == b.objective, "\(what)")
    #expect(a.history == b.history, "\(what)")
    #expect(a.search?.bestObjectives == b.search?.bestObjectives, "\(what)")
    #expect(a.search?.found == b.search?.found, "\(what)")
  }

  private func fit(
    _ x: Observations, _ settings: Clusterer.Configuration, kernels: Kernels = .current,
    threads: Int = 2
  ) throws -> Clustering {
    let execution = Execution(kernels: kernels, threads: threads, control: .free)
    return try #require(
      settings.quality.search(
        SearchTask(
          prepared: Prepared(x, starts: 2), configuration: settings, execution: execution,
          progress: { _ in })
      ).clustering())
  }

  @Test(arguments: [Clusterer.Quality.better, .best], [(300, 2, 12), (2500, 3, 9), (400, 17, 8)])
  func threadsKernelsAndAlgorithmsChangeNothing(
    _ quality: Clusterer.Quality, _ shape: (count: Int, d: Int, k: Int)
  ) throws {
    let points = NestedCase.groups(shape.count, shape.d, seed: 3)
    for weights in [nil, NestedCase.weights(1, shape.count)] {
      let x = try Observations(points, weights: weights)
      var settings = QualityCase.settings(
        shape.k, quality, effort: quality == .best ? 3 : nil, seed: 8)
      let first = try fit(x, settings, threads: 1)
      for threads in [2, 7] { expectSame(first, try fit(x, settings, threads: threads), "threads") }
      for kernels in Shapes.sampled(Kernels.all, most: 2) {
        expectSame(first, try fit(x, settings, kernels: kernels), "\(kernels.name)")
      }
      for algorithm in Shapes.spread(Clusterer.Algorithm.allCases, 4) {
        settings.algorithm = algorithm
        expectSame(first, try fit(x, settings), "\(algorithm)")
      }
    }
  }

  /// However the points are kept, and under the cosine.
  @Test(arguments: Clusterer.Distance.allCases)
  func floatsBytesAndSparseRowsAreTheSame(_ distance: Clusterer.Distance) throws {
    var random = SplitMix(state: 4)
    let doubles = QualityCase.points(500, 6, &random, most: 200)
    var values: [Double] = []
    for i in 0..<500 { values += doubles.point(i).map { $0 + 1 } }
    var settings = QualityCase.settings(10, effort: 2)
    settings.distance = distance
    let first = try Clusterer(settings).fit(PointMatrix(dimensions: 6, values: values))
    let floats = try PointMatrix(dimensions: 6, values: values.map { Float($0) })
    let bytes = try PointMatrix(dimensions: 6, values: values.map { UInt8($0) })
    let sparse = try PointMatrix(
      compressedRows: values.map { Float($0) }, columns: (0..<3000).map { $0 % 6 },
      offsets: (0...500).map { $0 * 6 }, dimensions: 6)
    for (x, what) in [(floats, "float"), (bytes, "uint8"), (sparse, "sparse")] {
      expectSame(first, try Clusterer(settings).fit(x), what)
    }
    #expect(try first.labels(of: floats) == first.labels)
  }

  /// A point of weight 3 moves as one and three copies one by one, so that the ways down may
  /// differ; the best end does not.
  @Test func weightsAreCopies() throws {
    for seed in 0..<6 {
      let points = blobs(60, 2, seed)
      let weights = (0..<60).map { Double($0 % 4) }
      let copies = (0..<60).flatMap { Array(repeating: $0, count: $0 % 4) }
      let settings = QualityCase.settings(4, effort: 20, seed: UInt64(seed))
      let weighted = try Clusterer(settings).fit(points, weights: weights)
      let copied = try Clusterer(settings).fit(points.selecting(copies))
      #expect(weighted.objective == copied.objective)
      #expect(weighted.withinSumOfSquares.sorted() == copied.withinSumOfSquares.sorted())
    }
  }

  /// A stop leaves the last whole generation, which its effort repeats.
  @Test(arguments: [0, 1, 4])
  func whatWasStoppedIsRepeatedByItsEffort(_ generation: Int) throws {
    let x = NestedCase.groups(1200, 2, seed: 9)
    let stop = StopSignal()
    let stopped = try Clusterer(QualityCase.settings(15)).fit(
      x, progress: { if $0.search?.generation == generation { stop.stop() } }, stop: stop)
    let search = try #require(stopped.search)
    #expect(search.ending == .interrupted && search.effort == generation)
    #expect(stopped.isConverged)
    let again = try Clusterer(QualityCase.settings(15, effort: search.effort)).fit(x)
    expectSame(stopped, again, "effort \(search.effort)")
  }

  @Test func theTimeLimitIsRepeatedByItsEffort() throws {
    let x = NestedCase.groups(3000, 4, seed: 2)
    var settings = QualityCase.settings(40)
    settings.timeLimit = .milliseconds(700)
    let stopped = try Clusterer(settings).fit(x)
    // A very busy machine may not come to the end of the first start.
    guard let search = stopped.search else { return }
    #expect(search.ending == .timeLimit)
    settings = QualityCase.settings(40, effort: search.effort)
    settings.restarts = search.startObjectives.count
    expectSame(stopped, try Clusterer(settings).fit(x), "effort \(search.effort)")
  }

  @Test func clustersAreOrderedAndLabelsAreTheNearest() throws {
    let x = NestedCase.groups(900, 3, seed: 5)
    var settings = QualityCase.settings(9, effort: 2)
    settings.order = .size
    let found = try Clusterer(settings).fit(x)
    #expect(found.sizes == found.sizes.sorted(by: >))
    #expect(try Textbook.assign(x, to: found.centroids) == found.labels)
    #expect(found.objective == (try Textbook.objective(x, found.labels, found.centroids)))
    #expect(found.search?.effort == 2)
  }
}
