import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Scores of points with weights against the scores of so many copies, and against plain loops.
struct WeightedScoreTests {
  /// Points of which some are equal, in clusters of which one is empty, with weights 0 to 4.
  private struct Data {
    let x: PointMatrix
    let y: LabelMatrix
    let truth: [Int32]
    let weights: [Double]
    /// Which row every copy is of.
    let copies: [Int]
    let copied: PointMatrix
    let labels: LabelMatrix

    init(_ seed: UInt64) throws {
      let random = CounterRandom(seed: seed)
      let rows = (0..<90).map { row -> [Double] in
        let source = row % 5 == 4 ? row - 1 : row
        let middle = Double(source % 4) * 2 + 0.5
        return (0..<3).map { middle + 3 * random.uniform(3 * source + $0) }
      }
      let values = (0..<90).map { (row: Int) -> Int32 in
        let cluster = row * 11 % 4
        return cluster == 2 ? 4 : Int32(cluster)
      }
      (x, y) = (try PointMatrix(rows), try LabelMatrix(clusters: 5, labels: values))
      truth = (0..<90).map { Int32($0 % 3) }
      weights = (0..<90).map { Double(random.below(5, 1000 + $0)) }
      let weights = weights
      copies = (0..<90).flatMap { Array(repeating: $0, count: Int(weights[$0])) }
      copied = try PointMatrix(copies.map { rows[$0] })
      labels = try LabelMatrix(clusters: 5, labels: copies.map { values[$0] })
    }
  }

  @Test("whole weights have the bits of copies, where sums are exact", arguments: 0..<6)
  func dispersion(seed: UInt64) throws {
    let data = try Data(seed)
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
    let data = try Data(seed)
    let one = try Silhouette(data.x, data.y, weights: data.weights)
    let other = try Silhouette(data.copied, data.labels)
    expectNear(data.copies.map { one.values[$0] }, other.values)
    expectNear(one.byCluster + [one.mean], other.byCluster + [other.mean])
    #expect(data.copies.map { one.nearestOther[$0] } == other.nearestOther)
  }

  @Test("by the cosine and by means they are to the last bit", arguments: 0..<6)
  func silhouettesToTheBit(seed: UInt64) throws {
    let data = try Data(seed)
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

  @Test("points are drawn by mass, so that copies are drawn alike", arguments: 0..<6)
  func samples(seed: UInt64) throws {
    let data = try Data(seed)
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
    let data = try Data(3)
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
    let data = try Data(1)
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
    let data = try Data(1)
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

  @Test("tables count copies", arguments: 0..<6)
  func tables(seed: UInt64) throws {
    let data = try Data(seed)
    let one = try ContingencyTable(
      truth: data.truth, labels: data.y.values, copies: data.weights.map { Int($0) })
    let other = try ContingencyTable(
      truth: data.copies.map { data.truth[$0] }, labels: data.labels.values)
    #expect(one == other)
    #expect(one.adjustedMutualInformation() == other.adjustedMutualInformation())
  }

  @Test("weights of 1 and shares agree with tables; shares know no unit")
  func agreement() throws {
    let data = try Data(2)
    let table = try ContingencyTable(truth: data.truth, labels: data.y.values)
    let ones = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.truth.map { _ in 1 })
    expectNear(
      scores(ones),
      [
        table.adjustedRandIndex, table.randIndex, table.fowlkesMallowsIndex,
        table.mutualInformation, table.normalizedMutualInformation(), VMeasure(table).score,
        VMeasure(table).homogeneity, VMeasure(table).completeness,
      ])
    let found = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.weights)
    let scaled = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.weights.map { $0 * 0.37 })
    expectNear(scores(found), scores(scaled))
    // What goes by shares is that of copies.
    let copies = try ContingencyTable(
      truth: data.copies.map { data.truth[$0] }, labels: data.labels.values)
    expectNear([found.mutualInformation], [copies.mutualInformation])
    // Pairs of two different points weigh the product.
    var (both, all) = (0.0, 0.0)
    for i in 0..<90 {
      for j in 0..<90 where j != i {
        let weight = data.weights[i] * data.weights[j]
        all += weight
        let agrees =
          (data.truth[i] == data.truth[j]) == (data.y.values[i] == data.y.values[j])
        both += agrees ? weight : 0
      }
    }
    expectNear([found.randIndex], [both / all])
  }

  private func scores(_ found: WeightedAgreement) -> [Double] {
    [
      found.adjustedRandIndex, found.randIndex, found.fowlkesMallowsIndex,
      found.mutualInformation, found.normalizedMutualInformation, found.vMeasure,
      found.homogeneity, found.completeness,
    ]
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

  private func expectNear(
    _ found: [Double], _ wanted: [Double], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == wanted.count, sourceLocation: location)
    #expect(
      zip(found, wanted).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) },
      sourceLocation: location)
  }
}
