public import ArgumentParser
import KMeansCore
import KMeansData
import KMeansMetrics
import KMeansModels
import KMeansReports

extension SilhouetteScore.Method: ExpressibleByArgument {}

/// `kmeans evaluate`: its arguments. What is done with them is in `EvaluateCommand+Run.swift`.
///
/// The help of an option is its documentation.
struct EvaluateCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score a clustering: by itself, and against known labels.",
    discussion: """
      With a model, its columns are scaled and labelled as kmeans predict does. With a file of \
      labels, one a row, choose and scale the columns as the clustering had them. Rows without \
      a label (-1) are left out. The labels that occur are the clusters, named by them: 1 and 2 \
      are two.

      EXAMPLES
        kmeans evaluate houses.csv --model houses.json
        kmeans evaluate iris.csv --model iris.json --truth-column species
        kmeans evaluate iris.csv --model iris.json --bound
        kmeans evaluate vectors.npy --labels labels.npy --silhouette simplified
        kmeans evaluate texts.npy --labels topics.npy --distance cosine
        kmeans evaluate survey.csv --labels-column group --weights persons
        kmeans evaluate houses.csv --labels groups.csv --columns sqft_living,price \\
          --scale standard --json
      """)

  @Argument(
    help: "The data, one row a point; - for standard input.",
    completion: .data)
  var data: String

  @Option(
    help: ArgumentHelp("A model that kmeans fit --model wrote.", valueName: "file"),
    completion: .model)
  var model: String?

  @Option(
    help: ArgumentHelp(
      "The clusters of all rows: \(FileFormat.writable.inWords).", valueName: "file"),
    completion: .written)
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The column of the labels: of the file of --labels, otherwise of the data.", valueName: "name"
    ))
  var labelsColumn: String?

  @Option(
    help: ArgumentHelp(
      "How far apart rows are, with --labels; a model knows its own. (default: euclidean)",
      valueName: "name"))
  var distance: Clusterer.Distance?

  @Option(
    help: ArgumentHelp(
      "The known classes of all rows: \(FileFormat.writable.inWords); may be the data.",
      valueName: "file"),
    completion: .written)
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "The column of the classes: of the file of --truth, otherwise of the data.",
      valueName: "name"))
  var truthColumn: String?

  @Option(
    help: ArgumentHelp(
      """
      exact, sampled (2,000 points), simplified (by means) or none. (default: exact up to 20,000 \
      points and by the cosine, else sampled)
      """, valueName: "method"))
  var silhouette: SilhouetteScore.Method?

  @Flag(
    help: """
      Also tell how far the sum of squares is above the least possible at most. Takes seconds.
      """)
  var bound = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the points that are drawn.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads; the result is the same for any number. (default: all)", valueName: "number"
    ))
  var threads: Int?

  @OptionGroup(title: "Columns (with --labels)") var columns: ColumnArguments
  @OptionGroup(title: "Columns") var weighting: ScoreWeightsArguments

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No notices on standard error.")
  var quiet = false

  /// The file of the labels: where a column alone is named, the data.
  var labelsPath: String? { labels ?? labelsColumn.map { _ in data } }
  /// The file of the classes: where a column alone is named, the data.
  var truthPath: String? { truth ?? truthColumn.map { _ in data } }

  /// Refuses arguments that do not go together, before anything is read.
  func validate() throws {
    guard (model == nil) != (labelsPath == nil) else {
      throw ValidationError(
        model == nil
          ? "give the clustering: --model or --labels"
          : labels == nil
            ? "--labels-column cannot be used with --model, which labels the rows"
            : "--model and --labels cannot be used together; give one of them")
    }
    if model != nil, distance != nil {
      throw ValidationError("--distance cannot be used with --model, which knows its distance")
    }
    if model != nil, let option = columns.firstUsed {
      throw ValidationError("\(option) cannot be used with --model, which knows its columns")
    }
    if let threads, threads < 1 {
      throw ValidationError(ConfigurationError.threads(threads).description)
    }
    let paths = [data, model, labelsPath, truthPath].compactMap { $0 }
    if paths.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input (-) can be read once; name files for the others")
    }
  }
}

extension ColumnArguments {
  /// The first of the options that were given; nil when none was.
  var firstUsed: String? {
    if let option = choice.firstUsed ?? conversion.firstUsed { return option }
    if missing != .error { return "--missing" }
    return scale != .none ? "--scale" : nil
  }
}
