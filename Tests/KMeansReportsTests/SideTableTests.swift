import KMeansCore
import KMeansModels
import Testing

@testable import KMeansReports

/// What is told of columns that took no part, and of many columns.
@Suite struct SideTableTests {
  private func clustering(_ points: [[Double]]) throws -> (Observations, Clustering) {
    let x = try Observations(try PointMatrix(points))
    return (x, try Clusterer(Clusterer.Configuration(clusters: 2, order: .first)).fit(x))
  }

  /// Forty columns, of which the 30th tells two groups apart and the others do not.
  @Test func theTellingColumnComesFirst() throws {
    let random = CounterRandom(seed: 1)
    var rows: [[Double]] = []
    for row in 0..<60 {
      var values = (0..<40).map { random.uniform(40 * row + $0) }
      values[30] += row % 2 == 0 ? 0 : 50
      rows.append(values)
    }
    let (x, clustering) = try clustering(rows)
    let report = FitReport(
      clustering, columns: (0..<40).map { "column_of_some_width_\($0)" },
      scaling: .none(dimensions: 40), notices: [],
      facts: RunFacts(seconds: RunFacts.Seconds(), peakMemoryBytes: 0))
    let lines = report.text(width: 80, raw: x).split(separator: "\n").map(String.init)
    #expect(lines[1] == "Cluster means of the 12 columns of 40 that differ most between clusters")
    let first = try #require(lines.firstIndex { $0.contains("between") && $0.contains("column ") })
    #expect(lines[first + 1].contains("column_of_some_width_30"))
    let sentence = "Cluster 0, 50.0 % of the points: column_of_some_width_30 "
    #expect(lines.contains { $0.hasPrefix(sentence) })
    #expect(lines.allSatisfy { $0.count <= 80 })
    // Without X the table is as it was, in the order of the columns.
    #expect(report.text(width: 80).contains("of 40 columns"))
  }

  @Test(arguments: [
    (
      ["kmeans", "sweep", "my data.csv", "-k", "2..8", "--columns", "a,b", "--report", "x.html"],
      "kmeans fit 'my data.csv' --columns a,b -k 3 --restarts 10"
    ),
    (
      ["kmeans", "sweep", "--scale=standard", "-k2,4", "x.csv", "--references=0", "--quiet"],
      "kmeans fit --scale=standard x.csv -k 3 --restarts 10"
    ),
    (
      ["kmeans", "sweep", "x.csv", "--k", "2..6"], "kmeans fit x.csv -k 3 --restarts 10"
    ),
    (["kmeans", "sweep", "--k=2..6", "x.csv"], "kmeans fit x.csv -k 3 --restarts 10"),
    (
      ["kmeans", "sweep", "x.csv", "--restarts", "5", "--json", "--seed", "7"],
      "kmeans fit x.csv --seed 7 -k 3 --restarts 10"
    ),
  ])
  func theCommandOfAFit(words: [String], command: String) {
    #expect(SweepReport.fitCommand(words, clusters: 3) == command)
  }
}
