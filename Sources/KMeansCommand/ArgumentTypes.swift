import ArgumentParser
import KMeans

extension MissingPolicy: ExpressibleByArgument {}
extension ScalingMethod: ExpressibleByArgument {}
extension Algorithm: ExpressibleByArgument {}
extension Distance: ExpressibleByArgument {}
extension Variant: ExpressibleByArgument {}

extension ImageShape: ExpressibleByArgument {
  /// Rows and columns, such as "28x28".
  public init?(argument: String) { self.init(argument) }
}

/// The orders of clusters that can be asked for; without one they stay as they were found.
enum OrderArgument: String, CaseIterable, ExpressibleByArgument {
  /// The largest first.
  case size
  /// By their first coordinates.
  case first

  /// The order as the library has it.
  var order: ClusterOrder { self == .size ? .size : .first }
}

/// `--init`: a name, or a file of centroids.
enum InitializationArgument: ExpressibleByArgument, CustomStringConvertible {
  /// A way to draw them.
  case named(Initialization)
  /// Any other text: a path.
  case file(String)

  /// Never fails: whether a path makes sense is judged when it is used.
  init(argument: String) {
    self = Initialization(named: argument).map { .named($0) } ?? .file(argument)
  }

  /// The argument as it was given.
  var description: String {
    switch self {
    case .named(let initialization): initialization.name
    case .file(let path): path
    }
  }

  /// Shells complete files.
  static var defaultCompletionKind: CompletionKind { .written }

  /// The path where it is one.
  var path: String? { if case .file(let path) = self { path } else { nil } }

  /// Throws for what is neither a name nor can be a file.
  func check() throws(CommandError) {
    guard let path else { return }
    do throws(DataError) {
      _ = try FileFormat(reading: path)
    } catch .unknownEnding {
      throw .unknownInitialization(path)
    } catch {
      throw .data(error)
    }
  }

  /// The centroids of the file, in the clustered space; nil for a name.
  func given(for data: PreparedData, clusters: Int) throws(CommandError) -> Initialization? {
    guard let path else { return nil }
    return try reporting(CommandError.pipeline) { () throws(PipelineError) in
      .centroids(try data.centroids(reading: path, count: clusters))
    }
  }
}

extension CompletionKind {
  /// Files that data is read from.
  static var data: CompletionKind { .file(extensions: FileFormat.readable.endings) }
  /// Files in which labels and centroids are written.
  static var written: CompletionKind { .file(extensions: FileFormat.writable.endings) }
  /// Files to which labels can be appended.
  static var appendable: CompletionKind { .file(extensions: FileFormat.appendable.endings) }
  /// Models.
  static var model: CompletionKind { .file(extensions: ["json"]) }
  /// Pages.
  static var page: CompletionKind { .file(extensions: ["html"]) }
}

extension [String] {
  /// The names in arguments that hold several, set apart by commas.
  var splitAtCommas: [String] {
    flatMap { $0.split(separator: ",") }.map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
