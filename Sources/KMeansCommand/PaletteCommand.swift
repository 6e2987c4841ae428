import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansReports

/// `kmeans palette`: the colours of a picture, few for many.
///
/// The help of an option is its documentation.
struct PaletteCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "palette",
    abstract: "Find the colours of a picture, few for many.",
    discussion: """
      Pixels are clustered by red, green and blue; every colour of the palette is the mean of its \
      pixels, rounded to whole numbers. A picture with fewer colours keeps all of them.

      PNG files are decoded by libpng and JPEG files by libjpeg-turbo, which have to be installed.

      EXAMPLES
        kmeans palette photo.jpg
        kmeans palette photo.jpg -k 16 --output sixteen.png
        kmeans palette logo.png -k 4 --json
        kmeans palette photo.jpg -k 16 --report colours.html
      """)

  @Argument(
    help: "The picture: \(FileFormat.pictures.inWords); - for standard input.",
    completion: .file(extensions: FileFormat.pictures.endings))
  var picture: String

  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("How many colours.", valueName: "k"))
  var colours = 8

  @OptionGroup var quality: QualityArguments

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many starts; the best is kept. (default: 1; 4 with --quality better, 24 with best)",
      valueName: "number"))
  var restarts: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random draws.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads; the result is the same for any number. (default: all)", valueName: "number"
    ))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds after which the best so far is the answer.", valueName: "seconds"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Write the picture in the colours of the palette: .png, or -.", valueName: "file"),
    completion: .file(extensions: ["png"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write a report to look at, with the picture before and after: .html.", valueName: "file"),
    completion: .page)
  var report: String?

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No progress, notices or warnings on standard error.")
  var quiet = false

  /// Refuses settings that cannot be used, before anything is read.
  func validate() throws {
    try checkTimeLimit(timeLimit)
    do { _ = try settings() } catch { throw ValidationError(error.description) }
  }

  private func settings() throws(ConfigurationError) -> Clusterer.Configuration {
    var configuration = Clusterer.Configuration(
      clusters: colours, restarts: restarts, seed: seed, threads: threads,
      timeLimit: timeLimit.map { .nanoseconds(Int64($0 * 1e9)) })
    (configuration.quality, configuration.effort) = (quality.quality, quality.effort)
    return try configuration.validated()
  }

  /// Read, fit, write, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = RunFacts.Seconds()
    try checkKernels()
    let outputs = try OutputPaths(
      report: report, picture: output, inputs: [("the picture", picture)], isJSON: json)
    let settings = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try self.settings()
    }
    let table = try reporting(CommandError.data) { () throws(DataError) in
      try DataTable(picture: picture)
    }
    let data = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try PreparedData(table)
    }
    seconds.read = clock.seconds()

    Interruption.begin()
    let palette = try palette(of: data, settings)
    let clustering = palette.fit.clustering
    seconds.initialize = clustering.initializing.seconds
    seconds.iterate = clustering.iterating.seconds
    _ = clock.seconds()

    var delivery = try Delivery()
    delivery.file(outputs.picture) { path throws(DataError) in try palette.write(to: path) }
    delivery.file(outputs.report) { path throws(DataError) in
      let report = PaletteReport(palette, facts: facts(seconds, clock))
      try PalettePage(report, command: Console.command).write(to: path)
    }
    (seconds.write, seconds.total) = (clock.seconds(), clock.total)

    let report = PaletteReport(palette, facts: facts(seconds, clock))
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: quiet) {
      json
        ? try report.json()
        : Console.readable(report.text(width: Console.width, isColored: Console.isColored))
    }
    Console.tell(report.notices, unless: quiet)
    try delivery.end()
  }

  private func facts(_ seconds: RunFacts.Seconds, _ clock: RunClock) -> RunFacts {
    var seconds = seconds
    seconds.total = clock.total
    return RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes)
  }

  private func palette(
    of data: PreparedData, _ settings: Clusterer.Configuration
  ) throws(CommandError) -> Palette {
    let line = ProgressLine(isQuiet: quiet, step: "iteration")
    defer { line.end() }
    return try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try Palette(data, settings, progress: { line.note($0) }, stop: Interruption.stop)
    }
  }
}
