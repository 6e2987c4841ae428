/// The labels of a file, one a row.
public struct FileLabels: Sendable, Equatable {
  /// N labels, in the order of the rows: whole numbers as they stand in the file (−1 for rows
  /// without a label), or the places of names in `names`.
  public let labels: [Int32]
  /// The names that text labels stand for, in the order of first appearance; nil for numbers.
  public let names: [String]?
  /// The file as the user named it, or "standard input".
  public let source: String
  /// The column that the labels are from, by its header or as column1, column2, ….
  public let column: String
}
