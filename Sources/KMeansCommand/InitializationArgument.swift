import ArgumentParser
import KMeans
import KMeansCore
import KMeansData

/// `--init`: a name, a file of centroids, or a model.
enum InitializationArgument: ExpressibleByArgument, CustomStringConvertible {
  /// A way to draw them.
  case named(Clusterer.Initialization)
  /// Any other text: a path.
  case file(String)

  /// Never fails: whether a path makes sense is judged when it is used.
  init(argument: String) {
    self = Clusterer.Initialization(named: argument).map { .named($0) } ?? .file(argument)
  }

  /// The argument as it was given.
  var description: String {
    switch self {
    case .named(let initialization): initialization.name
    case .file(let path): path
    }
  }

  /// Shells complete files.
  static var defaultCompletionKind: CompletionKind {
    .file(extensions: FileFormat.writable.endings + ["json"])
  }

  /// The names that there are, set apart by commas.
  static var names: String { Clusterer.Initialization.drawing.map(\.name).joined(separator: ", ") }

  /// What the help says of `--init`.
  static var help: ArgumentHelp {
    ArgumentHelp(
      "The first centroids: \(names), or a file of centroids in the units of the data, or a model.",
      valueName: "start")
  }

  /// The path where it is one.
  var path: String? { if case .file(let path) = self { path } else { nil } }

  /// Whether it is a model, by its ending.
  private var isModel: Bool { path?.lowercased().hasSuffix(".json") == true }

  /// Throws for what is neither a name nor can be a file.
  func check() throws(CommandError) {
    guard let path else { return }
    if isModel {
      return try reporting(CommandError.data) { () throws(DataError) in
        try InputFile.checkExists(path)
      }
    }
    // A word without a dot or a slash is meant as a name, unless there is such a file.
    if path.contains(where: { $0 == "." || $0 == "/" }) { return }
    do throws(DataError) { try InputFile.checkExists(path) } catch {
      throw .unknownInitialization(path)
    }
  }

  /// The centroids of the file or model, in the clustered space; nil for a name.
  func given(for data: PreparedData, clusters: Int) throws(CommandError) -> Clusterer
    .Initialization?
  {
    guard let path else { return nil }
    return try reporting(CommandError.pipeline) { () throws(PipelineError) in
      if isModel { return .centroids(try data.centroids(readingModel: path, count: clusters)) }
      return .centroids(try data.centroids(reading: path, count: clusters))
    }
  }
}
