import Foundation
import TestSupport
import Testing

@testable import KMeansCore

/// Bounds of J against the least J that there is, found by trying all labels.
struct ObjectiveBoundTests {
  /// The least Σ w‖x − m‖² of all labels with k clusters.
  static func least(_ x: Observations, clusters: Int) -> Double {
    let n = x.count
    var labels = [Int](repeating: 0, count: n)
    var best = Double.infinity
    func cost() -> Double {
      (0..<clusters).reduce(0) { sum, cluster in
        let members = (0..<n).filter { labels[$0] == cluster && x.rows.weight($0) > 0 }
        let weight = members.reduce(0) { $0 + x.rows.weight($1) }
        guard weight > 0 else { return sum }
        return (0..<x.dimensions).reduce(sum) { sum, l in
          let mean = members.reduce(0) { $0 + x.rows.weight($1) * x.rows[l, $1] } / weight
          return members.reduce(sum) {
            $0 + x.rows.weight($1) * (x.rows[l, $1] - mean) * (x.rows[l, $1] - mean)
          }
        }
      }
    }
    func place(_ point: Int, _ used: Int) {
      guard point < n else { return best = min(best, cost()) }
      for cluster in 0..<min(used + 1, clusters) {
        labels[point] = cluster
        place(point + 1, max(used, cluster + 1))
      }
    }
    place(0, 0)
    return best
  }

  private static func observations(_ seed: Int) throws -> Observations {
    var random = SplitMix(state: UInt64(seed))
    let (n, d) = (3 + Int(random.next() % 6), 1 + Int(random.next() % 4))
    let grid = UInt64(2 + seed % 7)
    let values = (0..<n * d).map { _ in Double(random.next() % grid) * 0.375 + 1000 }
    let weights = seed % 3 == 0 ? (0..<n).map { Double(($0 + seed) % 4) } : nil
    return try Observations(PointMatrix(dimensions: d, values: values), weights: weights)
  }

  @Test(arguments: 0..<400)
  func noBoundExceedsTheLeastObjective(_ seed: Int) throws {
    let x = try Self.observations(seed)
    for clusters in 1...3 {
      let truth = Self.least(x, clusters: clusters)
      var random = SplitMix(state: UInt64(seed))
      let labels = try LabelMatrix(
        clusters: clusters,
        labels: (0..<x.count).map { _ in Int32(random.next() % UInt64(clusters)) })
      let found = try ObjectiveBound(of: x, near: labels, threads: 1)
      #expect(found.value <= truth * (1 + 1e-12) + 1e-18)
      let execution = Execution.test(threads: 1)
      if clusters > 1 {
        let spectral = SpectralBound(x, clusters: clusters, most: 1e9, execution: execution)
        #expect(spectral?.value ?? 0 <= truth * (1 + 1e-12) + 1e-18)
        let features = FeatureBound(x, clusters: clusters, most: 1 << 20, execution: execution)
        #expect(features?.value ?? 0 <= truth * (1 + 1e-12) + 1e-18)
        // Of few points all labels are searched.
        let parts = PartitionBound(
          x, labels, clusters: clusters, steps: 1 << 20, execution: execution)
        #expect(parts.value <= truth * (1 + 1e-12) + 1e-18)
      }
      if found.method == .total || found.method == .line || found.method == .partition {
        #expect(found.value >= truth * (1 - 1e-9) - 1e-9 || found.method != .line)
      }
    }
  }

  @Test(arguments: 0..<60)
  func ofOnePartTheBoundIsTheLeastObjective(_ seed: Int) throws {
    let x = try Self.observations(seed)
    let counted = (0..<x.count).filter { x.rows.weight($0) > 0 }
    for clusters in 2...3 where counted.count > clusters {
      let optimum = PartOptimum(
        counted.map { x.points.point($0) }, weights: counted.map { x.rows.weight($0) },
        labels: counted.map { $0 % clusters }, clusters: clusters, most: 1 << 20, control: .free)
      let truth = Self.least(x, clusters: clusters)
      #expect(optimum.isWhole)
      #expect(abs(optimum.bound - truth) <= 1e-9 * (truth + 1e-9))
    }
  }

  @Test func fewerStepsGiveALowerBound() throws {
    var random = SplitMix(state: 5)
    let values = (0..<120).map { _ in Double(random.next() % 1000) }
    let x = try Observations(PointMatrix(dimensions: 2, values: values))
    let fit = try Clusterer(Clusterer.Configuration(clusters: 4, restarts: 30)).fit(x)
    let bounds = try [0, 1, 8].map { try fit.bound(of: x, effort: $0).value }
    #expect(bounds[0] <= bounds[1] && bounds[1] <= bounds[2])
    #expect(bounds[2] <= fit.objective)
    #expect(bounds[2] > 0.4 * fit.objective)
  }

