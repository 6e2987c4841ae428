import CKMeansABI
import KMeansABI
import KMeansCore
import KMeansMetrics
import KMeansSelection
import Testing

/// Scores and sweeps through C have the bits of the Swift library.
struct ABIScoreTests {
  private static let values: [Double] = (0..<360).map { (index: Int) -> Double in
    let number = (index * index * 31 + index * 17) % 211
    return Double(number) / 13
  }
  private static let labels: [Int32] = (0..<120).map { (index: Int) -> Int32 in
    Int32((index * 7 + index / 50) % 5)
  }
  private static let truth: [Int32] = (0..<120).map { (index: Int) -> Int32 in
    Int32(index / 3 % 4) - 1
  }
  private static let weights: [Double] = (0..<120).map { (index: Int) -> Double in
    Double(index % 4) / 2
  }

  private static var points: PointMatrix {
    get throws { try PointMatrix(dimensions: 3, values: values) }
  }

  /// Calls `body` with the points as C has them.
  private func withPoints<Value>(
    _ body: (UnsafePointer<kmeans_matrix>) throws -> Value
  ) rethrows -> Value {
    try Self.values.withUnsafeBytes { bytes in
      var x = kmeans_matrix(
        size: MemoryLayout<kmeans_matrix>.size, count: 120, dimensions: 3,
        scalar: Int32(KMEANS_DOUBLE), index_bits: 0, values: bytes.baseAddress, offsets: nil,
        columns: nil, storage: 0, reserved: 0)
      return try withUnsafePointer(to: &x) { try body($0) }
    }
  }

