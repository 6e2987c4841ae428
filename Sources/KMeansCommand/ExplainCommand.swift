import ArgumentParser
import KMeansCore
import KMeansData

/// `kmeans explain`: its arguments. What is done with them is in `ExplainCommand+Run.swift`.
///
/// The help of an option is its documentation.
struct ExplainCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how k-means comes to its clusters, step by step, on your data.",
    discussion: """
      --output writes a page to open in a browser: every step forward and back, the two formulas \
      with the numbers of any point put in, other starts, and data on which k-means fails. --text \
      prints two iterations with their numbers worked out, as Markdown.

      At most 2,000 points are shown; of more, a random sample.

      EXAMPLES
        kmeans explain iris.csv -k 3 --output iris.html
        kmeans explain houses.csv -k 4 --columns sqft_living,price \\
          --scale standard --output houses.html
        kmeans explain flats.csv -k 2 --id flat --text > flats.md
      """)

  @Argument(
    help: """
      The data, one row a point: \(FileFormat.readable.inWords); - for standard input.
      """,
    completion: .data)
  var data: String

  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("How many clusters.", valueName: "k"))
  var clusters: ClusterCountArgument

  @Option(
    help: ArgumentHelp("Write a page that explains itself: .html.", valueName: "file"),
    completion: .page)
  var output: String?

  @Flag(help: "Print two iterations worked out, as Markdown.")
  var text = false

  @Option(name: .customLong("init"), help: InitializationArgument.help)
  var initialization: InitializationArgument = .named(.kMeansPlusPlus)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random draws.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most iterations.", valueName: "number"))
  var maxIterations = 300

  @OptionGroup(title: "Columns") var columns: ColumnArguments
  @OptionGroup(title: "Columns") var weighting: WeightsArgument

  @Flag(help: "No notices on standard error.")
  var quiet = false

  /// Refuses settings that cannot be used, before anything is read.
  func validate() throws {
    if text == (output != nil) {
      throw ValidationError("give exactly one of --output FILE.html and --text")
    }
    try clusters.validate(for: "explain", data: data)
    do {
      _ = try configuration(initialization: nil)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// k; 0 for a choice, which is refused.
  var k: Int { clusters.count ?? 0 }

  /// The settings of the run: one start, until no label changes.
  ///
  /// - Parameter given: nil for what `--init` names, or a stand-in for its file.
  /// - Returns: checked settings.
  /// - Throws: `ConfigurationError` for the first option that is out of its range.
  func configuration(initialization given: Clusterer.Initialization?) throws(ConfigurationError)
    -> Clusterer.Configuration
  {
    var start = given ?? .kMeansPlusPlus
    if case .named(let named) = initialization { start = named }
    return try Clusterer.Configuration(
      clusters: k, initialization: start, restarts: 1, seed: seed, iterationLimit: maxIterations,
      tolerance: 0
    ).validated()
  }
}
