import Foundation
import KMeans
import KMeansCore
import KMeansModels
import Testing

/// Which models say that they need more than the nearest centroid, and what numbers they can hold.
@Suite struct ModelSchemaTests {
  private static let points: [[Double]] = [[1, 0], [2, 0.1], [0, 1], [0.1, 2], [-1, -1]]

  private func model(_ distance: Clusterer.Distance, _ variant: Clusterer.Variant) throws
    -> ClusterModel
  {
    let settings = Clusterer.Configuration(clusters: 2, distance: distance, variant: variant)
    return try ClusterModel(
      Clusterer(settings).fit(PointMatrix(Self.points)), columns: ["x", "y"])
  }

  private func decoded(_ text: String) throws -> ClusterModel {
    try JSONDecoder().decode(ClusterModel.self, from: Data(text.utf8))
  }

  @Test func onlyPlainModelsAreOfTheFirstVersion() throws {
    for (distance, variant, schema) in [
      (Clusterer.Distance.euclidean, Clusterer.Variant.full, "kmeans.model/1"),
      (.cosine, .full, "kmeans.model/2"), (.euclidean, .bisecting, "kmeans.model/2"),
      (.cosine, .bisecting, "kmeans.model/2"),
    ] {
      let model = try model(distance, variant)
      let text = try JSONText.of(model)
      #expect(model.schema == schema && text.contains("\"schema\": \"\(schema)\""))
      #expect(try decoded(text) == model)
      // As a version of before wrote them.
      let other = text.replacing("kmeans.model/2", with: "kmeans.model/1")
      #expect(try decoded(other) == model)
    }
  }

  @Test func centroidsWithoutDirectionAreRefused() throws {
    let text = try JSONText.of(model(.cosine, .full))
    let whole = text.replacing(/"centroids": \[\s*\[[^\]]*\]/, with: "\"centroids\": [[0, 0]")
    #expect(throws: ModelError.centroidWithoutDirection(what: "centroids", centroid: 0)) {
      try decoded(whole)
    }
    let plain = try JSONText.of(model(.euclidean, .full))
    _ = try decoded(
      plain.replacing(/"centroids": \[\s*\[[^\]]*\]/, with: "\"centroids\": [[0, 0]"))
  }

  @Test(arguments: [
    (
      "\"iterations\": [0-9]+", "\"iterations\": 1.5",
      "\"iterations\" is 1.5, and must be a whole number"
    ),
    ("\"seed\": 0", "\"seed\": -1", "\"seed\" is -1.0, and must be a whole number from 0"),
    ("\"sizes\": \\[[0-9]+", "\"sizes\": [2.5", "\"sizes[0]\" is 2.5, and must be a whole number"),
    (
      "\"cluster\": 0", "\"cluster\": 0.5",
      "\"splits[0].cluster\" is 0.5, and must be a whole number"
    ),
    (
      "\"clusters\": 2", "\"clusters\": 1e30",
      "\"clusters\" is 1e+30, and must be a whole number"
    ),
    (
      "\"objective\": [-0-9.e]+\\s*\\}", "\"objective\": 1e999}",
      "\"splits[0].objective\" is a number beyond the range of Double"
    ),
  ])
  func numbersThatCannotBeHeldAreNamed(_ pattern: String, _ damaged: String, _ told: String) throws
  {
    let text = try JSONText.of(model(.euclidean, .bisecting))
    let place = try #require(text.range(of: pattern, options: .regularExpression), "\(text)")
    let path = NSTemporaryDirectory() + "kmeans-model-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.replacingCharacters(in: place, with: damaged).write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: ModelError.notAModel(reason: told)) { try ClusterModel(reading: path) }
  }

  @Test func whatIsNoJSONIsSaidToBeNone() throws {
    let path = NSTemporaryDirectory() + "kmeans-model-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{\"clusters\": 1.5,".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: ModelError.notAModel(reason: "it is not JSON")) {
      try ClusterModel(reading: path)
    }
  }
}
