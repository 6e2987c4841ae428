import KMeans
import KMeansCore
import KMeansMetrics
import Testing

@testable import KMeansSelection

/// What weights mean in a sweep: copies for J; for scores too, or shares where that is asked.
struct SweepWeightTests {
  /// Four clusters of points that weigh 1 to 5, one that weighs nothing, and copies of each.
  private struct Weighted {
    let points: PointMatrix
    let weights: [Double]
    let copies: PointMatrix

    init() throws {
      let x = try Samples.blobs(60, around: [[0, 0], [12, 0], [0, 14], [15, 15]]).points
      var rows = (0..<60).map(x.point)
      weights = (0..<60).map { Double(1 + $0 % 5) } + [0]
      rows.append([500, -700])
      points = try PointMatrix(rows)
      copies = try PointMatrix(
        zip(rows, weights).flatMap { row, weight in Array(repeating: row, count: Int(weight)) })
    }

    func sweep(
      times factor: Double = 1, silhouette: SilhouetteScore.Method? = nil,
      stability: Int = 0, meaning: WeightMeaning = .shares
    ) throws -> ClusterCountSweep {
      try ClusterCountSweep(
        Observations(points, weights: weights.map { $0 * factor }),
        settings: ClusterCountSweep.Settings(
          clusterCounts: 2...5, references: 3, silhouette: silhouette, silhouetteSample: 50,
          stabilityPairs: stability, weightMeaning: meaning))
    }
  }

  @Test(
    "as shares, all weights times a number change no score", arguments: [1000.0, 1024, 0x1p-40])
  func scaled(factor: Double) throws {
    let data = try Weighted()
    for method in [SilhouetteScore.Method.exact, .sampled, .simplified] {
      let one = try data.sweep(silhouette: method)
      let other = try data.sweep(times: factor, silhouette: method)
      #expect(other.recommendation == one.recommendation)
      #expect(isNear(other.baseline?.value, one.baseline?.value))
      for (a, b) in zip(one.entries, other.entries) {
        #expect(isNear(b.clustering.objective, a.clustering.objective * factor))
        #expect(isNear(b.scores.silhouette?.mean, a.scores.silhouette?.mean))
        #expect(isNear(b.scores.calinskiHarabasz, a.scores.calinskiHarabasz))
        #expect(isNear(b.scores.daviesBouldin, a.scores.daviesBouldin))
        #expect(isNear(b.scores.bic, a.scores.bic))
        #expect(isNear(b.scores.gap?.value, a.scores.gap?.value))
        #expect(isNear(b.scores.gap?.standardError, a.scores.gap?.standardError))
      }
    }
  }

  @Test("as shares, equal weights are none")
  func equal() throws {
    let x = try Samples.blobs(60, around: [[0, 0], [12, 0], [0, 14]])
    let settings = try ClusterCountSweep.Settings(
      clusterCounts: 2...4, references: 3, weightMeaning: .shares)
    let plain = try ClusterCountSweep(x, settings: settings)
    let twos = try ClusterCountSweep(
      Observations(x.points, weights: Array(repeating: 2, count: 60)), settings: settings)
    for (a, b) in zip(plain.entries, twos.entries) {
      #expect(b.clustering.objective == 2 * a.clustering.objective)
      #expect(b.scores.silhouette?.mean == a.scores.silhouette?.mean)
      #expect(b.scores.bic == a.scores.bic)
      #expect(isNear(b.scores.gap?.value, a.scores.gap?.value))
    }
  }

