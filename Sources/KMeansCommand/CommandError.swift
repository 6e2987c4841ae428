import KMeans
import KMeansCore
import KMeansData
import KMeansMetrics
import KMeansModels
import KMeansReports

/// Why the command could not do what it was asked: one line, and an exit code for scripts.
enum CommandError: Error {
  /// Data cannot be prepared, clustered, labelled or written.
  case pipeline(PipelineError)
  /// A setting is out of its range.
  case configuration(ConfigurationError)
  /// The instruction set that the environment asks for is not available.
  case kernels(KernelError)
  /// `--init` names neither a way to start nor a file of data.
  case unknownInitialization(String)
  /// An output is standard output, where `--json` writes too.
  case outputIsAnswer(option: String)
  /// Two options name the same file.
  case sameFile(String, option: String, other: String)
  /// A clustering cannot be scored.
  case metric(MetricError, source: String)
  /// No score uses this distance.
  case unscored(Clusterer.Distance)
  /// `--image-shape` has other pixels than the data has columns.
  case imageShape(ImageShape, columns: Int)
  /// A page has no figures of values whose squares are no numbers.
  case unshownValues(source: String)
  /// These numbers of columns and clusters do not fit into a page.
  case tooMuchToExplain(source: String, columns: Int, clusters: Int, isInPython: Bool = false)
  /// A model has more clusters than a fit that goes on from it shall have.
  case fewerThanModel(source: String, clusters: Int, wanted: Int)
  /// A model has no quartiles of distances, which tell outliers.
  case noQuartiles(source: String)
  /// A checkpoint cannot lie there, for something else than a file does.
  case checkpointPlace(String)
  /// A checkpoint would take the place of that of a fit which has not come to its end.
  case unfinishedCheckpoint(String)
  /// Models cannot be merged; `source` is the file that is to blame, if one is.
  case merging(MergingError, source: String?)
  /// A page shall show other points, or other weights, than those of the fit.
  case otherPoints(objective: Double, ofFit: Double)
  /// A result has a number that JSON cannot hold.
  case unwritableAnswer(reason: String)

  /// A file cannot be read, is malformed, or cannot be written.
  static func data(_ error: DataError) -> CommandError { .pipeline(.data(error)) }

  /// A model cannot be read or made.
  static func model(_ error: ModelError, source: String) -> CommandError {
    .pipeline(.model(error, source: source))
  }

  /// The exit code, as sysexits.h has it.
  var exitCode: Int32 {
    switch self {
    case .pipeline(let error): Self.exitCode(error)
    case .configuration(.centroidCount), .configuration(.centroidValue): 65
    case .configuration, .kernels, .unknownInitialization, .outputIsAnswer, .sameFile: 64
    case .imageShape, .unscored: 64
    case .merging(.clusters, _): 64
    case .metric, .tooMuchToExplain, .unshownValues, .noQuartiles, .merging, .otherPoints: 65
    case .fewerThanModel: 64
    case .checkpointPlace, .unfinishedCheckpoint: 73
    case .unwritableAnswer: 73
    }
  }

  private static func exitCode(_ error: PipelineError) -> Int32 {
    switch error {
    case .data(let error), .dataFor(_, let error), .model(.file(let error), _): exitCode(error)
    case .points(.outOfMemory, _), .outOfMemory: 71
    case .clustering(.stopped, _): Interruption.exitCode
    case .clustering(.outOfTime, _): 75
    case .clustering(.kernels, _), .model(.kernels, _): 64
    case .model, .value, .points, .tooFewPoints, .centroids, .clustering, .sweep: 65
    case .checkpoint: 65
    case .labelCount, .negativeLabel, .noLabelledRow, .noKnownClass: 65
    }
  }

  private static func exitCode(_ error: DataError) -> Int32 {
    if case .outOfMemory = error { return 71 }
    return switch error.kind {
    case .missingInput: 66
    case .unreadable: 74
    case .malformed: 65
    case .unwritable: 73
    }
  }
}

extension CommandError: CustomStringConvertible {
  /// One line: what is wrong, where, and what to do.
  var description: String {
    switch self {
    case .pipeline(.clustering(.stopped, _)):
      "interrupted before there was a result"
    case .pipeline(.clustering(.outOfTime, _)):
      "\(ClusteringError.outOfTime); nothing was written"
    case .pipeline(let error):
      error.description
    case .configuration(let error):
      error.description
    case .kernels(let error):
      "KMEANS_INSTRUCTION_SET: \(error)"
    case .unknownInitialization(let name):
      "--init \(name): give "
        + InitializationArgument.names
        + ", or a file of centroids ("
        + FileFormat.writable.map(\.description).joined(separator: ", ") + ") or a model (.json)"
    case .outputIsAnswer(let option):
      "\(option) - and --json both write to standard output; name a file for one of them: "
        + "\(option) FILE, or --json > FILE"
    case .sameFile(let path, let option, let other):
      "\(option) \(path) is the same file as \(other); name another"
    case .metric(let error, let source):
      "\(source): \(error)"
    case .unscored(let distance):
      "no score goes by the distance \(distance.rawValue); scores know "
        + ScoreMetric.allCases.map(\.rawValue).joined(separator: ", ")
    case .imageShape(let shape, let columns):
      "--image-shape \(shape.rows)x\(shape.columns) has \(shape.pixels) pixels and the data has "
        + "\(columns) column\(columns == 1 ? "" : "s"); give rows and columns whose product is that"
    case .unshownValues(let source):
      "\(source): values so large or small that their squares are no numbers cannot be shown; "
        + "multiply them by a power of ten, or leave --report out"
    case .tooMuchToExplain(let source, let columns, let clusters, let isInPython):
      "\(source): \(columns) columns and \(clusters) clusters are too many to explain step by "
        + "step; "
        + (isInPython
          ? "give fewer columns, or a smaller k" : "choose columns with --columns, or a smaller -k")
    case .fewerThanModel(let source, let clusters, let wanted):
      "\(source): the model has \(clusters) clusters, more than -k \(wanted); leave -k out, or "
        + "make the model smaller first: "
        + ShellCommand.text(["kmeans", "merge", source, "-k", "\(wanted)", "--model", "FILE"])
    case .noQuartiles(let source):
      "\(source): the model does not know how far the points of its clusters lie, for it was "
        + "merged or is old, and so tells no outliers; kmeans fit --warm-start makes one that does"
    case .checkpointPlace(let path):
      "\(path): a checkpoint needs a file of its own, and this is none; name another"
    case .unfinishedCheckpoint(let path):
      "\(path) is the checkpoint of a fit that has not come to its end; go on from it, remove it, "
        + "or name another"
    case .merging(let error, let source):
      (source.map { "\($0): " } ?? "") + error.description
    case .otherPoints(let objective, let ofFit):
      "these are not the points and weights of the fit: with its labels their J is \(objective), "
        + "and that of the fit \(ofFit); give the same points and weights, or labels alone"
    case .unwritableAnswer(let reason):
      "the answer cannot be written: \(reason)"
    }
  }
}

/// Calls `body`, with what it throws as a `CommandError`.
func reporting<Result, Failure: Error>(
  _ wrap: (Failure) -> CommandError, _ body: () throws(Failure) -> Result
) throws(CommandError) -> Result {
  do { return try body() } catch { throw wrap(error) }
}
