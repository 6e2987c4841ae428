import Foundation
import Testing

@testable import KMeansCore

/// Every bit of many fits, against digests of what earlier versions found: whatever is rebuilt or
/// made faster, results stay.
///
/// With KMEANS_WRITE_DIGESTS set, the digests are written anew: for a change of results that is
/// wanted, and is told in CHANGELOG.md.
struct DigestTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/digests.json")

  @Test func resultsAreThoseOfEarlierVersions() throws {
    var found: [String: String] = [:]
    for shape in Shape.all { found["shape \(shape.name)"] = try digest(of: shape) }
    for oracle in try OracleCase.all() { found["oracle \(oracle.name)"] = try digest(of: oracle) }
    for name in Clusterer.Initialization.drawing.map(\.name) {
      found["start \(name)"] = try digest(ofStart: name)
      found["sparse start \(name)"] = try digest(ofSparseStart: name)
    }
    for order in Clusterer.Order.allCases { found["order \(order)"] = try digest(of: order) }
    if ProcessInfo.processInfo.environment["KMEANS_WRITE_DIGESTS"] != nil {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(found).write(to: Self.file)
    }
    let kept = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: Self.file))
    #expect(kept.count > 150)
    // What is registered since has none yet.
    for (name, digest) in kept { #expect(found[name] == digest, "\(name)") }
  }

  /// From given centroids to the end, by the default algorithm, with and without weights.
  private func digest(of shape: Shape) throws -> String {
    var digest = Digest()
    for seed in 0..<UInt64(shape.seeds) {
      let points = shape.points(seed: seed)
      let plain = try Observations(points)
      let start = Clusterer.Initialization.centroids(shape.start(plain, seed: seed))
      try digest.add(plain, start, clusters: shape.clusters)
      guard points.count > 1 else { continue }
      let weights = (0..<points.count).map { Double(($0 * 7 + Int(seed)) % 5) * 0.375 }
      try digest.add(Observations(points, weights: weights), start, clusters: shape.clusters)
    }
    return digest.text
  }

  private func digest(of oracle: OracleCase) throws -> String {
    var digest = Digest()
    let x = try Observations(oracle.points, weights: oracle.weightValues)
    try digest.add(x, .kMeansPlusPlus, clusters: oracle.clusters, restarts: 3)
    try digest.add(x, .centroids(oracle.startMatrix), clusters: oracle.clusters, tolerance: 1e-4)
    return digest.text
  }

  /// Few and many clusters in few and many dimensions, so that seeds are screened and are not.
  private func digest(ofStart name: String) throws -> String {
    let initialization = try #require(Clusterer.Initialization(named: name))
    var digest = Digest()
    for (count, dimensions, clusters) in [(900, 2, 6), (2500, 9, 40), (700, 70, 90)] {
      let points = blobs(count, dimensions, clusters)
      let weights = (0..<count).map { Double($0 % 4) + 0.25 }
      for x in [try Observations(points), try Observations(points, weights: weights)] {
        try digest.add(x, initialization, clusters: clusters, restarts: 2, seed: 5)
      }
    }
    return digest.text
  }

  private func digest(ofSparseStart name: String) throws -> String {
    let initialization = try #require(Clusterer.Initialization(named: name))
    var digest = Digest()
    for (seed, asFloat) in [(3, false), (4, true)] {
      let pair = try SparsePair.random(
        600, 80, density: 0.07, seed: UInt64(seed), asFloat: asFloat)
      let x = try Observations(pair.compressed)
      try digest.add(x, initialization, clusters: 15, restarts: 2, seed: 2)
    }
    return digest.text
  }

  /// Whole numbers, of which many lie between two centroids.
  private func digest(of order: Clusterer.Order) throws -> String {
    var random = SplitMix(state: 11)
    let values = (0..<800).map { _ in (random.unit() * 6).rounded(.down) }
    var digest = Digest()
    let x = try Observations(PointMatrix(dimensions: 2, values: values))
    for clusters in [2, 5, 9, 30] {
      try digest.add(x, .kMeansPlusPlus, clusters: clusters, restarts: 2, order: order)
    }
    return digest.text
  }
}

/// A 64-bit FNV-1a of everything in clusterings that must stay (G. Fowler, L. C. Noll, K.-P. Vo).
private struct Digest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  var text: String { String(state, radix: 16) }

  private mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      state = (state ^ (number >> UInt64(shift)) & 255) &* 0x100_0000_01B3
    }
  }

  private mutating func add(_ numbers: [Double]) {
    for number in numbers { add(number.bitPattern) }
  }

  mutating func add(
    _ x: Observations, _ initialization: Clusterer.Initialization, clusters: Int, restarts: Int = 1,
    seed: UInt64 = 1, tolerance: Double = 0, order: Clusterer.Order = .asFound
  ) throws {
    let configuration = Clusterer.Configuration(
      clusters: clusters, initialization: initialization, restarts: restarts, seed: seed,
      iterationLimit: 40, tolerance: tolerance, order: order, threads: 2)
    let clustering = try Clusterer(configuration).fit(x)
    for label in clustering.labels.values { add(UInt64(label)) }
    for cluster in 0..<clusters { add(clustering.centroids.point(cluster)) }
    for history in clustering.restartHistories { add(history) }
    add([clustering.objective, clustering.totalSumOfSquares])
    add(clustering.withinSumOfSquares)
    add(UInt64(clustering.iterations))
    add(UInt64(clustering.restart))
    add(UInt64(clustering.stopReason.rawValue.count))
  }
}
