/// What a file is read for, which decides what can be done about a fault in it.
public enum DataUse: Sendable, Equatable {
  /// It is the data, of which the reader may choose columns.
  case data
  /// It is the data, whose columns were named, so that none can be excluded.
  case namedData
  /// It is the data of a model, which knows its columns.
  case modelData
  /// It holds centroids.
  case centroids
  /// It holds the labels of a clustering.
  case labels
  /// It holds known classes.
  case classes

  /// Whether the reader may choose columns.
  var isData: Bool { self == .data || self == .namedData }

  /// Whether the command's options say how the file is read; centroids are read as they come.
  var isReadAsSet: Bool { self != .centroids }

  /// What to do about a column whose cells are no numbers, after "or".
  func withoutColumn(_ name: String) -> String {
    switch self {
    case .data: "leave the column out with \(excluding([name]))"
    case .namedData: "leave the column out of --columns"
    case .modelData: "fit the model again without the column"
    case .centroids, .labels, .classes: "take the column out of the file"
    }
  }

  /// Some columns left out, at the beginning of a clause.
  func without(_ names: [String]) -> String {
    self == .namedData
      ? "--columns without " + names.map(quoted).joined(separator: ", ") : excluding(names)
  }

  /// How the column of labels is named, in words.
  var columnOfLabels: String {
    switch self {
    case .classes: "name the column of the classes with --truth-column"
    case .labels: "name the column of the labels with --labels-column"
    default: "name the column of labels"
    }
  }
}
