import KMeansCore
import Testing

@testable import KMeansData

/// First rows of numbers below which the first column names the rows.
@Suite struct HeaderCornerTests {
  /// Expects columns and values.
  private func expect(_ text: String, _ columns: [String], _ values: [[Double]]) throws {
    let table = try csv(text)
    #expect(table.columns == columns)
    #expect(rows(table.points) == values)
  }

  private func isSaid(_ text: String) throws -> Bool {
    try csv(text).notes.contains { if case .headerTaken(line: 1, _) = $0 { true } else { false } }
  }

  private static let countries = [
    "Austria,1500,1600,1700", "Belgium,1800,1750,1900", "Chile,1200,1300,1250",
    "Denmark,2100,2200,2150",
  ]
  private static let amounts: [[Double]] = [
    [1500, 1600, 1700], [1800, 1750, 1900], [1200, 1300, 1250], [2100, 2200, 2150],
  ]

  private func pivot(_ first: String, _ separator: Character = ",") -> String {
    let text = ([first] + Self.countries).joined(separator: "\n") + "\n"
    return String(text.map { $0 == "," ? separator : $0 })
  }

  @Test(arguments: [
    ",2019,2020,2021", "\"\",2019,2020,2021", ",2021,2020,2019", ",10,20,30", ",1,2,3", ",0,1,2",
    ",2019,2021,2020", ",0.5,1.5,2.5",
  ])
  func anEmptyCornerStandsAboveNamesOfRows(first: String) throws {
    let names = first.split(separator: ",").filter { $0 != "\"\"" }.map(String.init)
    for separator: Character in [",", "\t", ";"] {
      let text = pivot(first, separator)
      try expect(text, names, Self.amounts)
      #expect(try isSaid(text))
    }
  }

  @Test(arguments: [0, 1])
  func anEmptyCornerStandsAboveNumbersOfRows(start: Int) throws {
    let text = ",2019,2020\n\(start),1500,1600\n\(start + 1),1700,1800\n\(start + 2),2100,1900\n"
    let row = Double(start)
    try expect(
      text, ["column1", "2019", "2020"],
      [[row, 1500, 1600], [row + 1, 1700, 1800], [row + 2, 2100, 1900]])
    #expect(try csv(text).missing.count == 0)
  }

  @Test(arguments: [
    "country,2019,2020,2021", "country,10,20,30", "country,2010,2015,2020", "country,0,5,10",
  ])
  func aWordStandsAboveNamesOfRows(first: String) throws {
    let names = first.split(separator: ",").dropFirst().map(String.init)
    try expect(pivot(first), names, Self.amounts)
    #expect(try isSaid(pivot(first)))
  }

  @Test func twoYearsAreNames() throws {
    try expect(
      "Region;2019;2020\nNorth;1500;1900\nSouth;900;2000\n", ["2019", "2020"],
      [[1500, 1900], [900, 2000]])
  }

  @Test func whatIsNotPlainIsAskedAbout() {
    let texts =
      ["country,2020,2010,2015", "country,10,20,50", "country,1,2,3"].map { pivot($0) }
      + [",5.1,3.5,1.4\na,4.9,3.0,1.4\nb,4.7,3.2,1.3\n"]
    for text in texts {
      let found = message { () throws(DataError) in try csv(text) }
      #expect(found.contains("--header yes or --header no"), "\(text)")
    }
  }

  @Test(arguments: [
    // People, with the years of their birth and death.
    "Alice,1900,1910\nBob,1890,1950\nCarl,1850,1920\n",
    "Alice,30,170\nBob,25,180\nCarl,50,165\n",
    // Every row rises.
    "a,1,2,3\nb,4,5,6\nc,7,8,9\n", "a,30,60,170\nb,25,80,180\nc,50,55,165\n",
    // The first word comes again.
    "x,10,20,30\nx,5,6,7\ny,9,8,7\n", "setosa,5.1,3.5\nsetosa,4.9,3.0\nvirginica,5.9,3.1\n",
    // The first value of a column that repeats is missing.
    ",39,775\nprivate,50,833\nprivate,38,2156\n",
    // More is missing than the corner.
    ",5,\na,6,7\nb,8,9\n", ",5,5\na,6,7\nb,8,9\n",
    "2019,2020\n2021,2018\n2017,2022\n",
  ])
  func rowsOfValuesStayRows(text: String) throws {
    #expect(try csv(text).points.count == 3)
  }
}
