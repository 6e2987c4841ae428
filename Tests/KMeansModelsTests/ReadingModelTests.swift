import Foundation
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Models that know how their file was read.
@Suite struct ReadingModelTests {
  private func model(_ text: String, _ options: TextOptions) throws -> ClusterModel {
    let path = NSTemporaryDirectory() + "kmeans-reading-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let data = try PreparedData(
      reading: path, PreparationOptions(missing: .drop, text: options))
    return try data.fit(Clusterer.Configuration(clusters: 2)).model
  }

  private func decoded(_ text: String) throws -> ClusterModel {
    try JSONDecoder().decode(ClusterModel.self, from: Data(text.utf8))
  }

  private static let text = "g,x,on,day\na,1,yes,1970-01-02\nb,2,no,1970-01-03\na,9,no,1970-01-04\n"

  private static var options: TextOptions {
    var options = TextOptions(
      missing: [MissingMarker(column: "2", value: "-9"), MissingMarker(value: "none")],
      readsBooleans: true)
    options.categories = .onehot
    options.dates = [DateRule(unit: .days)]
    options.oneHot = ["g"]
    return options
  }

  @Test func everythingIsKept() throws {
    let model = try model(Self.text, Self.options)
    let record = model.reading
    #expect(record.categories == [CategoryColumn(column: "g", first: 0, values: ["a", "b"])])
    #expect(record.dates == [DateRule(column: "day", unit: .days)])
    #expect(record.booleans.map(\.column) == ["on"])
    // By name: positions may differ in the next file.
    #expect(
      record.missing == [MissingMarker(column: "x", value: "-9"), MissingMarker(value: "none")])
    #expect(model.columns == ["g=a", "g=b", "x", "on", "day"])
    #expect(model.sourceColumns == ["g", "x", "on", "day"])
    let json = try JSONText.of(model)
    #expect(model.schema == "kmeans.model/3" && json.contains("\"schema\": \"kmeans.model/3\""))
    #expect(try decoded(json) == model)
  }

  /// Where nothing was set, the model is written as ever.
  @Test func plainModelsStayOfTheFirstVersion() throws {
    let model = try model("x,y\n1,2\n2,5\n9,1\n", .guessed)
    #expect(model.reading == .plain && model.schema == "kmeans.model/1")
    #expect(!(try JSONText.of(model)).contains("reading"))
  }

  @Test(arguments: [
    ("\"values\": [\"a\", \"b\"]", "\"values\": []"), ("\"first\": 0", "\"first\": 4"),
    ("\"first\": 0", "\"first\": -1"), ("\"first\": 0", "\"first\": 9223372036854775807"),
    ("\"column\": \"g\"", "\"column\": \"h\""),
    ("\"values\": [\"a\", \"b\"]", "\"values\": [\"b\", \"a\"]"),
    ("\"unit\": \"days\"", "\"unit\": \"moons\""), ("\"booleans\"", "\"bools\""),
  ])
  func damageIsRefused(_ part: String, _ damaged: String) throws {
    let json = try JSONText.of(model(Self.text, Self.options))
    #expect(json.contains(part), "\(json)")
    #expect(throws: (any Error).self) { try decoded(json.replacing(part, with: damaged)) }
  }
}
