import Foundation
import Testing
@testable import KMeansCore

@testable import KMeansMetrics

/// Silhouettes by the cosine against scikit-learn, against all pairs, and against themselves.
struct CosineSilhouetteTests {
  private struct Fixture: Decodable {
    let name: String
    let dimensions: Int
    let points: [Double]
    let labels: [Int32]
    let silhouetteSamples: [Double]
    let silhouette: Double

    static var all: [Fixture] {
      get throws {
        struct Contents: Decodable { let cases: [Fixture] }
        let file = URL(filePath: #filePath).deletingLastPathComponent()
          .appending(path: "Fixtures/cosine.json")
        return try JSONDecoder().decode(Contents.self, from: Data(contentsOf: file)).cases
      }
    }
  }

  /// The definition: half the squared distances of all pairs of unit vectors.
  private static func plain(_ x: PointMatrix, _ labels: [Int32]) -> [Double] {
    let origin = [Double](repeating: 0, count: x.dimensions)
    let units = (0..<x.count).map { index in
      let point = x.point(index)
      let length = Textbook.squaredDistance(point, origin).squareRoot()
      return point.map { $0 / length }
    }
    return units.indices.map { own in
      var sums: [Int32: Double] = [:]
      var sizes: [Int32: Double] = [:]
      for other in units.indices {
        sums[labels[other], default: 0] += Textbook.squaredDistance(units[own], units[other]) / 2
        sizes[labels[other], default: 0] += 1
      }
      guard let size = sizes[labels[own]], size > 1 else { return 0 }
      let a = sums[labels[own], default: 0] / (size - 1)
      let b =
        sums.filter { $0.key != labels[own] }.map { $0.value / sizes[$0.key, default: 1] }
        .min() ?? 0
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  private static func labelled(_ labels: [Int32]) throws -> LabelMatrix {
    try LabelMatrix(clusters: Int(labels.max() ?? 0) + 1, labels: labels)
  }

  /// Directions about some middles, `spread` apart from them, and lengths of any size.
  private static func rays(
    _ count: Int, dimensions: Int, middles: Int, spread: Double, seed: UInt64
  ) throws -> (x: PointMatrix, labels: [Int32]) {
    let random = CounterRandom(seed: seed)
    let labels = (0..<count).map { Int32($0 * 7 % middles) }
    let values = (0..<count * dimensions).map { index in
      let (point, feature) = (index / dimensions, index % dimensions)
      let middle = random.uniform(1 << 40 + Int(labels[point]) * dimensions + feature) - 0.5
      let length = 0.01 + 100 * random.uniform(1 << 41 + point)
      return (middle + spread * (random.uniform(index) - 0.5)) * length
    }
    return (try PointMatrix(dimensions: dimensions, values: values), labels)
  }

  @Test("equals scikit-learn's")
  func equalsPeer() throws {
    let fixtures = try Fixture.all
    #expect(fixtures.count == 5)
    for fixture in fixtures {
      let x = try PointMatrix(dimensions: fixture.dimensions, values: fixture.points)
      let y = try Self.labelled(fixture.labels)
      let found = try Silhouette(x, y, metric: .cosine)
      for (value, theirs) in zip(found.values, fixture.silhouetteSamples) {
        #expect(isClose(value, theirs, relative: 0, absolute: 1e-12), "\(fixture.name)")
      }
      #expect(isClose(found.mean, fixture.silhouette, relative: 0, absolute: 1e-12))
    }
  }

  @Test("equals the definition", arguments: [2, 3, 9, 40, 200])
  func equalsDefinition(dimensions: Int) throws {
    let (x, labels) = try Self.rays(
      150, dimensions: dimensions, middles: 6, spread: 0.8, seed: UInt64(dimensions))
    let found = try Silhouette(x, Self.labelled(labels), metric: .cosine)
    for (value, truth) in zip(found.values, Self.plain(x, labels)) {
      #expect(isClose(value, truth, relative: 1e-12, absolute: 1e-13))
    }
  }

  @Test("small angles keep their digits, where 1 - cos of rounded vectors has lost them")
  func smallAngles() throws {
    let random = CounterRandom(seed: 4)
    let labels = (0..<90).map { Int32($0 % 3) }
    let points = (0..<90).map { index in
      let angle = 3e-6 * Double(labels[index]) + 1e-6 * random.uniform(index)
      return [cos(angle), sin(angle)].map { $0 * (1 + random.uniform(1000 + index)) }
    }
    let x = try PointMatrix(points)
    let found = try Silhouette(x, Self.labelled(labels), metric: .cosine)
    for (value, truth) in zip(found.values, Self.plain(x, labels)) {
      #expect(isClose(value, truth, relative: 1e-8))
    }
    #expect(found.mean > 0.8)
  }

  @Test("the same bits for any threads and kernels, for floats, and for compressed rows")
  func sameBits() throws {
    let (x, labels) = try Self.rays(700, dimensions: 9, middles: 12, spread: 0.5, seed: 3)
    let y = try Self.labelled(labels)
    let truth = try Silhouette(x, y, metric: .cosine, threads: 1)
    for threads in [2, 3, 7] {
      #expect(try Silhouette(x, y, metric: .cosine, threads: threads).values == truth.values)
    }
    let seen = try ScoreMetric.cosine.seen(x)
    for kernels in Kernels.all {
      let found = try Silhouette(
        seen: seen, y, metric: .cosine, settings: GroupDistances.Settings(kernels: kernels))
      #expect(found.values == truth.values && found.nearestOther == truth.nearestOther)
    }
    let values = (0..<x.count).flatMap { x.point($0) }
    let rows = try PointMatrix(
      compressedRows: values, columns: values.indices.map { $0 % 9 },
      offsets: (0...x.count).map { $0 * 9 }, dimensions: 9)
    #expect(try Silhouette(rows, y, metric: .cosine).values == truth.values)
    #expect(!rows.isExpanded)
    #expect(try Silhouette(rows, y).values == Silhouette(x, y).values)
    #expect(!rows.isExpanded)
  }

  @Test("a cluster of one, clusters without points, points of one direction, and none")
  func edges() throws {
    let x = try PointMatrix([[1, 0], [2, 0], [0, 1], [0, 3], [-1, -1]])
    let found = try Silhouette(
      x, LabelMatrix(clusters: 6, labels: [0, 0, 3, 3, 4]), metric: .cosine)
    #expect(found.values == [1, 1, 1, 1, 0])
    #expect(found.nearestOther.prefix(4) == [3, 3, 0, 0])
    let zeros = try PointMatrix([[1, 0], [0, 0], [0, 1], [0, 0]])
    let y = try LabelMatrix(clusters: 2, labels: [0, 1, 0, 1])
    #expect(throws: MetricError.points(.noDirection(point: 1, count: 2))) {
      try Silhouette(zeros, y, metric: .cosine)
    }
    #expect(throws: MetricError.tooFewClusters(found: 1)) {
      try Silhouette(x, LabelMatrix(clusters: 1, labels: [0, 0, 0, 0, 0]), metric: .cosine)
    }
  }

