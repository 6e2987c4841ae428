import ArgumentParser
import KMeans

/// `kmeans fit`: its arguments. What is done with them is in `FitCommand+Run.swift`.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Cluster the rows of a file.",
    discussion: """
      EXAMPLES
        kmeans fit iris.csv -k 3
        kmeans fit houses.csv -k 4 --columns sqft_living,price --scale standard
        kmeans fit houses.csv -k 4 --exclude id,zipcode --append grouped.csv
        kmeans fit survey.csv -k 5 --missing drop --labels groups.csv --id name
        kmeans fit vectors.npy -k 100 --restarts 5 --centroids means.npy
        kmeans fit vectors.npy -k 100 --init means.npy --json > result.json
        gunzip -c data.csv.gz | kmeans fit - -k 8
      """)

  @Argument(
    help: """
      The data, one row a point: .csv, .tsv, .npy, .fvecs, .bvecs or .fbin; - for standard input.
      """,
    completion: .file(extensions: ["csv", "tsv", "npy", "fvecs", "bvecs", "fbin"]))
  var data: String

  @OptionGroup(title: "Method") var method: MethodArguments
  @OptionGroup(title: "Columns") var columns: ColumnArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  /// Refuses settings that cannot be used, before anything is read.
  func validate() throws {
    do {
      _ = try method.configuration(initialization: nil)
    } catch .clusters(let k) where k < 1 {
      throw ValidationError("-k is \(k); it must be at least 1")
    } catch {
      throw ValidationError(error.description)
    }
  }
}

/// Which columns take part, and how.
struct ColumnArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use these columns only: names or positions from 1, with commas between.", valueName: "names")
  )
  var columns: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave these columns out: names or positions from 1, with commas between.", valueName: "names"
    ))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "The column that identifies a row; it does not take part.", valueName: "name"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "The column of weights, 0 or more; it does not take part.", valueName: "name"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Rows with missing values: refuse them, drop them, or put the column's mean in.",
      valueName: "rule"))
  var missing: MissingPolicy = .error

  @Option(
    help: ArgumentHelp(
      """
      Bring columns to one scale: standard (mean 0, deviation 1), minmax (0 to 1), robust (median \
      0, quartile range 1).
      """, valueName: "method"))
  var scale: ScalingMethod = .none

  func validate() throws {
    if !columns.isEmpty && !exclude.isEmpty {
      throw ValidationError("--columns and --exclude cannot be used together; give one of them")
    }
    if !columns.isEmpty && columns.splitAtCommas.isEmpty {
      throw ValidationError("--columns names no column")
    }
  }

  /// The columns as the reader takes them.
  var readingOptions: ReadingOptions {
    get throws(DataError) {
      try ReadingOptions(
        columns: columns.isEmpty ? nil : columns.splitAtCommas, excluded: exclude.splitAtCommas,
        id: id, weights: weights)
    }
  }
}

/// How the clusters are found.
struct MethodArguments: ParsableArguments {
  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: "How many clusters.")
  var k: Int

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      """
      The first centroids: k-means++, k-means++-plain, k-means-parallel, random, or a file of \
      centroids in the units of the data.
      """, valueName: "start"))
  var initialization: InitializationArgument = .named(.kMeansPlusPlus)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many starts; the best is kept. (default: 10 with random, otherwise 1)",
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
    parsing: .unconditional,
    help: ArgumentHelp("The most iterations of a start.", valueName: "number"))
  var maxIterations = 300

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      End a start when the centroids' squared moves sum to this times the mean variance of the \
      columns or less; 0 ends it only when no label changes.
      """, valueName: "number"))
  var tolerance = 1e-4

  @Option(
    help: ArgumentHelp(
      "How to compute; the result is the same for all, textbook is slow.", valueName: "name"))
  var algorithm: Algorithm = .auto

  @Option(
    help: ArgumentHelp(
      "Number the clusters by size, or by their first coordinates.", valueName: "by"))
  var order: OrderArgument?

  func validate() throws {
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e9) {
      throw ValidationError(
        "--time-limit is \(timeLimit); it must be more than 0 and at most 1e9 seconds")
    }
  }

  /// The settings of the fit.
  ///
  /// - Parameter initialization: nil for what `--init` names, or a stand-in for its file.
  func configuration(
    initialization given: Initialization?
  ) throws(ConfigurationError) -> Configuration {
    var start = given ?? .kMeansPlusPlus
    if case .named(let named) = initialization { start = named }
    return try Configuration(
      clusters: k, initialization: start, restarts: restarts, seed: seed,
      iterationLimit: maxIterations, tolerance: tolerance, algorithm: algorithm,
      order: order?.order ?? .asFound, threads: threads,
      timeLimit: timeLimit.map { .nanoseconds(Int64($0 * 1e9)) })
  }
}

/// Where results go.
struct OutputArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the cluster of every row, from 0: .csv, .tsv or .npy.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "npy"]))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "Write the data with the column cluster at its end: .csv or .tsv.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv"]))
  var append: String?

  @Option(
    help: ArgumentHelp(
      "Write the centroids, in the units of the data: .csv, .tsv or .npy.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "npy"]))
  var centroids: String?

  @Option(
    help: ArgumentHelp("Write a model that kmeans predict takes: .json.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var model: String?

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No progress, notices or warnings on standard error.")
  var quiet = false
}
