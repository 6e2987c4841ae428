import Foundation
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// How sure a model is of its labels, by the rows of the input, and what it keeps for that.
@Suite struct PredictionDetailsTests {
  /// Rows with two columns of other units, some of which miss a value.
  private static let rows: [[Double]] = (0..<60).map { row in
    let side = Double(row % 2)
    return row % 13 == 5
      ? [.nan, 1] : [side * 8 + Double(row % 5), 1000 * (side * 5 + Double(row % 7))]
  }

  private func model(
    _ missing: MissingPolicy, distance: Clusterer.Distance = .euclidean,
    variant: Clusterer.Variant = .full, clusters: Int = 3
  ) throws -> ClusterModel {
    let folder = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lines = Self.rows.map { $0.map { $0.isNaN ? "" : "\($0)" }.joined(separator: ",") }
    try ("a,b\n" + lines.joined(separator: "\n") + "\n").write(
      toFile: folder, atomically: true, encoding: .utf8)
    let options = try PreparationOptions(
      missing: missing, scaling: .standard, distance: distance)
    return try PreparedData(reading: folder, options).fit(
      Clusterer.Configuration(clusters: clusters, distance: distance, variant: variant)
    ).model
  }

  @Test(arguments: [MissingPolicy.drop, .mean], [Clusterer.Distance.euclidean, .cosine])
  func detailsAreThoseOfTheClusteredSpace(
    _ missing: MissingPolicy, _ distance: Clusterer.Distance
  ) throws {
    for variant in [Clusterer.Variant.full, .bisecting] {
      let model = try model(missing, distance: distance, variant: variant)
      let points = PointMatrix(
        dimensions: 2, count: Self.rows.count, scalar: .double
      ) { bytes in
        let values = bytes.bindMemory(to: Double.self)
        for (index, value) in Self.rows.joined().enumerated() { values[index] = value }
      }
      let details = try model.details(points)
      #expect(details.prediction == (try model.predict(points)))
      let all = try model.distances(points)
      let quartiles = try #require(model.statistics.distances)
      for (row, label) in details.prediction.labels.enumerated() {
        guard label >= 0 else {
          #expect(details.distances[row].isNaN && details.seconds[row] == -1)
          #expect(all.point(row).allSatisfy(\.isNaN) && details.areOutliers?[row] == false)
          continue
        }
        let distances = all.point(row)
        #expect(details.distances[row] == distances[Int(label)])
        let others = distances.indices.filter { $0 != Int(label) }
        let second = others.min { distances[$0] < distances[$1] }
        #expect(Int(details.seconds[row]) == second)
        #expect(details.secondDistances[row] == second.map { distances[$0] })
        if variant == .full { #expect(distances.min() == distances[Int(label)]) }
        let length =
          distance == .cosine ? (2 * distances[Int(label)]).squareRoot() : distances[Int(label)]
        let isFar = length > quartiles.fence(of: Int(label), factor: 3)
        #expect(details.areOutliers?[row] == isFar)
      }
      #expect(details.prediction.labels.contains(-1) == (missing == .drop))
    }
  }

  @Test func whatAModelKnowsIsWrittenAndRead() throws {
    let model = try model(.drop)
    let text = try JSONText.of(model)
    func decoded(_ text: String) throws -> ClusterModel {
      try JSONDecoder().decode(ClusterModel.self, from: Data(text.utf8))
    }
    #expect(try decoded(text) == model && model.statistics.distances != nil)
    #expect(model.statistics.withinSumOfSquares?.count == 3 && model.statistics.weights == nil)
    #expect(text.contains("\"schema\": \"kmeans.model/1\""))
    // As a version of before wrote it.
    let old = text.replacing(
      /\n  "(withinSumOfSquares|distanceQuartiles)": (\[[^\n]*\]|\[(\n    [^\n]*)*\n  \]),?/,
      with: ""
    )
    .replacing(/,(\s*)\}\s*$/) { "\($0.1)}" }
    let known = try decoded(old)
    #expect(known.statistics == .unknown && known.centroids == model.centroids)
    #expect(try known.details(PointMatrix([[1, 1]])).areOutliers == nil)
    for (pattern, damage) in [
      ("\"withinSumOfSquares\": [", "\"withinSumOfSquares\": [1, "),
      ("\"withinSumOfSquares\": [", "\"withinSumOfSquares\": [-"),
    ] {
      #expect(throws: ModelError.self) { try decoded(text.replacing(pattern, with: damage)) }
    }
    let quartiles = DistanceQuartiles(lower: [2, 0, 0], median: [2, 0, 0], upper: [1, 0, 0])
    #expect(throws: ModelError.self) { try model.knowing(ClusterStatistics(distances: quartiles)) }
  }

  @Test func oneClusterHasNoSecond() throws {
    let details = try model(.drop, clusters: 1).details(PointMatrix([[1, 1000], [900, -4e5]]))
    #expect(details.seconds == [-1, -1] && details.margins == [1, 1])
    #expect(details.secondDistances == [.infinity, .infinity])
    #expect(details.areOutliers == [false, true] && details.outliers == 1)
    let none = PointMatrix(dimensions: 2, count: 1) {
      $0[0] = .nan; $0[1] = 1
    }
    let empty = try model(.drop).details(none)
    #expect(empty.prediction.labels == [-1] && empty.outliers == 0)
  }
}