  @Test(
    "as copies, whole weights are copies: to the bit but for sums of distances and uniform data",
    arguments: [SilhouetteScore.Method.exact, .sampled, .simplified])
  func copiesAreCopies(method: SilhouetteScore.Method) throws {
    let data = try Weighted()
    let weighted = try data.sweep(silhouette: method, stability: 3, meaning: .copies)
    let copied = try ClusterCountSweep(
      Observations(data.copies),
      settings: ClusterCountSweep.Settings(
        clusterCounts: 2...5, references: 3, silhouette: method, silhouetteSample: 50,
        stabilityPairs: 3))
    #expect(weighted.recommendation == copied.recommendation)
    #expect(weighted.referencePoints == copied.referencePoints)
    #expect(isNear(weighted.baseline?.value, copied.baseline?.value))
    for (a, b) in zip(weighted.entries, copied.entries) {
      #expect(a.clustering.centroids == b.clustering.centroids)
      #expect(a.clustering.objective == b.clustering.objective)
      #expect(a.clustering.history == b.clustering.history)
      #expect(a.scores.calinskiHarabasz == b.scores.calinskiHarabasz)
      #expect(a.scores.daviesBouldin == b.scores.daviesBouldin)
      #expect(a.scores.bic == b.scores.bic)
      #expect(a.scores.stability?.values == b.scores.stability?.values)
      #expect(isNear(a.scores.silhouette?.mean, b.scores.silhouette?.mean))
      #expect(isNear(a.scores.silhouette?.margin, b.scores.silhouette?.margin))
      #expect(isNear(a.scores.gap?.value, b.scores.gap?.value))
      #expect(isNear(a.scores.gap?.standardError, b.scores.gap?.standardError))
    }
  }

  @Test("weights that are no copies are drawn by mass too, for any total")
  func fractions() throws {
    let data = try Weighted()
    for factor in [0.3, 1e-3] {
      let found = try data.sweep(
        times: factor, silhouette: .sampled, stability: 2, meaning: .copies)
      #expect(found.entries.allSatisfy { $0.scores.stability?.mean.isFinite == true })
      #expect(found.entries.allSatisfy { $0.scores.silhouette?.mean.isFinite == true })
      // With no more copies than clusters there is no index.
      #expect((found.entries[0].scores.calinskiHarabasz == nil) == (factor < 0.1))
    }
  }

  @Test("shares against copies: what has no number of points is the same, the others differ by it")
  func copies() throws {
    let data = try Weighted()
    let weighted = try data.sweep(silhouette: .simplified)
    let copied = try ClusterCountSweep(
      Observations(data.copies),
      settings: ClusterCountSweep.Settings(
        clusterCounts: 2...5, references: 3, silhouette: .simplified))
    let (n, total) = (60.0, Double(data.copies.count))
    for (a, b) in zip(weighted.entries, copied.entries) {
      let k = Double(a.clusters)
      #expect(isNear(a.clustering.objective, b.clustering.objective))
      #expect(isNear(a.scores.daviesBouldin, b.scores.daviesBouldin))
      #expect(isNear(a.scores.silhouette?.mean, b.scores.silhouette?.mean))
      #expect(
        isNear(
          a.scores.calinskiHarabasz.map { $0 / (n - k) },
          b.scores.calinskiHarabasz.map { $0 / (total - k) }))
    }
    // The box of the uniform data is the same, so only their number differs.
    let boxes = [
      ReferenceBox(try Observations(data.points, weights: data.weights)),
      ReferenceBox(try Observations(data.copies)),
    ]
    for (a, b) in zip(boxes[0].least + boxes[0].greatest, boxes[1].least + boxes[1].greatest) {
      #expect(abs(a - b) < 1e-9)
    }
  }

  @Test("as shares, the silhouette is that of its formula")
  func silhouette() throws {
    let data = try Weighted()
    let found = try data.sweep(silhouette: .exact)
    for entry in found.entries {
      let (labels, w) = (entry.clustering.labels.values, data.weights)
      var (sum, total) = (0.0, 0.0)
      for i in 0..<60 {
        var (sums, masses) = (
          [Double](repeating: 0, count: entry.clusters),
          [Double](repeating: 0, count: entry.clusters)
        )
        for j in 0..<60 where j != i {
          let distance = Textbook.squaredDistance(data.points.point(i), data.points.point(j))
            .squareRoot()
          sums[Int(labels[j])] += w[j] * distance
          masses[Int(labels[j])] += w[j]
        }
        let own = Int(labels[i])
        let means = zip(sums, masses).map { $0 / $1 }
        let b = means.indices.filter { $0 != own && masses[$0] > 0 }.map { means[$0] }.min() ?? 0
        let s = masses[own] > 0 ? (b - means[own]) / max(b, means[own]) : 0
        sum += w[i] * s
        total += w[i]
      }
      #expect(isNear(entry.scores.silhouette?.mean, sum / total))
    }
  }

  private func isNear(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }
}
