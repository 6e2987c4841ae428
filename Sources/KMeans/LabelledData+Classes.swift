import KMeansData
import KMeansModels

extension LabelledData {
  /// Known classes of labelled points.
  public struct KnownClasses: Sendable, Equatable {
    /// The file that they are from.
    public let path: String
    /// One class a point; −1 for a point without one.
    public let labels: [Int32]
    /// The texts of classes that are not numbers.
    public let names: [String]?
  }

  /// Throws unless there are points to score, that is, complete rows with a label.
  ///
  /// - Throws: `PipelineError.data` of `DataError.noCompleteRow`, and `.noLabelledRow`.
  public func checkNotEmpty() throws(PipelineError) {
    guard y.count == 0 else { return }
    if let prediction, prediction.missingRows.count == labels.count {
      throw .data(
        .noCompleteRow(source: table.source, rows: labels.count, ways: MissingWays(table)))
    }
    throw .noLabelledRow(source: table.source)
  }

  /// The known classes of the points that take part.
  ///
  /// - Parameter file: one class a row of the data.
  /// - Returns: one class a point.
  /// - Throws: `PipelineError.labelCount`, `.noKnownClass`, and as `checkNotEmpty()`.
  /// - Complexity: O(rows).
  public func classes(of file: LabelFile) throws(PipelineError) -> KnownClasses {
    try file.check(table)
    try checkNotEmpty()
    let labels = rows.map { rows in rows.map { file.labels[$0] } } ?? file.labels
    guard labels.contains(where: { $0 >= 0 }) else { throw .noKnownClass(path: file.path) }
    return KnownClasses(path: file.path, labels: labels, names: file.names)
  }
}
