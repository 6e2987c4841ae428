import ArgumentParser
import KMeansCore

/// Refuses a time limit that cannot be used.
func checkTimeLimit(_ seconds: Double?) throws {
  if let seconds, !(seconds > 0 && seconds <= 1e9) {
    throw ValidationError(
      "--time-limit is \(seconds); it must be more than 0 and at most 1e9 seconds")
  }
}

/// How the clusters are found.
///
/// The help of an option is its documentation.
struct MethodArguments: ParsableArguments {
  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("How many clusters.", valueName: "k"))
  var clusters: ClusterCountArgument?

  @Option(
    help: ArgumentHelp(
      "How far apart rows are: "
        + Clusterer.Distance.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(
          separator: ", ") + ".",
      valueName: "name"))
  var distance: Clusterer.Distance = .euclidean

  @Option(name: .customLong("variant"), help: VariantArgument.help)
  var wanted: VariantArgument = .search(.full)

  @OptionGroup var quality: QualityArguments

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --variant minibatch: end after this many readings of all rows; approximate.",
      valueName: "number"))
  var epochs: Double?

  @Option(
    name: [.customLong("batch-size"), .customLong("batch")],
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      With --variant minibatch: the least points of the first batch; with stream: how many \
      rows a batch has. (default: 64 k)
      """,
      valueName: "points"))
  var batch: Int?

  @Option(name: .customLong("init"), help: InitializationArgument.help)
  var initialization: InitializationArgument = .named(.kMeansPlusPlus)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How many starts; the best is kept. (default: 1; 10 with random; 4 with --quality better, \
      24 with best)
      """,
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
  var algorithm: Clusterer.Algorithm = .auto

  @Option(
    help: ArgumentHelp(
      "Number the clusters by size, or by their first coordinates.", valueName: "by"))
  var order: OrderArgument?

  @OptionGroup var sizes: SizeArguments

  /// k; 1 where a model says how many, and 0 for a choice, which
  /// `ClusterCountArgument.validate(for:data:)` refuses.
  var k: Int { clusters.map { $0.count ?? 0 } ?? 1 }

  /// How starts are spent; the usual way for the first batch of a stream.
  var variant: Clusterer.Variant { wanted.variant }

  /// Refuses values that cannot be used, before anything is read.
  func validate() throws {
    try checkTimeLimit(timeLimit)
  }

  /// The settings of the fit.
  ///
  /// - Parameter given: nil for what `--init` names, or a stand-in for its file.
  /// - Returns: checked settings.
  /// - Throws: `ConfigurationError` for the first option that is out of its range.
  func configuration(
    initialization given: Clusterer.Initialization?
  ) throws(ConfigurationError) -> Clusterer.Configuration {
    var start = given ?? .kMeansPlusPlus
    if case .named(let named) = initialization { start = named }
    var configuration = Clusterer.Configuration(
      clusters: k, distance: distance, variant: variant, initialization: start,
      restarts: restarts, seed: seed,
      iterationLimit: maxIterations, tolerance: tolerance, algorithm: algorithm,
      order: order?.order ?? .asFound, threads: threads,
      timeLimit: timeLimit.map { .nanoseconds(Int64($0 * 1e9)) }, sizeLimits: sizes.limits)
    configuration.epochs = epochs
    // The batches of a stream are those of its reader.
    configuration.batch = wanted.isStream ? nil : batch
    (configuration.quality, configuration.effort) = (quality.quality, quality.effort)
    return try configuration.validated()
  }
}
