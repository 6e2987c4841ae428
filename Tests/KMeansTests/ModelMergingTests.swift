import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Models made one, against their points.
@Suite struct ModelMergingTests {
  private static func points(_ count: Int, seed: UInt64) -> PointMatrix {
    let random = CounterRandom(seed: seed)
    return PointMatrix(dimensions: 3, count: count) { values in
      for index in values.indices {
        values[index] = random.uniform(index) * 3 + Double(index / 3 % 4 * (index % 3 + 1))
      }
    }
  }

  private func model(
    _ x: PointMatrix, _ clusters: Int, _ distance: Clusterer.Distance, weights: [Double]? = nil
  ) throws -> (ClusterModel, LabelMatrix) {
    let fit = try Clusterer(Clusterer.Configuration(clusters: clusters, distance: distance)).fit(
      x, weights: weights)
    var totals = [Double](repeating: 0, count: clusters)
    for (label, weight) in zip(fit.labels, weights ?? []) { totals[label] += weight }
    let model = try ClusterModel(
      fit, columns: ["a", "b", "c"], isWeighted: weights != nil
    ).knowing(
      ClusterStatistics(
        withinSumOfSquares: fit.withinSumOfSquares, weights: weights == nil ? nil : totals))
    return (model, fit.labels)
  }

  /// Sizes, means and sums of squares are those of the points of the clusters that became one.
  @Test(arguments: [Clusterer.Distance.euclidean, .cosine], [false, true])
  func theResultIsThatOfThePoints(_ distance: Clusterer.Distance, _ isWeighted: Bool) throws {
    let (x, z) = (Self.points(300, seed: 1), Self.points(200, seed: 2))
    let weights = isWeighted ? (0..<200).map { Double($0 % 5) / 2 } : nil
    let (a, labelsOfA) = try model(x, 5, distance)
    let (b, labelsOfB) = try model(z, 4, distance, weights: weights)
    for k in 1...9 {
      let merged = try ModelMerging([a, b], into: k)
      #expect(merged.model.sizes.reduce(0, +) == 500 && merged.model.clusters == k)
      #expect(merged.numbers.map(\.count) == [5, 4])
      let labels =
        labelsOfA.map { merged.numbers[0][$0] } + labelsOfB.map { merged.numbers[1][$0] }
      let all = try distance.seen(
        PointMatrix(dimensions: 3, count: 500) { values in
          for i in 0..<500 {
            for l in 0..<3 { values[3 * i + l] = i < 300 ? x[l, i] : z[l, i - 300] }
          }
        })
      let w = Array(repeating: 1.0, count: 300) + (weights ?? Array(repeating: 1, count: 200))
      var total = 0.0
      for cluster in 0..<k {
        let own = labels.indices.filter { labels[$0] == cluster }
        #expect(merged.model.sizes[cluster] == own.count)
        let mass = own.reduce(0) { $0 + w[$1] }
        if isWeighted { #expect(merged.model.statistics.weights?[cluster] == mass) }
        var mean = (0..<3).map { l in own.reduce(0) { $0 + w[$1] * all[l, $1] } / mass }
        if distance == .cosine {
          let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
          mean = mean.map { $0 / length }
        }
        let found = merged.model.centroids.point(cluster)
        for (value, expected) in zip(found, mean) { #expect(abs(value - expected) < 1e-12) }
        let within = own.reduce(0.0) { sum, i in
          let squares = zip(all.point(i), mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          return sum + w[i] * squares * (distance == .cosine ? 0.5 : 1)
        }
        let kept = merged.model.statistics.withinSumOfSquares?[cluster] ?? .nan
        #expect(abs(kept - within) < 1e-10 * (1 + within))
        total += within
      }
      #expect(abs(merged.model.objective - total) < 1e-10 * total)
    }
    // As many clusters as there are: nothing happens to them.
    let whole = try ModelMerging([a, b], into: 9)
    #expect(whole.numbers[0] == [0, 1, 2, 3, 4])
    for cluster in 0..<5 {
      let (found, own) = (whole.model.centroids.point(cluster), a.centroids.point(cluster))
      // A direction is made of the sum anew, which may round another way.
      if distance == .euclidean { #expect(found == own) }
      #expect(zip(found, own).allSatisfy { abs($0 - $1) < 1e-15 })
    }
    #expect(whole.model.statistics.distances == nil)
  }

  /// No way to merge four clusters into two is better than what is found here.
  @Test func fewClustersInTheBestWay() throws {
    for seed in 0..<20 {
      let (a, _) = try model(Self.points(60, seed: UInt64(seed)), 3, .euclidean)
      let (b, _) = try model(Self.points(50, seed: UInt64(seed + 100)), 3, .euclidean)
      let found = try ModelMerging([a, b], into: 2)
      let m = (0..<3).map(a.centroids.point) + (0..<3).map(b.centroids.point)
      let sizes = (a.sizes + b.sizes).map { Double($0) }
      var least = Double.infinity
      for sides in 1..<31 {
        let cost = [0, 1].reduce(0.0) { sum, side in
          let own = (0..<6).filter { sides >> $0 & 1 == side }
          let mass = own.reduce(0) { $0 + sizes[$1] }
          guard mass > 0 else { return sum }
          let mean = (0..<3).map { l in own.reduce(0) { $0 + sizes[$1] * m[$1][l] } / mass }
          return sum
            + own.reduce(0) { $0 + sizes[$1] * Textbook.squaredDistance(m[$1], mean) }
        }
        least = min(least, cost)
      }
      let cost = found.model.objective - a.objective - b.objective
      #expect(abs(cost - least) <= 1e-9 * least, "seed \(seed)")
    }
  }

  @Test func modelsThatDifferAreRefused() throws {
    let (a, _) = try model(Self.points(60, seed: 1), 3, .euclidean)
    let (b, _) = try model(Self.points(60, seed: 1), 3, .cosine)
    #expect(throws: MergingError.different(.distance, model: 1)) {
      try ModelMerging([a, b], into: 2)
    }
    let x = Self.points(60, seed: 1)
    let fit = try x.clustered(into: 2)
    let scaled = try ClusterModel(
      fit, columns: ["a", "b", "c"],
      scaling: Scaling(method: .standard, shift: [0, 0, 0], divisor: [1, 2, 1]))
    #expect(throws: MergingError.different(.scaling, model: 1)) {
      try ModelMerging([a, scaled], into: 2)
    }
    let other = try ClusterModel(fit, columns: ["a", "b", "d"])
    #expect(throws: MergingError.different(.columns, model: 2)) {
      try ModelMerging([a, a, other], into: 2)
    }
    let halves = try ClusterModel(
      Clusterer(.init(clusters: 2, variant: .bisecting)).fit(x), columns: ["a", "b", "c"])
    #expect(throws: MergingError.splits(model: 0)) { try ModelMerging([halves], into: 1) }
    #expect(throws: MergingError.clusters(7, available: 6)) {
      try ModelMerging([a, a], into: 7)
    }
    #expect(throws: MergingError.noModel) { try ModelMerging([], into: 1) }
    let heavy = try ClusterModel(fit, columns: ["a", "b", "c"], isWeighted: true)
    #expect(throws: MergingError.unknownWeights(model: 1)) {
      try ModelMerging([a, heavy], into: 1)
    }
    for error in [MergingError.noModel, .different(.reading, model: 1), .splits(model: 0)] {
      #expect(!error.description.isEmpty)
    }
  }
}
