import KMeans

/// Why the command could not do what it was asked: one line, and an exit code for scripts.
enum CommandError: Error {
  /// A file cannot be read, is no good, or cannot be written.
  case data(DataError)
  /// A model cannot be read, or cannot label the data.
  case model(ModelError, source: String)
  /// A setting is out of its range.
  case configuration(ConfigurationError)
  /// The instruction set that the environment asks for cannot be had.
  case kernels(KernelError)
  /// A fit was stopped before it had labels.
  case stopped
  /// The time limit passed before a fit had labels.
  case outOfTime
  /// The memory that a fit of the data needs cannot be had.
  case outOfMemory(source: String, bytes: Int)
  /// The data, as a whole, cannot be clustered.
  case points(ObservationError, source: String)
  /// A value or weight cannot be used; `problem` says which and why.
  case value(source: String, place: RowPlace, column: String?, problem: String)
  /// k > N.
  case tooFewPoints(source: String, points: Int, clusters: Int)
  /// `--init` names neither a way to start nor a file of data.
  case unknownInitialization(String)
  /// The file of `--init` holds no centroids for this fit.
  case centroids(path: String, problem: String)
  /// An output is standard output, where the answer goes.
  case outputIsAnswer(option: String)
  /// Two options name the same file.
  case sameFile(String, option: String, other: String)
  /// A clustering cannot be scored.
  case metric(MetricError, source: String)
  /// The numbers of clusters cannot be tried.
  case sweep(SweepError, source: String)
  /// A file has `labels` labels for the `rows` rows of the data.
  case labelCount(path: String, labels: Int, source: String, rows: Int)
  /// A file of labels has one that cannot be used; `problem` says which and why.
  case label(path: String, problem: String)
  /// No row of the data is left that has a label.
  case noLabelledRow(source: String)
  /// `--image-shape` has other pixels than the data has columns.
  case imageShape(ImageShape, columns: Int)
  /// So many columns and clusters do not fit into a page.
  case tooMuchToExplain(source: String, columns: Int, clusters: Int)
  /// A result has a number that JSON cannot hold.
  case unwritableAnswer(reason: String)

  /// The exit code, as sysexits.h has it.
  var exitCode: Int32 {
    switch self {
    case .data(let error), .model(.file(let error), _): Self.exitCode(error)
    case .configuration(.centroidCount), .configuration(.centroidValue): 65
    case .configuration, .kernels, .unknownInitialization, .outputIsAnswer, .sameFile: 64
    case .imageShape: 64
    case .points(.outOfMemory, _): 71
    case .model, .points, .value, .tooFewPoints, .centroids: 65
    case .metric, .sweep, .labelCount, .label, .noLabelledRow, .tooMuchToExplain: 65
    case .unwritableAnswer: 73
    case .stopped: Interruption.exitCode
    case .outOfTime: 75
    case .outOfMemory: 71
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
    case .data(let error), .model(.file(let error), _):
      error.description
    case .model(let error, let source):
      "\(source): \(error)"
    case .configuration(let error):
      error.description
    case .kernels(let error):
      "KMEANS_INSTRUCTION_SET: \(error)"
    case .stopped:
      "interrupted before there was a result"
    case .outOfTime:
      "\(ClusteringError.outOfTime); nothing was written"
    case .outOfMemory(let source, let bytes):
      "\(source): \(ClusteringError.outOfMemory(bytes: bytes))"
    case .points(let error, let source):
      "\(source): \(error)"
    case .value(let source, let place, let column, let problem):
      "\(source), \(place)" + (column.map { ", column \"\($0)\"" } ?? "") + ": \(problem)"
    case .tooFewPoints(let source, let points, let clusters):
      "\(source) has \(points) point\(points == 1 ? "" : "s"), too few for \(clusters) clusters; "
        + "choose a smaller -k"
    case .unknownInitialization(let name):
      "--init \(name): give "
        + Initialization.drawing.map(\.name).joined(separator: ", ")
        + ", or a file of centroids (.csv, .tsv, .npy)"
    case .centroids(let path, let problem):
      "\(path): \(problem)"
    case .outputIsAnswer(let option):
      "\(option) -: standard output is where the answer goes; name a file"
    case .sameFile(let path, let option, let other):
      "\(option) \(path) is the same file as \(other); name another"
    case .metric(let error, let source):
      "\(source): \(error)"
    case .sweep(let error, let source):
      "\(source): \(error)"
    case .labelCount(let path, let labels, let source, let rows):
      "\(path) has \(labels) label\(labels == 1 ? "" : "s") and \(source) has \(rows) "
        + "row\(rows == 1 ? "" : "s"); give one label a row"
    case .label(let path, let problem):
      "\(path): \(problem)"
    case .noLabelledRow(let source):
      "\(source): no row is left that has a label"
    case .imageShape(let shape, let columns):
      "--image-shape \(shape.rows)x\(shape.columns) has \(shape.pixels) pixels and the data has "
        + "\(columns) column\(columns == 1 ? "" : "s"); give rows and columns whose product is that"
    case .tooMuchToExplain(let source, let columns, let clusters):
      "\(source): \(columns) columns and \(clusters) clusters are too many to explain step by "
        + "step; choose columns with --columns, or a smaller -k"
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

extension CommandError {
  /// An error of the engine as one of files, lines and columns.
  init(_ error: ClusteringError, table: DataTable, keptRows: [Int]?) {
    switch error {
    case .observations(let error):
      self.init(error, table: table, keptRows: keptRows)
    case .tooFewPoints(let points, let clusters):
      self = .tooFewPoints(source: table.source, points: points, clusters: clusters)
    case .dimensions(let found, let expected):
      self = .centroids(
        path: "--init",
        problem: "the centroids have \(found) columns and the data has \(expected)")
    case .kernels(let error):
      self = .kernels(error)
    case .stopped:
      self = .stopped
    case .outOfTime:
      self = .outOfTime
    case .outOfMemory(let bytes):
      self = .outOfMemory(source: table.source, bytes: bytes)
    }
  }
}
