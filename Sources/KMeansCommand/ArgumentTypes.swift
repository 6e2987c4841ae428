import ArgumentParser
import KMeans

extension MissingPolicy: ExpressibleByArgument {}
extension ScalingMethod: ExpressibleByArgument {}
extension Algorithm: ExpressibleByArgument {}

/// The orders of clusters that can be asked for; without one they stay as they were found.
enum OrderArgument: String, CaseIterable, ExpressibleByArgument {
  case size
  case first

  var order: ClusterOrder { self == .size ? .size : .first }
}

/// `--init`: a name, or a file of centroids.
enum InitializationArgument: ExpressibleByArgument, CustomStringConvertible {
  case named(Initialization)
  case file(String)

  init(argument: String) {
    let named = Initialization.named.first { $0.name == argument }
    self = named.map { .named($0.initialization) } ?? .file(argument)
  }

  var description: String {
    switch self {
    case .named(let initialization): initialization.name
    case .file(let path): path
    }
  }

  static var defaultCompletionKind: CompletionKind { .file(extensions: ["csv", "npy"]) }
}

extension [String] {
  /// The names in arguments that hold several, set apart by commas.
  var splitAtCommas: [String] {
    flatMap { $0.split(separator: ",") }.map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
