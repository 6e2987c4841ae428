import Foundation
import KMeansCore
import Testing

/// What a Swift programmer meets first: values in and out, one call, a fit beside other work.
struct SwiftInterfaceTests {
  private struct House {
    let area: Double
    let price: Double
  }

  private let houses = [
    House(area: 1, price: 2), House(area: 1, price: 3), House(area: 9, price: 8),
    House(area: 9, price: 9),
  ]

  /// Points whose features repeat, each with a period of its own.
  private func points(_ count: Int, periods: [Int]) -> PointMatrix {
    PointMatrix(dimensions: periods.count, count: count) { values in
      for place in values.indices {
        values[place] = Double(place / periods.count % periods[place % periods.count])
      }
    }
  }

  @Test func oneCallClusters() throws {
    let points = [[1.0, 2], [1, 3], [9, 8], [9, 9]]
    let groups = try points.clustered(into: 2)
    #expect(groups.labels[0] == groups.labels[1])
    #expect(groups.labels[2] == groups.labels[3])
    #expect(groups.labels[0] != groups.labels[2])
    #expect(groups.objective == 1)
    #expect(try PointMatrix(points).clustered(into: 2) == groups)
    #expect(throws: ClusteringError.tooFewPoints(points: 4, clusters: 5)) {
      try PointMatrix(points).clustered(into: 5)
    }
    #expect(throws: ClusteringError.configuration(.clusters(0))) {
      try PointMatrix(points).clustered(into: 0)
    }
  }

  @Test func settingsAreVariablesAndCheckedByTheFit() throws {
    var configuration = Clusterer.Configuration(clusters: 2)
    configuration.iterationLimit = 0
    let x = try PointMatrix([[1], [2], [9]])
    #expect(throws: ClusteringError.configuration(.iterationLimit(0))) {
      try Clusterer(configuration).fit(x)
    }
    #expect(throws: ClusteringError.configuration(.iterationLimit(0))) {
      try Trace(Observations(x), configuration)
    }
    // Settings are checked before anything is counted with them.
    for broken in [
      Clusterer.Configuration(clusters: -1), .init(clusters: 1, restarts: 0),
      .init(clusters: 1, threads: 0), .init(clusters: 1, threads: -3),
      .init(clusters: Int.max), .init(clusters: 2, initialization: .centroids(x)),
      .init(clusters: 1, tolerance: .nan), .init(clusters: 1, timeLimit: .zero),
    ] {
      let clusterer = Clusterer(broken)
      #expect(throws: ClusteringError.self) { try clusterer.fit(x) }
      #expect(throws: ClusteringError.self) { try clusterer.fit(Observations(x)) }
      #expect(throws: ClusteringError.self) { try Trace(Observations(x), broken) }
    }
    configuration.iterationLimit = 1
    #expect(try Clusterer(configuration).fit(x).iterations == 1)
  }

  @Test func pointsComeFromValuesAndGoBack() throws {
    let x = PointMatrix(houses, \.area, \.price)
    #expect(x.arrays == [[1, 2], [1, 3], [9, 8], [9, 9]])
    #expect(x.vectors(as: SIMD2<Float>.self) == [[1, 2], [1, 3], [9, 8], [9, 9]])
    // Literals of whole numbers are points, too.
    #expect(try PointMatrix([[1200, 300_000]]).arrays == [[1200, 300_000]])

    // A vector of three takes the room of four.
    let pixels: [SIMD3<UInt8>] = [[1, 2, 3], [4, 5, 255]]
    let bytes = PointMatrix(pixels)
    #expect((bytes.scalar, bytes.dimensions, bytes.count) == (.uint8, 3, 2))
    #expect(bytes.arrays == [[1, 2, 3], [4, 5, 255]])
    bytes.withPoint(1, as: UInt8.self) { point in
      #expect(point.count == 3)
      #expect(point[2] == 255)
    }
    #expect(PointMatrix([SIMD4<Float>(1, 2, 3, 4)]).scalar == .float)
    #expect(PointMatrix([SIMD2<Double>]()).count == 0)
  }

  @Test func labelsAreACollection() throws {
    let y = try LabelMatrix(clusters: 3, labels: [2, 0, 2])
    #expect(Array(y) == [2, 0, 2])
    #expect(y.last == 2)
    #expect(y.firstIndex(of: 0) == 1)
    #expect(y[2, 0] == 1)
    #expect("\(y)" == "3 × 3 labels")
  }

  @Test func resultsAreWrittenAndRead() throws {
    let x = PointMatrix(houses, \.area, \.price)
    for variant in Clusterer.Variant.allCases {
      var configuration = Clusterer.Configuration(clusters: 2, variant: variant, seed: 3)
      configuration.timeLimit = .seconds(1000)
      let clustering = try Clusterer(configuration).fit(x)
      let text = try JSONEncoder().encode(clustering)
      #expect(try JSONDecoder().decode(Clustering.self, from: text) == clustering)
      #expect(try clustering.labels(of: x) == clustering.labels)
      #expect(try clustering.objective(of: x) == clustering.objective)
    }
    let given: [Clusterer.Initialization] = [
      .centroids(x), .extending(x), .randomPoints, .kMeansParallel,
    ]
    for initialization in given {
      let text = try JSONEncoder().encode([initialization])
      #expect(
        try JSONDecoder().decode([Clusterer.Initialization].self, from: text) == [initialization])
    }
    for text in [#"{"name": "k-medoids"}"#, #"{"given": 1}"#, "{}"] {
      #expect(throws: DecodingError.self, "\(text)") {
        try JSONDecoder().decode(Clusterer.Initialization.self, from: Data(text.utf8))
      }
    }
    #expect(throws: MatrixError.labelOutOfRange(point: 0, label: 2, clusters: 2)) {
      try JSONDecoder().decode(
        LabelMatrix.self, from: Data(#"{"clusters": 2, "labels": [2]}"#.utf8))
    }
    #expect(throws: MatrixError.partialPoint(values: 3, dimensions: 2)) {
      try JSONDecoder().decode(
        PointMatrix.self, from: Data(#"{"dimensions": 2, "scalar": 2, "values": [1, 2, 3]}"#.utf8))
    }
    for points in [PointMatrix([SIMD2<Float>(0.1, 2)]), PointMatrix([SIMD2<UInt8>(1, 2)])] {
      let read = try JSONDecoder().decode(PointMatrix.self, from: JSONEncoder().encode(points))
      #expect(read == points)
      #expect(read.scalar == points.scalar)
      #expect(read.hashValue == points.hashValue)
    }
  }

  @Test func aClusteringTellsItselfInALine() throws {
    let clustering = try PointMatrix(houses, \.area, \.price).clustered(into: 2)
    #expect("\(clustering)".hasPrefix("2 clusters of 4 points, J = 1.0 after "))
    #expect(!"\(clustering)".contains("\n"))
  }

  @Test func aFitRunsBesideOtherWork() async throws {
    let x = points(2000, periods: [71, 97])
    let clusterer = Clusterer(.init(clusters: 9, seed: 5, tolerance: 0))
    let job = clusterer.start(x)
    var last: Clusterer.Progress?
    for await progress in job.progress {
      #expect(progress.iteration >= last?.iteration ?? 0)
      last = progress
    }
    let clustering = try await job.clustering
    var alone = try clusterer.fit(x)
    #expect(clustering.labels == alone.labels)
    #expect(clustering.centroids == alone.centroids)
    #expect(last?.iteration == clustering.iterations)
    // Whoever asks later gets the same.
    #expect(try await job.clustering == clustering)
    alone = try await clusterer.start(x, weights: nil).clustering
    #expect(alone.history == clustering.history)
    await #expect(throws: ClusteringError.tooFewPoints(points: 1, clusters: 9)) {
      try await clusterer.start(PointMatrix([[1]])).clustering
    }
  }

  /// Whatever ends it, the best clustering so far is the result.
  @Test func aFitBesideOtherWorkCanBeEnded() async throws {
    let x = points(5000, periods: [71, 89, 97])
    let clusterer = Clusterer(
      .init(clusters: 50, restarts: 1_000_000, tolerance: 0, threads: 1))
    let restarts = 1_000_000
    let job = clusterer.start(x)
    job.stop()
    #expect(try await job.clustering.restartHistories.count < restarts)

    let other = clusterer.start(x)
    let waiting = Task { try await other.clustering }
    for await _ in other.progress { break }
    waiting.cancel()
    let clustering = try await waiting.value
    #expect(clustering.restartHistories.count < restarts)
    #expect(clustering.labels == (try x.labels(nearestTo: clustering.centroids)))
  }

  @Test func theTextbookIsTheTruth() throws {
    let x = points(60, periods: [7, 11, 3])
    let m = try PointMatrix([[1, 2, 0], [5, 9, 2], [3, 5, 1], [1, 2, 0]])
    let y = try Textbook.assign(x, to: m)
    #expect(try x.labels(nearestTo: m) == y)
    #expect(try x.objective(y, m) == Textbook.objective(x, y, m))
    let weights = (0..<60).map { Double($0 % 4) }
    #expect(
      try x.objective(y, m, weights: weights) == Textbook.objective(x, y, m, weights: weights))
    // The gradient vanishes at the means.
    let means = try Textbook.means(of: x, y)
    #expect(means[3] == nil)
    #expect(throws: MatrixError.shapeMismatch(what: "k of M", found: 0, expected: 1)) {
      try Textbook.assign(x, to: PointMatrix(dimensions: 3, count: 0) { _ in })
    }
  }
}
