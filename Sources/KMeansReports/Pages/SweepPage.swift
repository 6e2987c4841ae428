public import KMeansCore
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
  /// X in the clustered space, for pictures of the clusters; nil for none.
  let x: Observations?

  /// A page.
  ///
  /// - Parameters:
  ///   - report: the answer that the page tells.
  ///   - source: the file as the user named it.
  ///   - command: the words of the command line, the program's name first.
  ///   - x: X in the clustered space, for pictures of the clusters; nil for none.
  public init(
    _ report: SweepReport, source: String, command: [String], x: Observations? = nil
  ) {
    self.x = x
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
      let pictures = try JSONText.of(SweepPictures(report.sweep, x: x))
      json = try "{\"kind\": \"sweep\", \"sweep\": \(report.json()), \"pictures\": \(pictures)}"
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
      title: "How many clusters? \(name)", json: json,
      body: PageSection.body(
        heading: name, subtitle: "The number of clusters in \(rows) of \(columns)",
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
    return "<p><strong>\(first)</strong></p>\n\(rest)\n\(partial)\n" + fit
      + "<div id=\"pictures\"></div>\n" + PageSection.notices(report.notices)
  }

  /// The command that makes the clusters of the verdict.
  private var fit: String {
    guard case .clear(let clusters) = report.sweep.recommendation.verdict, !report.command.isEmpty
    else { return "" }
    let command = HTMLPage.escaped(report.fitCommand(clusters: clusters))
    return "<p>To make these clusters:</p>\n<pre><code>\(command)</code></pre>\n"
  }

  private var about: String {
    let settings = report.sweep.settings
    let references =
      settings.references == 0
      ? "none"
      : "\(settings.references) sets of \(NumberText.count(report.sweep.referencePoints, "point"))"
    let facts: [(name: String, value: String)] = [
      ("File", "<bdi>\(HTMLPage.escaped(PageText.shortened(source, to: 300)))</bdi>"),
      ("Rows", NumberText.count(report.points) + (report.weight == nil ? "" : ", weighted")),
      ("Columns", NumberText.count(report.dimensions)),
      ("Scale", report.scaling.rawValue),
      ("Starts", "\(settings.restarts + 1) for every k"),
      ("Uniform data for the gap", references),
      ("Seed", "\(settings.seed)"),
      ("Time", NumberText.seconds(report.seconds.total)),
      ("Program", "swift-kmeans \(LibraryVersion.current)"),
    ]
    return PageSection.facts(facts) + "\n" + PageSection.command(command)
  }
}
