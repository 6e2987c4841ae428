import ArgumentParser
import KMeansCore

/// `--variant`: how starts are spent on rows that are all there, or rows that come as a stream.
enum VariantArgument: ExpressibleByArgument, CustomStringConvertible {
  /// A search over all rows.
  case search(Clusterer.Variant)
  /// One pass over rows that are not kept.
  case stream

  /// The name of a stream.
  private static let streamName = "stream"

  /// A name; nil for another text.
  init?(argument: String) {
    if argument == Self.streamName {
      self = .stream
      return
    }
    guard let variant = Clusterer.Variant(rawValue: argument) else { return nil }
    self = .search(variant)
  }

  /// The name.
  var description: String {
    switch self {
    case .search(let variant): variant.rawValue
    case .stream: Self.streamName
    }
  }

  /// Shells complete names, and errors list them.
  static var allValueStrings: [String] {
    Clusterer.Variant.allCases.map(\.rawValue) + [streamName]
  }

  /// How starts are spent; for a stream, on its first batch.
  var variant: Clusterer.Variant {
    switch self {
    case .search(let variant): variant
    case .stream: .full
    }
  }

  /// Whether rows come as a stream.
  var isStream: Bool { if case .stream = self { true } else { false } }

  /// What the help says.
  static var help: ArgumentHelp {
    ArgumentHelp(
      "How starts are spent: "
        + Clusterer.Variant.allCases.map { "\($0.rawValue) (\($0.summary)), " }.joined()
        + "stream (rows as they come, without end, each of which counts once).",
      valueName: "name")
  }
}
