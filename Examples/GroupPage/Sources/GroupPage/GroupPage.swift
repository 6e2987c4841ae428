import KMeans
import KMeansCore
import KMeansReports

/// Groups houses and writes the page that `kmeans fit --report` writes.
///
///     swift run --package-path Examples/GroupPage GroupPage Examples/houses.csv houses.html
@main
enum GroupPage {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let source = arguments.first, let page = arguments.last else {
      print("give a file of houses, and the page to write")
      return
    }

    let options = try PreparationOptions(
      columns: ["sqft_living", "price"], id: "id", missing: .drop, scaling: .standard)
    let fit = try PreparedData(reading: source, options)
      .fit(Clusterer.Configuration(clusters: 4, seed: 7, order: .size))

    let facts = RunFacts(seconds: RunFacts.Seconds(), peakMemoryBytes: 0)
    let report = FitReport(fit, facts: facts)
    try FitPage(report, of: fit, command: CommandLine.arguments).write(to: page)

    print(fit.clustering)
    print("The page tells of \(report.columns.joined(separator: " and ")).")
  }
}
