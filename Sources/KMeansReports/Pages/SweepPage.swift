import KMeansCore
public import KMeansData
import KMeansModels
import KMeansPages
import KMeansSelection

/// The report of a sweep: one HTML file with its verdict, its table and the scores by k.
public struct SweepPage: Sendable {
  /// The sweep.
  let report: SweepReport
  /// The file as the user named it.
  let source: String
  /// The words of the command that made it.
  let command: [String]

  /// A page.
  ///
  /// - Parameters:
  ///   - report: the answer that the page tells.
  ///   - source: the file as the user named it.
  ///   - command: the words of the command line, the program's name first.
  public init(_ report: SweepReport, source: String, command: [String]) {
    self.report = report
    self.source = source
    self.command = command
  }

  /// Writes the page, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(numbers of clusters).
  public func write(to path: String) throws(DataError) {
    let json: String
    do {
      json = try "{\"kind\": \"sweep\", \"sweep\": \(report.json())}"
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    try PageFile.write(page(json), to: path)
  }

  private func page(_ json: String) -> HTMLPage {
    let name = PageSection.fileName(source)
    let rows = NumberText.count(report.points, "row")
    let columns = NumberText.count(report.dimensions, "column")
    return HTMLPage(
      title: "How many clusters has \(name)?", json: json,
      body: PageSection.body(
        heading: name, subtitle: "How many clusters have \(rows) of \(columns)?",
        [
          PageSection(id: "summary", title: "Summary", html: summary),
          PageSection(id: "scores", title: "Scores by k"),
          PageSection(id: "table", title: "All scores"),
          PageSection(id: "about", title: "How it was made", html: about),
        ]),
      scripts: PageAssets.sweepReport, styles: [PageAssets.reportStyle])
  }

  private var summary: String {
    let verdict = report.verdict.map { HTMLPage.escaped($0) }
    let first = verdict.first ?? ""
    let rest = verdict.dropFirst().map { "<p>By criterion: \($0)</p>" }.joined(separator: "\n")
    let partial = report.whatIsMissing.map { "<p>\($0)</p>" } ?? ""
    return "<p><strong>\(first)</strong></p>\n\(rest)\n\(partial)\n"
      + PageSection.notices(report.notices)
  }

  private var about: String {
    let settings = report.sweep.settings
    let references =
      settings.references == 0
      ? "none"
      : "\(settings.references) of \(NumberText.count(report.sweep.referencePoints, "point"))"
    let facts: [(name: String, value: String)] = [
      ("File", "<bdi>\(HTMLPage.escaped(PageText.shortened(source, to: 300)))</bdi>"),
      ("Rows", NumberText.count(report.points) + (report.weight == nil ? "" : ", weighted")),
      ("Columns", NumberText.count(report.dimensions)),
      ("Scale", report.scaling.rawValue),
      ("Starts", "\(settings.restarts + 1) a number of clusters"),
      ("Uniform data to compare with", references),
      ("Seed", "\(settings.seed)"),
      ("Time", NumberText.seconds(report.seconds.total)),
      ("Program", "swift-kmeans \(LibraryVersion.current)"),
    ]
    return PageSection.facts(facts) + "\n" + PageSection.command(command)
  }
}