  @Test func theSameBitsForAnyNumberOfThreads() throws {
    var random = SplitMix(state: 9)
    let values = (0..<3000).map { _ in Double(random.next() % 1000) }
    let x = try Observations(PointMatrix(dimensions: 6, values: values))
    let labels = try Clusterer(Clusterer.Configuration(clusters: 3)).fit(x).labels
    let bounds = try [1, 2, 5].map { try ObjectiveBound(of: x, near: labels, threads: $0) }
    #expect(bounds[1] == bounds[0] && bounds[2] == bounds[0])
  }

  @Test func aTightSpectralBound() throws {
    // Two far clouds that differ in many features: what one axis explains is all there is.
    var random = SplitMix(state: 1)
    let points = (0..<400).map { point in
      (0..<20).map { _ in Double(random.next() % 100) / 100 + (point < 200 ? 0 : 9) }
    }
    let x = try Observations(PointMatrix(points))
    let fit = try Clusterer(Clusterer.Configuration(clusters: 2)).fit(x)
    let spectral = try #require(
      SpectralBound(x, clusters: 2, most: 1e9, execution: .test(threads: 2)))
    #expect(spectral.value <= fit.objective && spectral.value > 0.95 * fit.objective)
    #expect(try fit.bound(of: x, effort: 1).value >= spectral.value)
  }

  @Test(arguments: [1, 2, 3, 5, 24])
  func eigenvaluesAreThoseOfTheMatrix(_ size: Int) throws {
    // A = Σ λ q qᵀ with the reflections' orthonormal q of a vector.
    var random = SplitMix(state: UInt64(size))
    let v = (0..<size).map { _ in Double(random.next() % 100) - 50.5 }
    let square = v.reduce(0) { $0 + $1 * $1 }
    let values = (0..<size).map { Double(size - $0) * Double(size - $0) }
    var matrix = [Double](repeating: 0, count: size * size)
    for (index, value) in values.enumerated() {
      let q = (0..<size).map { ($0 == index ? 1 : 0) - 2 * v[$0] * v[index] / square }
      for i in 0..<size { for j in 0..<size { matrix[i * size + j] += value * q[i] * q[j] } }
    }
    let found = try #require(SymmetricEigenvalues(matrix, size: size)).descending
    for (a, b) in zip(found, values) { #expect(abs(a - b) <= 1e-11 * values[0]) }
    #expect(SymmetricEigenvalues([.nan], size: 1) == nil)
  }

  @Test func theCosineHasBounds() throws {
    var random = SplitMix(state: 3)
    let points = (0..<40).map { _ in (0..<3).map { _ in Double(random.next() % 100) + 1 } }
    let x = try Observations(PointMatrix(points))
    let fit = try Clusterer(
      Clusterer.Configuration(clusters: 2, distance: .cosine, restarts: 20)
    ).fit(x)
    let bound = try fit.bound(of: x)
    #expect(bound.value <= fit.objective && bound.value > 0.9 * fit.objective)
  }

  @Test(.enabled(if: TestData.isPresent, "no data folder; set KMEANS_TEST_DATA to run these"))
  func irisInTwoAndThreeIsProven() throws {
    let x = try Observations(try TestData.iris())
    for clusters in 2...3 {
      let fit = try Clusterer(
        Clusterer.Configuration(clusters: clusters, restarts: 50, tolerance: 0)
      ).fit(x)
      let bound = try fit.bound(of: x, effort: 40)
      #expect(bound.method == .partition)
      #expect(bound.proves(fit.objective))
    }
  }

  /// Squares, or products with weights, that overflow or vanish prove nothing.
  @Test(arguments: [
    (
      [[9e102, -9e102], [-7e102, 6e102], [9e102, -5e102], [-4e102, 7e102]],
      [1e59, 1e38, 1e116, 1e36]
    ),
    ([[-4e95], [-7e95], [-1e95], [2e95], [-1e95]], [1e109, 1e51, 1e86, 1e108, 1e129]),
    (
      [[3e-61, -3e-61, -3e-61], [8e-61, 9e-61, 5e-61], [4e-61, -7e-61, 9e-61], [4e-61, 0, 0]],
      [1e11, 1e-34, 1e-39, 1e-39]
    ),
  ])
  func extremeSizesProveNothingFalse(_ points: [[Double]], _ weights: [Double]) throws {
    let x = try Observations(PointMatrix(points), weights: weights)
    for clusters in 2...3 {
      let labels = try LabelMatrix(
        clusters: clusters, labels: points.indices.map { Int32($0 % clusters) })
      let found = try ObjectiveBound(of: x, near: labels, threads: 1)
      let fits = try (0..<20).map { seed in
        try Clusterer(
          Clusterer.Configuration(clusters: clusters, seed: UInt64(seed), tolerance: 0)
        ).fit(x).objective
      }
      let least = try #require(fits.min())
      #expect(found.value <= least * (1 + 1e-12))
    }
  }
}