  @Test("a sample has the values of all, and the simplified holds points against directions")
  func otherMethods() throws {
    let (x, labels) = try Self.rays(300, dimensions: 5, middles: 4, spread: 0.6, seed: 9)
    let y = try Self.labelled(labels)
    let truth = try Silhouette(x, y, metric: .cosine)
    let sample = try SampledSilhouette(x, y, metric: .cosine, size: 40, seed: 2)
    #expect(sample.values == sample.points.map { truth.values[$0] })
    #expect(SilhouetteScore.Method.default(points: 1_000_000, metric: .cosine) == .exact)
    #expect(SilhouetteScore.Method.default(points: 1_000_000) == .sampled)

    let half = 0.5.squareRoot()
    let cross = try PointMatrix([[1, 0], [0, 2], [-3, 0], [0, -1], [1, 1], [-1, -1], [2, 2]])
    let halves = try LabelMatrix(clusters: 3, labels: [0, 0, 1, 1, 2, 2, 2])
    let found = try SimplifiedSilhouette(cross, halves, metric: .cosine)
    // Directions: (1, 1)/√2, the opposite, and again (1, 1)/√2 of a third of its length.
    let a = 1 - half
    #expect(isClose(found.values[0], 0, relative: 0, absolute: 1e-14))
    #expect(isClose(found.values[2], 1 - a / (1 + half), relative: 1e-12))
    #expect(found.values[5] == -1 && found.nearestOther[5] == 1)
    let opposite = try PointMatrix([[1, 0], [-1, 0], [0, 1], [1, 9]])
    let pairs = try LabelMatrix(clusters: 2, labels: [0, 0, 1, 1])
    // The first mean has no direction: a = 1, and b is about 1 − 0.055 and 1 + 0.055.
    let none = try SimplifiedSilhouette(opposite, pairs, metric: .cosine).values
    #expect(none[0] < 0 && none[1] > 0 && abs(none[0]) < 0.1 && abs(none[1]) < 0.1)
  }

  @Test("scores know every distance that clusters are fitted by")
  func registry() {
    #expect(ScoreMetric.allCases.map(\.rawValue) == Clusterer.Distance.allCases.map(\.rawValue))
  }

  @Test("an urgent stop ends the work", arguments: ScoreMetric.allCases)
  func stop(metric: ScoreMetric) throws {
    let (x, labels) = try Self.rays(300, dimensions: 5, middles: 4, spread: 0.6, seed: 9)
    let signal = StopSignal(isUrgent: true)
    signal.stop()
    #expect(throws: MetricError.points(.stopped)) {
      try Silhouette(x, Self.labelled(labels), metric: metric, stop: signal)
    }
  }
}