  @Test(arguments: ["euclidean", "cosine"], [false, true])
  func sumsAndScores(distance: String, isWeighted: Bool) throws {
    let metric = try #require(ScoreMetric(rawValue: distance))
    let y = try LabelMatrix(clusters: 5, labels: Self.labels)
    let weights = isWeighted ? Self.weights : nil
    let x = try Self.points
    let expected = try Dispersion(metric.seen(x), y, weights: weights, meaning: .shares)
    let (calinski, davies) = (
      try expected.calinskiHarabaszIndex(), try expected.daviesBouldinIndex()
    )
    let (means, bic) = (
      try expected.dunnIndexOfMeans(), try expected.bayesianInformationCriterion()
    )
    let expectedDunn = try expected.dunnIndex(of: metric.seen(x), y, weights: weights)
    withPoints { points in
      var handle: OpaquePointer?
      let code = withOptional(weights) { weights in
        kmeans_dispersion_create(
          points, weights, "shares", Self.labels, 5, distance, 2, nil, &handle, nil)
      }
      #expect(code == KMEANS_OK)
      defer { kmeans_dispersion_free(handle) }
      var facts = kmeans_dispersion_facts()
      kmeans_dispersion_read_facts(handle, &facts, MemoryLayout.size(ofValue: facts))
      #expect(facts.within == expected.withinTotal && facts.total == expected.total)
      #expect(facts.between == expected.betweenTotal && facts.weight == expected.totalWeight)
      #expect(facts.points == Int64(expected.count))
      var (within, distances) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5))
      kmeans_dispersion_clusters(handle, nil, nil, &within, nil, &distances, nil)
      #expect(within == expected.within && distances == expected.meanDistances)
      #expect(score { kmeans_calinski_harabasz(handle, $0, nil) } == calinski)
      #expect(score { kmeans_davies_bouldin(handle, 1, $0, nil) } == davies)
      #expect(score { kmeans_dunn_of_means(handle, 1, $0, nil) } == means)
      #expect(score { kmeans_bayesian_information(handle, $0, nil) } == bic)
      let dunn = score { value in
        withOptional(weights) {
          kmeans_dunn(points, $0, "shares", Self.labels, 5, distance, 2, nil, value, nil)
        }
      }
      #expect(dunn == expectedDunn)
    }
  }

  @Test(arguments: SilhouetteScore.Method.allCases.filter { $0 != .none })
  func meanSilhouettes(method: SilhouetteScore.Method) throws {
    let y = try LabelMatrix(clusters: 5, labels: Self.labels)
    let expected = try SilhouetteScore(Self.points, y, method: method, sampleSize: 40, seed: 9)
    let simplified = try SimplifiedSilhouette(Self.points, y)
    withPoints { points in
      var found = kmeans_mean_silhouette()
      var byCluster = [Double](repeating: 0, count: 5)
      #expect(
        kmeans_read_mean_silhouette(
          points, nil, nil, Self.labels, 5, nil, method.rawValue, 40, 9, 2, nil, &found,
          MemoryLayout.size(ofValue: found), &byCluster, nil) == KMEANS_OK)
      #expect(found.mean == expected.mean)
      #expect(expected.margin.map { $0 == found.margin } ?? found.margin.isNaN)
      #expect(found.sampled == Int64(expected.sampled ?? 0))
      #expect(expected.byCluster.map { $0 == byCluster } ?? byCluster.allSatisfy(\.isNaN))
      var values = [Double](repeating: 0, count: 120)
      #expect(
        kmeans_simplified_silhouettes(
          points, nil, nil, Self.labels, 5, nil, 1, nil, &values, nil, nil) == KMEANS_OK)
      #expect(values == simplified.values)
    }
  }

  @Test func agreements() throws {
    let counted = try ContingencyTable(truth: Self.truth, labels: Self.labels)
    let weighed = try WeightedAgreement(
      truth: Self.truth, labels: Self.labels, weights: Self.weights)
    for isWeighted in [false, true] {
      var handle: OpaquePointer?
      let code = withOptional(isWeighted ? Self.weights : nil) { weights in
        kmeans_agreement_create(Self.truth, Self.labels, weights, nil, 120, &handle, nil)
      }
      #expect(code == KMEANS_OK)
      defer { kmeans_agreement_free(handle) }
      var facts = kmeans_agreement_facts()
      kmeans_agreement_read_facts(handle, &facts, MemoryLayout.size(ofValue: facts))
      let rand = isWeighted ? weighed.randIndex : counted.randIndex
      let adjusted = isWeighted ? weighed.adjustedRandIndex : counted.adjustedRandIndex
      let mallows = isWeighted ? weighed.fowlkesMallowsIndex : counted.fowlkesMallowsIndex
      let information = isWeighted ? weighed.mutualInformation : counted.mutualInformation
      #expect(facts.rand == rand && facts.adjusted_rand == adjusted)
      #expect(facts.fowlkes_mallows == mallows && facts.mutual_information == information)
      let normalized = score { kmeans_normalized_mutual_information(handle, nil, $0, nil) }
      #expect(
        normalized
          == (isWeighted
            ? weighed.normalizedMutualInformation : counted.normalizedMutualInformation()))
      let measure = score { kmeans_v_measure(handle, 1, $0, nil) }
      #expect(measure == (isWeighted ? weighed.vMeasure : VMeasure(counted).score))
      guard !isWeighted else { continue }
      for average in ContingencyTable.EntropyAverage.allCases {
        let found = score {
          kmeans_adjusted_mutual_information(handle, average.rawValue, $0, nil)
        }
        #expect(found == counted.adjustedMutualInformation(average: average))
      }
    }
  }

  @Test func aSweepHasTheBitsOfTheLibrary() throws {
    let x = try Observations(Self.points)
    let settings = try ClusterCountSweep.Settings(
      clusterCounts: [2, 3, 7], restarts: 2, seed: 5, references: 3, stabilityPairs: 2)
    let expected = try ClusterCountSweep(x, settings: settings)
    var handle: OpaquePointer?
    withPoints { points in
      var data: OpaquePointer?
      #expect(kmeans_data_create(points, nil, 2, nil, &data, nil) == KMEANS_OK)
      defer { kmeans_data_free(data) }
      var given = kmeans_sweep_settings()
      kmeans_sweep_settings_init(&given, MemoryLayout.size(ofValue: given))
      (given.restarts, given.seed, given.references, given.stability_pairs) = (2, 5, 3, 2)
      [Int64]([7, 2, 3]).withUnsafeBufferPointer { counts in
        (given.clusters, given.count) = (counts.baseAddress, 3)
        #expect(kmeans_sweep_create(data, &given, nil, nil, nil, &handle, nil) == KMEANS_OK)
      }
    }
    defer { kmeans_sweep_free(handle) }
    for (index, entry) in expected.entries.enumerated() {
      var found = kmeans_sweep_entry()
      kmeans_sweep_read_entry(handle, Int64(index), &found, MemoryLayout.size(ofValue: found))
      #expect(found.clusters == Int64(entry.clusters))
      #expect(found.silhouette == entry.scores.silhouette?.mean)
      #expect(found.calinski_harabasz == entry.scores.calinskiHarabasz)
      #expect(found.davies_bouldin == entry.scores.daviesBouldin)
      #expect(found.bayesian_information == entry.scores.bic)
      #expect(found.gap == entry.scores.gap?.value)
      #expect(found.gap_error == entry.scores.gap?.standardError)
      #expect(found.stability == entry.scores.stability?.mean)
      var clustering: OpaquePointer?
      kmeans_sweep_clustering(handle, Int64(index), &clustering)
      defer { kmeans_clustering_free(clustering) }
      var labels = [Int32](repeating: -1, count: 120)
      kmeans_clustering_labels(clustering, &labels)
      #expect(labels == entry.clustering.labels.values)
    }
    let verdict = try #require(kmeans_sweep_verdict(handle).map { String(cString: $0) })
    #expect(verdict == expected.recommendation.sentences.joined(separator: " "))
  }

  /// What a C function writes.
  private func score(_ body: (UnsafeMutablePointer<Double>) -> kmeans_code) -> Double {
    var value = Double.nan
    #expect(body(&value) == KMEANS_OK)
    return value
  }

  /// Calls `body` with an array's memory, or without any.
  private func withOptional<Value>(
    _ values: [Double]?, _ body: (UnsafePointer<Double>?) -> Value
  ) -> Value {
    guard let values else { return body(nil) }
    return values.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
