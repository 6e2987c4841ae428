import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Data whose squares are no numbers are scaled first and judged then.
@Suite struct ScaleFirstTests {
  private let folder: Folder
  private static let rows: [[Double]] = [
    [5.1, 3.5, 1], [4.9, 3.0, 1], [6.2, 2.9, 4], [5.9, 3.2, 5], [7.0, 3.1, 6], [4.4, 2.2, 7],
  ]

  init() throws { folder = try Folder() }

  private func data(
    _ units: [Double], _ method: ScalingMethod, missing: MissingPolicy = .error, gap: Bool = false
  ) throws -> PreparedData {
    var text = "a,b,c\n"
    for (index, row) in Self.rows.enumerated() {
      let cells = zip(row, units).map { "\($0 * $1)" }
      text += (gap && index == 2 ? ",\(cells[1]),\(cells[2])" : cells.joined(separator: ",")) + "\n"
    }
    let path = try folder.write("d.csv", text)
    return try PreparedData(
      reading: path, try PreparationOptions(missing: missing, scaling: method))
  }

  /// Powers of two, so that the digits are the same.
  static let units: [[Double]] = [
    [0x1p-664, 0x1p-664, 0x1p-664], [0x1p664, 0x1p664, 0x1p664], [0x1p-664, 1, 0x1p700],
    [1, 1, 0x1p-900],
  ]

  @Test(arguments: units, [ScalingMethod.standard, .minmax, .robust])
  func scales(_ units: [Double], _ method: ScalingMethod) throws {
    let plain = try data([1, 1, 1], method)
    let other = try data(units, method)
    for point in Self.rows.indices {
      for (a, b) in zip(plain.x.points.point(point), other.x.points.point(point)) {
        #expect(abs(a - b) <= 1e-12 * max(1, abs(a)))
      }
    }
    let configuration = Clusterer.Configuration(clusters: 2, order: .size)
    let (one, two) = (try plain.fit(configuration), try other.fit(configuration))
    #expect(one.labels == two.labels)
    #expect(abs(one.clustering.objective - two.clustering.objective) < 1e-12)
    // The model comes back from its file, and labels the same rows the same.
    let path = folder["m.json"]
    try two.model.write(to: path)
    let model = try ClusterModel(reading: path)
    #expect(try model == two.model)
    #expect(try model.predict(other.table).labels == two.labels)
    for cluster in 0..<2 {
      let expected = zip(one.centroids.point(cluster), units).map { $0 * $1 }
      for (a, b) in zip(expected, two.centroids.point(cluster)) {
        #expect(abs(a - b) <= 1e-12 * abs(a))
      }
    }
  }

  @Test(arguments: units)
  func meansOfMissingValues(_ units: [Double]) throws {
    let found = try data(units, .standard, missing: .mean, gap: true)
    let expected = (5.1 + 4.9 + 5.9 + 7.0 + 4.4) / 5 * units[0]
    let imputed = try #require(found.complete.imputed)
    #expect(abs(imputed[0] - expected) <= 1e-12 * abs(expected))
    let model = try found.fit(Clusterer.Configuration(clusters: 2)).model
    let own = try #require(model.imputation)
    #expect(abs(own[0] - expected) <= 1e-12 * abs(expected))
  }

  @Test func withoutAScaleTheyAreRefused() throws {
    #expect(throws: PipelineError.self) { try data([0x1p-664, 0x1p-664, 0x1p-664], .none) }
    #expect(throws: PipelineError.self) { try data([0x1p664, 1, 1], .none) }
  }

  @Test func ordinaryDataKeepTheirBits() throws {
    let found = try data([1, 1, 1], .standard)
    #expect(found.scaling == Scaling(.standard, of: try Observations(found.table.points)))
  }
}
