import KMeansCore
public import KMeansData

/// A file of labels, one a row of some data: clusters of any program, or known classes.
public struct LabelFile: Sendable {
  /// The file as the user named it.
  public let path: String
  /// One label a row, 0 or more; −1 for a row without one.
  public let labels: [Int32]
  /// The texts of labels that are not numbers.
  public let names: [String]?
  private let columnName: String

  /// Reads it.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input; see `LabelReader.read`.
  ///   - column: the column of the labels where the file has several.
  ///   - text: how text is read where that is not to be told from it.
  /// - Throws: `PipelineError.data`, and `.negativeLabel`.
  /// - Complexity: O(bytes).
  public init(
    reading path: String, column: String? = nil, text: TextOptions = .guessed
  ) throws(PipelineError) {
    let found: FileLabels
    do { found = try LabelReader.read(path, column: column, text: text) } catch {
      throw .data(error)
    }
    self.path = path
    labels = found.labels
    names = found.names
    columnName = found.column
    if let least = labels.min(), least < -1 {
      throw .negativeLabel(path: path, label: least)
    }
  }

  /// The column of the labels where they are a part of the data, and so no feature of it; nil where
  /// they are a file of their own.
  public func column(in data: String) -> String? {
    guard data != "-", path != "-", FileIdentity(path) == FileIdentity(data) else { return nil }
    return columnName
  }

  /// Throws unless there is one label a row of a table.
  func check(_ table: DataTable) throws(PipelineError) {
    guard table.pixels == nil else {
      throw .data(
        .pictureRows(
          source: table.source,
          advice: "labels of pixels are not read, so name a model with --model"))
    }
    guard labels.count == table.points.count else {
      throw .labelCount(
        path: path, labels: labels.count, source: table.source, rows: table.points.count)
    }
  }
}
