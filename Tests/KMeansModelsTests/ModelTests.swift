import KMeansCore
import KMeansData
import KMeansModels
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Models survive their JSON, and damaged ones are told.
@Suite struct ModelTests {
  /// Values whose digits are hard to write: subnormal, huge, one ulp from a short one, −0.
  static let hard: [[Double]] = [
    [0.1 + 0.2, Double.leastNonzeroMagnitude, -0.0], [1.0 / 3, 9.999_999_999_999_999e143, 1e22],
    [123_456_789.123_456_79, -Double.leastNormalMagnitude, 4.35],
  ]

  static func model() throws -> ClusterModel {
    let centroids = try PointMatrix(hard)
    let configuration = Clusterer.Configuration(
      clusters: 3, initialization: .centroids(centroids), seed: .max, iterationLimit: 1)
    let clustering = try Clusterer(configuration).fit(centroids)
    return try ClusterModel(
      clustering, columns: ["a", "b \"c\"", "größe"],
      scaling: Scaling(.robust, of: Observations(centroids)), missing: .mean,
      imputation: [0.7, 1e-300, -1])
  }

  private func decoded(_ text: String) throws -> ClusterModel {
    try JSONDecoder().decode(ClusterModel.self, from: Data(text.utf8))
  }

  @Test func jsonKeepsEveryBit() throws {
    let model = try Self.model()
    let back = try decoded(try JSONText.of(model))
    #expect(back == model)
    for cluster in 0..<3 {
      #expect(
        back.centroids.point(cluster).map(\.bitPattern)
          == model.centroids.point(cluster).map(\.bitPattern))
    }
    #expect(back.scaling.divisor.map(\.bitPattern) == model.scaling.divisor.map(\.bitPattern))
  }

  @Test(arguments: [
    (
      "\"clusters\": 3", "\"clusters\": 4",
      ModelError.sizes(what: "centroids", found: 3, expected: 4)
    ),
    (
      "\"dimensions\": 3", "\"dimensions\": 2",
      .sizes(what: "a centroid", found: 3, expected: 2)
    ),
    ("\"sizes\": [1, ", "\"sizes\": [", .sizes(what: "sizes", found: 2, expected: 3)),
    ("\"columns\": [\"a\", ", "\"columns\": [", .sizes(what: "columns", found: 2, expected: 3)),
    ("kmeans.model/1", "kmeans.model/9", .schema(found: "kmeans.model/9")),
    ("\"means\": [0.7, ", "\"means\": [", .sizes(what: "missing.means", found: 2, expected: 3)),
  ])
  func damageIsTold(_ part: String, _ damaged: String, _ error: ModelError) throws {
    let text = try JSONText.of(try Self.model())
    #expect(text.contains(part))
    #expect(throws: error) { try decoded(text.replacing(part, with: damaged)) }
  }

  @Test func everyTruncationIsRefused() throws {
    let text = try JSONText.of(try Self.model())
    for length in stride(from: 0, to: text.utf8.count - 2, by: 7) {
      #expect(throws: (any Error).self) {
        try decoded(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      }
    }
  }

  @Test func predictionRefusesWhatItCannotLabel() throws {
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 2)).fit(
      PointMatrix([[0, 0], [1, 1], [9, 9]]))
    let model = try ClusterModel(clustering, columns: ["x", "y"])
    #expect(throws: ModelError.dimensions(found: 1, expected: 2)) {
      try model.predict(PointMatrix([[1]]))
    }
    #expect(throws: ModelError.missingValues(rows: 1, row: 1, column: "y")) {
      try model.predict(PointMatrix([[1, 2], [1, .nan]]))
    }
    #expect(throws: ModelError.tooLarge(row: 0, column: "x", value: .infinity)) {
      try model.predict(PointMatrix([[.infinity, 2]]))
    }
    #expect(try model.predict(PointMatrix([[8, 8]])).sizes.sorted() == [0, 1])
  }

  @Test func rowsThatMissValuesAreDropped() throws {
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 2, order: .first)).fit(
      PointMatrix([[0, 0], [1, 1], [9, 9]]))
    let model = try ClusterModel(clustering, columns: ["x", "y"], missing: .drop)
    let prediction = try model.predict(PointMatrix([[.nan, 2], [9, 9], [0, 0], [1, .nan]]))
    #expect(prediction.labels == [-1, 1, 0, -1])
    #expect(prediction.sizes == [1, 1])
    #expect(prediction.missingRows == [0, 3])
    let none = try model.predict(PointMatrix([[.nan, 2]]))
    #expect(none.labels == [-1] && none.objective == 0)
  }
}
