import Testing

import KMeansCore
@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where real data sets lie: `KMEANS_TEST_DATA`, or `../shared/data` beside the package.
private let dataFolder: String = {
  if let folder = getenv("KMEANS_TEST_DATA") { return String(cString: folder) }
  let package = #filePath.split(separator: "/").dropLast(3)
  return "/" + (package.dropLast() + ["shared", "data"]).joined(separator: "/")
}()

/// Public data sets as their sources ship them, with what their description says of them.
@Suite(
  .enabled(
    if: access(dataFolder + "/csv/iris.csv", R_OK) == 0,
    "no data in ../shared/data; set KMEANS_TEST_DATA"))
struct RealDataTests {
  /// One data set and what reading it must give.
  struct Expectation: Sendable {
    let file: String
    let shape: (points: Int, features: Int)
    let leftOut: [String]
    var missing = (cells: 0, rows: 0)
  }

  private static let expectations = [
    Expectation(file: "csv/iris.csv", shape: (150, 4), leftOut: ["species"]),
    Expectation(file: "csv/geyser.csv", shape: (272, 2), leftOut: ["kind"]),
    Expectation(
      file: "csv/penguins.csv", shape: (344, 4), leftOut: ["species", "island", "sex"],
      missing: (8, 2)),
    Expectation(
      file: "csv/diamonds.csv", shape: (53940, 7), leftOut: ["cut", "color", "clarity"]),
    Expectation(
      file: "csv/mpg.csv", shape: (398, 7), leftOut: ["origin", "name"], missing: (6, 6)),
    Expectation(
      file: "csv/titanic.csv", shape: (891, 6),
      leftOut: [
        "sex", "embarked", "class", "who", "adult_male", "deck", "embark_town", "alive", "alone",
      ], missing: (177, 177)),
    Expectation(
      file: "housing/california_housing.csv", shape: (20640, 9), leftOut: ["ocean_proximity"],
      missing: (207, 207)),
    Expectation(file: "housing/kc_house_data.csv", shape: (21613, 20), leftOut: ["date"]),
  ]

  @Test(arguments: expectations)
  func dataSetsHaveTheirShape(expected: Expectation) throws {
    let table = try DataTable(reading: "\(dataFolder)/\(expected.file)")
    #expect(table.points.count == expected.shape.points)
    #expect(table.points.dimensions == expected.shape.features)
    #expect(table.columns.count == expected.shape.features)
    #expect(table.leftOut.map(\.name) == expected.leftOut)
    #expect(table.missing.count == expected.missing.cells)
    #expect(table.missing.rows.count == expected.missing.rows)
    #expect(table.hasHeader)
    let complete = try table.resolvingMissing(.drop) { _, _ in 0 }
    #expect(complete.table.points.count == expected.shape.points - expected.missing.rows)
  }

  @Test func housesByAreaAndPrice() throws {
    let table = try DataTable(
      reading: "\(dataFolder)/housing/kc_house_data.csv",
      options: ReadingOptions(columns: ["sqft_living", "price"], id: "id"))
    #expect(table.points.point(0) == [1180, 221_900])
    #expect(table.points.point(1) == [2570, 538_000])
    #expect(table.ids?[0] == "7129300520")
    #expect(Set(table.ids ?? []).count == 21436)
    let pairs = Set((0..<table.points.count).map { table.points.point($0) })
    #expect(pairs.count == 19601)
    #expect(table.place(ofRow: 21612) == .line(21614))
  }

  @Test func appendingToRealData() throws {
    let folder = TemporaryFolder()
    let source = "\(dataFolder)/csv/iris.csv"
    let table = try DataTable(reading: source)
    try table.write(
      appending: Array(repeating: 1, count: 150), to: "\(folder.path)/iris.csv")
    let again = try DataTable(reading: "\(folder.path)/iris.csv")
    #expect(again.columns == table.columns + ["cluster"])
    #expect(again.points.point(149) == table.points.point(149) + [1])
  }
}
