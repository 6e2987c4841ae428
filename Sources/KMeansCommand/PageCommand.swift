import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansReports

/// `kmeans page`: a page for the Python package, which has no pages of its own.
///
/// It is in no help: `PageRequest` is between the package and the program of one wheel.
struct PageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Write the page that a program asks for.", shouldDisplay: false)

  @Argument(help: "The request, a file of JSON.")
  var request: String

  /// Read, compute, write.
  func run() throws {
    try checkKernels()
    let request = try PageRequest(reading: request)
    switch request.kind {
    case .report: try report(request)
    case .explain: try explain(request)
    }
  }

  private func report(_ request: PageRequest) throws {
    try check { () throws(DataError) in try PageFile.check(request.output) }
    let all = try request.allLabels()
    let data = try request.prepared(all)
    let labels = try LabelMatrix(clusters: request.clusters, labels: all.filter { $0 >= 0 })
    let (settings, bisection) = (try request.configuration(), try request.bisection())
    let m = request.centroids == nil ? nil : try request.given()
    let reason = Clustering.StopReason(rawValue: request.stopReason) ?? .labelsUnchanged
    let clustering = try reporting({ .pipeline(PipelineError($0, in: data.table, keptRows: nil)) })
    { () throws(ClusteringError) in
      try Clustering.given(
        labels, of: data.x, centroids: m, configuration: settings, history: request.history,
        stopReason: reason, bisection: bisection)
    }
    try Self.check(clustering.objective, is: request.objective)
    let fit = Fit(data, clustering)
    let facts = RunFacts(seconds: RunFacts.Seconds(), peakMemoryBytes: PeakMemory.bytes)
    var page = FitPage(
      FitReport(fit, facts: facts), of: fit, command: [],
      shape: request.imageShape.flatMap { ImageShape($0) })
    page.origin = PageOrigin(
      request.foundBy, code: request.code, clusterNames: request.clusterNames ?? [])
    try check { () throws(DataError) in
      try page.write(to: request.output, after: MappedInputs.checkUnchanged)
    }
  }

  /// Refuses points of another fit, whose J differs by more than the last digits.
  private static func check(_ found: Double, is told: Double?) throws(CommandError) {
    guard let told, abs(found - told) > 1e-9 * max(abs(found), abs(told)) else { return }
    throw .otherPoints(objective: found, ofFit: told)
  }

  private func explain(_ request: PageRequest) throws {
    try check { () throws(DataError) in try ExplainFile.check(request.output) }
    let (data, settings) = (try request.prepared(nil), try request.configuration())
    let report: ExplainReport
    do throws(CommandError) {
      report = try ExplainReport(of: data, settings)
    } catch .tooMuchToExplain(let source, let columns, let clusters, _) {
      throw CommandError.tooMuchToExplain(
        source: source, columns: columns, clusters: clusters, isInPython: true)
    }
    try check { () throws(DataError) in
      try ExplainFile.write(report, to: request.output, after: MappedInputs.checkUnchanged)
    }
  }

  private func check(_ body: () throws(DataError) -> Void) throws(CommandError) {
    try reporting(CommandError.data, body)
  }
}
