import KMeans
import KMeansCore
public import KMeansData
import KMeansPages

/// The report of a palette: one HTML file with the picture before and after, and its colours.
public struct PalettePage: Sendable {
  /// The answer that the page tells.
  let report: PaletteReport
  /// The words of the command that made it.
  let command: [String]

  /// The most pixels of a row or a column that the page shows, so that it stays a few MB.
  private static let mostPixels = 1024

  /// A page.
  ///
  /// - Parameters:
  ///   - report: the answer that the page tells.
  ///   - command: the words of the command line, the program's name first.
  public init(_ report: PaletteReport, command: [String]) {
    (self.report, self.command) = (report, command)
  }

  /// Writes the page, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(pixels).
  public func write(to path: String) throws(DataError) {
    let figures = try PictureFigures.html(
      report.palette, most: Self.mostPixels, path: path)
    let json: String
    do { json = try "{\"kind\": \"palette\", \"palette\": \(report.json())}" } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    let name = PageSection.fileName(report.source)
    let words = report.findings.joined(separator: " ")
    let colours = NumberText.count(report.palette.entries.count, "colour")
    let page = HTMLPage(
      title: "\(colours) of \(name)", json: json,
      body: PageSection.body(
        heading: name, subtitle: report.heading,
        [
          PageSection(
            id: "pictures", title: "Before and after",
            html: figures + "<p>\(HTMLPage.escaped(words))</p>"),
          PageSection(id: "colours", title: "The colours", html: table),
          PageSection(id: "about", title: "How it was made", html: about),
        ]),
      scripts: [], styles: [PageAssets.reportStyle, PictureFigures.style])
    try PageFile.write(page, to: path, after: MappedInputs.checkUnchanged)
  }

  private var table: String {
    let rows = report.palette.entries.map { entry in
      "<tr><td><span class=\"pictures-swatch\" "
        + "style=\"background:\(entry.hexadecimal)\"></span></td>"
        + "<td><code>\(entry.hexadecimal)</code></td>"
        + "<td>\(NumberText.percent(entry.share))</td><td>\(NumberText.count(entry.pixels))</td>"
        + "</tr>"
    }
    let heads = ["Swatch", "Colour", "Share", "Pixels"].map { "<th scope=\"col\">\($0)</th>" }
    return "<table><thead><tr>\(heads.joined())</tr></thead><tbody>\n"
      + rows.joined(separator: "\n") + "\n</tbody></table>\n"
      + "<p>A colour is the mean of its pixels by red, green and blue, rounded to whole "
      + "numbers.</p>"
  }

  private var about: String {
    let clustering = report.palette.fit.clustering
    let facts: [(name: String, value: String)] = [
      ("File", "<bdi>\(HTMLPage.escaped(PageText.shortened(report.source, to: 300)))</bdi>"),
      ("Pixels", NumberText.count(report.palette.size.width * report.palette.size.height)),
      ("Distinct colours", NumberText.count(report.palette.fit.data.x.count)),
      ("Iterations", NumberText.count(clustering.iterations)),
      ("Seed", "\(clustering.configuration.seed)"),
      ("Time", NumberText.seconds(report.facts.seconds.total)),
      ("Program", "swift-kmeans \(LibraryVersion.current)"),
    ]
    return PageSection.notices(report.notices) + PageSection.facts(facts) + "\n"
      + PageSection.command(command)
  }
}
