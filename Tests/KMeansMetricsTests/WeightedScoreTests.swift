import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Scores of points with weights against those of points copied as often as they weigh, and against
/// plain loops.
struct WeightedScoreTests {
  @Test("whole weights have the bits of copies, where sums are exact", arguments: 0..<6)
  func dispersion(seed: UInt64) throws {
    let data = try WeightedPoints(seed)
    let one = try Dispersion(data.x, data.y, weights: data.weights)
    let other = try Dispersion(data.copied, data.labels)
    #expect(one.means == other.means && one.clusters == other.clusters)
    #expect(one.within == other.within && one.between == other.between)
    #expect(one.total == other.total && one.clusterWeights == other.clusterWeights)
    #expect(one.meanDistances == other.meanDistances)
    #expect(one.greatestDistances == other.greatestDistances)
    #expect(try one.calinskiHarabaszIndex() == other.calinskiHarabaszIndex())
    #expect(try one.daviesBouldinIndex() == other.daviesBouldinIndex())
    #expect(try one.bayesianInformationCriterion() == other.bayesianInformationCriterion())
    #expect(try one.dunnIndexOfMeans() == other.dunnIndexOfMeans())
    #expect(
      try one.dunnIndex(of: data.x, data.y, weights: data.weights)
        == other.dunnIndex(of: data.copied, data.labels))
    #expect(one.nearestClusters() == other.nearestClusters())
  }

  @Test("silhouettes are those of copies", arguments: 0..<6)
  func silhouettes(seed: UInt64) throws {
    let data = try WeightedPoints(seed)
    let one = try Silhouette(data.x, data.y, weights: data.weights)
    let other = try Silhouette(data.copied, data.labels)
    expectNear(data.copies.map { one.values[$0] }, other.values)
    expectNear(one.byCluster + [one.mean], other.byCluster + [other.mean])
    #expect(data.copies.map { one.nearestOther[$0] } == other.nearestOther)
  }

  @Test("by the cosine and by means they are to the last bit", arguments: 0..<6)
  func silhouettesToTheBit(seed: UInt64) throws {
    let data = try WeightedPoints(seed)
    let one = try Silhouette(data.x, data.y, weights: data.weights, metric: .cosine)
    let other = try Silhouette(data.copied, data.labels, metric: .cosine)
    #expect(data.copies.map { one.values[$0] } == other.values)
    #expect(one.byCluster == other.byCluster && one.mean == other.mean)
    for metric in ScoreMetric.allCases {
      let one = try SimplifiedSilhouette(
        data.x, data.y, weights: data.weights, metric: metric)
      let other = try SimplifiedSilhouette(data.copied, data.labels, metric: metric)
      #expect(data.copies.map { one.values[$0] } == other.values)
      #expect(data.copies.map { one.nearestOther[$0] } == other.nearestOther)
      #expect(one.byCluster == other.byCluster && one.mean == other.mean)
    }
  }

  @Test("points are asked some at a time, and by any number of threads, with the same bits")
  func blocks() throws {
    let data = try WeightedPoints(4)
    let masses = try GroupMasses(
      points: 90, data.y, weights: data.weights, meaning: .copies)
    let asked = (0..<90).filter { $0 % 4 != 1 }.map { Int32($0) }
    let found = try [(1 << 23, 1), (40, 1), (60, 3)].map { values, threads in
      var settings = GroupDistances.Settings()
      (settings.mostValues, settings.threads) = (values, threads)
      return try WeightedDistances(
        seen: data.x, masses, asked: asked, metric: .euclidean, settings: settings)
    }
    for other in found.dropFirst() {
      #expect(other.own == found[0].own && other.other == found[0].other)
      #expect(other.nearest == found[0].nearest)
    }
  }

  @Test("points are drawn by mass, so that copies are drawn alike", arguments: 0..<6)
  func samples(seed: UInt64) throws {
    let data = try WeightedPoints(seed)
    let one = try SampledSilhouette(
      data.x, data.y, weights: data.weights, size: 40, seed: seed)
    let other = try SampledSilhouette(data.copied, data.labels, size: 40, seed: seed)
    #expect(one.points == other.points.map { data.copies[$0] } && one.size == 40)
    expectNear(one.values + [one.mean, one.margin], other.values + [other.mean, other.margin])
    let all = try SampledSilhouette(data.x, data.y, weights: data.weights, size: 9999)
    expectNear(
      [all.mean, all.margin], [try Silhouette(data.copied, data.labels).mean, 0])
  }

  @Test("a point of weight 0 does not exist", arguments: WeightMeaning.allCases)
  func weightless(meaning: WeightMeaning) throws {
    let data = try WeightedPoints(3)
    let left = data.weights.indices.filter { data.weights[$0] > 0 }
    let (x, y) = (data.x.choosing(left), data.y.choosing(left))
    let weights = left.map { data.weights[$0] }
    for metric in ScoreMetric.allCases {
      let one = try Silhouette(
        data.x, data.y, weights: data.weights, meaning: meaning, metric: metric)
      let other = try Silhouette(x, y, weights: weights, meaning: meaning, metric: metric)
      #expect(left.map { one.values[$0] } == other.values && one.mean == other.mean)
    }
  }

  @Test("weights that are not whole follow the same formula, and shares know no unit")
  func fractions() throws {
    let data = try WeightedPoints(1)
    let weights = data.weights.map { $0 * 0.37 }
    for meaning in WeightMeaning.allCases {
      let found = try Silhouette(data.x, data.y, weights: weights, meaning: meaning)
      expectNear(found.values, plain(data.x, data.y.values, weights, meaning))
    }
    for times in [0x1p-40, 1000] {
      let other = data.weights.map { $0 * times }
      let pair = try [data.weights, other].map {
        try Silhouette(data.x, data.y, weights: $0, meaning: .shares).values
      }
      expectNear(pair[0], pair[1])
      let scores = try [data.weights, other].map { weights in
        let found = try Dispersion(data.x, data.y, weights: weights, meaning: .shares)
        return [
          try found.calinskiHarabaszIndex(), try found.daviesBouldinIndex(),
          try found.bayesianInformationCriterion(),
        ]
      }
      expectNear(scores[0], scores[1])
    }
  }

  @Test("copies are too few where they weigh no more than there are clusters")
  func tooLittle() throws {
    let data = try WeightedPoints(1)
    let weights = data.weights.map { $0 / 1024 }
    let found = try Dispersion(data.x, data.y, weights: weights)
    #expect(found.totalWeight < 4)
    #expect(throws: MetricError.tooLittleWeight(total: found.totalWeight, clusters: 4)) {
      try found.calinskiHarabaszIndex()
    }
    let lone = try LabelMatrix(clusters: 2, labels: [0, 1])
    let two = try PointMatrix([[0.0], [1.0]])
    #expect(throws: MetricError.tooManyClusters(found: 2)) {
      try Silhouette(two, lone, weights: [1, 1])
    }
    // Two copies are neighbours of each other.
    #expect(try Silhouette(two, lone, weights: [2, 1]).values == [1, 0])
  }

  /// The definition, in loops over all pairs.
  private func plain(
    _ x: PointMatrix, _ labels: [Int32], _ weights: [Double], _ meaning: WeightMeaning
  ) -> [Double] {
    (0..<x.count).map { i in
      var (sums, masses) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
      for j in 0..<x.count {
        let weight =
          j == i
          ? weights[i] - (meaning == .copies ? min(1, weights[i]) : weights[i])
          : weights[j]
        let distance = Textbook.squaredDistance(x.point(i), x.point(j)).squareRoot()
        sums[Int(labels[j])] += weight * distance
        masses[Int(labels[j])] += weight
      }
      let own = Int(labels[i])
      guard masses[own] > 0 else { return 0 }
      let others = (0..<5).filter { $0 != own && masses[$0] > 0 }
      let (a, b) = (sums[own] / masses[own], others.map { sums[$0] / masses[$0] }.min() ?? 0)
      return (b - a) / max(a, b)
    }
  }
}
