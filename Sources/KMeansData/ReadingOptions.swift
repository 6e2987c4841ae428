/// Which columns of a file are features, identifiers and weights, and how the file is read.
///
/// Columns are named by their header or by their position from 1. `columns` and `excluded` also
/// take ranges (`2-5`, `first-last`) and patterns (`question_*`).
public struct ReadingOptions: Sendable {
  /// The columns to use as features, in this order; nil for all columns of numbers.
  public let columns: [String]?
  /// The columns to leave out.
  public let excluded: [String]
  /// The column whose text identifies a row; not a feature.
  public let id: String?
  /// The column that holds the weight of a row; not a feature.
  public let weights: String?
  /// How text is read.
  public let text: TextOptions
  /// The format of the file; nil to tell it from the file.
  public let format: FileFormat?

  /// All columns of numbers are features.
  public static let all = ReadingOptions(text: .guessed)

  /// All columns of numbers are features of a file that is read in a certain way.
  public init(text: TextOptions, format: FileFormat? = nil) {
    columns = nil
    excluded = []
    id = nil
    weights = nil
    self.text = text
    self.format = format
  }

  /// Options that agree with each other.
  ///
  /// - Throws: `DataError.columnsAndExcluded` when both are given.
  public init(
    columns: [String]? = nil, excluded: [String] = [], id: String? = nil, weights: String? = nil,
    text: TextOptions = .guessed, format: FileFormat? = nil
  ) throws(DataError) {
    guard columns == nil || excluded.isEmpty else { throw .columnsAndExcluded }
    self.columns = columns
    self.excluded = excluded
    self.id = id
    self.weights = weights
    self.text = text
    self.format = format
  }
}
