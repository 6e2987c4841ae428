/// Which columns of a file are features, identifiers and weights.
///
/// Columns are named by their header or by their position from 1.
public struct ReadingOptions: Sendable {
  /// The columns to use as features, in this order; nil for all columns of numbers.
  public let columns: [String]?
  /// The columns to leave out.
  public let excluded: [String]
  /// The column whose text identifies a row; not a feature.
  public let id: String?
  /// The column that holds the weight of a row; not a feature.
  public let weights: String?

  /// All columns of numbers are features.
  public static let all = ReadingOptions()

  private init() {
    columns = nil
    excluded = []
    id = nil
    weights = nil
  }

  /// Options that agree with each other.
  ///
  /// - Throws: `DataError.columnsAndExcluded` when both are given.
  public init(
    columns: [String]? = nil, excluded: [String] = [], id: String? = nil, weights: String? = nil
  ) throws(DataError) {
    guard columns == nil || excluded.isEmpty else { throw .columnsAndExcluded }
    self.columns = columns
    self.excluded = excluded
    self.id = id
    self.weights = weights
  }
}
