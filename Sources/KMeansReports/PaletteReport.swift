public import KMeans
import KMeansCore
import KMeansData
import KMeansModels

/// A palette with what is needed to tell about it.
public struct PaletteReport: Sendable {
  /// The colours, and the fit that found them.
  public let palette: Palette
  /// What a user should know.
  public let notices: [Notice]
  /// What the run needed.
  public let facts: RunFacts

  /// A report.
  public init(_ palette: Palette, facts: RunFacts) {
    self.palette = palette
    self.facts = facts
    let found = Notice.of(palette.fit.data.facts) + Notice.of(warningsOf: palette.fit)
    // What becomes of pixels is told in the answer.
    notices = found.filter { if case .reading(.pixels) = $0 { false } else { true } }
  }

  /// What alpha does; nil for pictures that are opaque.
  private var alpha: String? {
    for case .pixels(let note) in palette.fit.data.table.notes { return note.alphaSentence }
    return nil
  }

  private var clustering: Clustering { palette.fit.clustering }
  private var fit: FitReport { FitReport(palette.fit, facts: facts) }

  /// The name of the picture.
  var source: String { palette.fit.data.table.source }

  /// What there is, in a line: pixels, their colours, and how many are left.
  var heading: String {
    let (width, height) = palette.size
    return "\(NumberText.count(width)) × \(NumberText.count(height)) pixels in "
      + "\(NumberText.count(palette.fit.data.x.count, "colour")), shown by "
      + NumberText.count(palette.entries.count)
  }

  /// How good the palette is, and what became of pixels, a sentence each.
  var findings: [String] { [loss, shortage, alpha].compactMap(\.self) }

  /// What is said where the picture has fewer colours than were asked for.
  private var shortage: String? {
    let colours = palette.fit.data.x.count
    guard colours < palette.wanted else { return nil }
    return "There are no more than \(NumberText.count(colours, "colour")), so nothing is lost."
  }

  /// How far the colours are from those of the picture.
  private var loss: String {
    let total = clustering.totalSumOfSquares
    let kept =
      total > 0
      ? "; \(NumberText.percent(clustering.betweenSumOfSquares / total)) of the variance is kept"
      : ""
    return
      "A channel is off by \(NumberText.short(palette.error)) of 255 (root mean square)\(kept)."
  }

  /// The answer for readers, ended by a newline.
  ///
  /// - Parameters:
  ///   - width: characters a line may take.
  ///   - isColored: whether colours are shown, as terminals with 24 bits understand it.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k).
  public func text(width: Int, isColored: Bool) -> String {
    let shown = ShownRows(count: palette.entries.count)
    let entries = palette.entries
    func column(_ heading: String, _ cell: (Palette.Entry) -> String) -> TextTable.Column {
      TextTable.Column(heading: heading, cells: shown.cells { cell(entries[$0]) })
    }
    let colours = TextTable.Column(
      heading: "colour", cells: shown.cells { entries[$0].hexadecimal }, isLeftAligned: true)
    let table = TextTable(
      fixed: [colours],
      others: [
        column("red") { Self.channel($0, 0) }, column("green") { Self.channel($0, 1) },
        column("blue") { Self.channel($0, 2) }, column("share") { NumberText.percent($0.share) },
        column("pixels") { NumberText.count($0.pixels) },
      ]
    ).lines(width: width).lines
    let swatches = [nil] + shown.cells { Self.swatch(entries[$0].code) }.map(Optional.some)
    let rows = zip(table, swatches).map { line, swatch in
      onOneLine(line) + (isColored ? swatch.map { "  " + $0 } ?? "" : "")
    }
    let end = findings + [fit.ending, time]
    return AnswerText.of(["\(source): \(heading)", ""])
      + rows.map { $0 + "\n" }.joined() + AnswerText.of([""] + end)
  }

  private static func channel(_ entry: Palette.Entry, _ feature: Int) -> String {
    String(entry.code >> (16 - 8 * UInt32(feature)) & 0xFF)
  }

  /// Blanks before a background of 24 bits (ISO 8613-6).
  private static func swatch(_ code: UInt32) -> String {
    "\u{1B}[48;2;\(code >> 16);\(code >> 8 & 0xFF);\(code & 0xFF)m        \u{1B}[0m"
  }

  private var time: String {
    "Seed \(clustering.configuration.seed); \(NumberText.seconds(facts.seconds.total)) for "
      + "\(NumberText.count(palette.size.width * palette.size.height, "pixel"))."
  }

  /// The JSON object `kmeans.palette/1`, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(k).
  public func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.palette/1"
    let source: String
    let width: Int
    let height: Int
    let transparentPixels: Int
    let distinctColours: Int
    let palette: [Colour]
    let rootMeanSquareError: Double
    let objective: Double
    let totalSumOfSquares: Double
    let iterations: Int
    let converged: Bool
    let stopReason: Clustering.StopReason
    let seed: UInt64
    let seconds: RunFacts.Seconds
    let peakMemoryBytes: Int
    let threads: Int
    let instructionSet: String
    let warnings: [String]

    init(_ report: PaletteReport) {
      let (palette, clustering) = (report.palette, report.clustering)
      source = report.source
      (width, height) = palette.size
      transparentPixels = palette.transparentPixels
      distinctColours = palette.fit.data.x.count
      self.palette = palette.entries.map { Colour($0) }
      rootMeanSquareError = palette.error
      objective = clustering.objective
      totalSumOfSquares = clustering.totalSumOfSquares
      iterations = clustering.iterations
      converged = clustering.isConverged
      stopReason = clustering.stopReason
      seed = clustering.configuration.seed
      seconds = report.facts.seconds
      peakMemoryBytes = report.facts.peakMemoryBytes
      threads = clustering.configuration.workers
      instructionSet = clustering.instructionSet
      warnings = report.notices.map(\.description)
    }
  }

  private struct Colour: Encodable {
    let colour: String
    let mean: [Double]
    let pixels: Int
    let share: Double

    init(_ entry: Palette.Entry) {
      colour = entry.hexadecimal
      (mean, pixels, share) = (entry.mean, entry.pixels, entry.share)
    }
  }
}
