public import KMeansData
public import KMeansModels

/// What a prediction tells of every row beside its cluster, as columns of files.
public enum PredictionColumn: String, Sendable, CaseIterable {
  /// How far the row lies from its centroid.
  case distance
  /// The nearest other cluster.
  case second
  /// How far the row lies from the centroid of that one.
  case secondDistance = "second_distance"
  /// From 1 on the centroid to 0 on the border to the second cluster.
  case margin
  /// 1 for a row that lies farther out than its cluster accounts for.
  case outlier

  /// The column of details, whose rows without a label have empty cells.
  ///
  /// - Parameter details: how sure a model is of its labels.
  /// - Returns: the column; of outliers with empty cells where the model has no quartiles.
  /// - Complexity: O(rows) for outliers, else O(1).
  public func column(of details: PredictionDetails) -> ResultColumn {
    switch self {
    case .distance: ResultColumn(rawValue, .numbers(details.distances))
    case .second: ResultColumn(rawValue, .clusters(details.seconds))
    case .secondDistance: ResultColumn(rawValue, .numbers(details.secondDistances))
    case .margin: ResultColumn(rawValue, .numbers(details.margins))
    case .outlier:
      ResultColumn(
        rawValue,
        .flags(
          details.prediction.labels.indices.map { row in
            details.prediction.labels[row] < 0 ? nil : details.areOutliers?[row]
          }))
    }
  }
}

extension LabelledData {
  /// The labels as a column, and columns of the details behind it.
  ///
  /// - Parameter wanted: which ones, in this order.
  /// - Returns: the column `cluster` first; without details, it alone.
  /// - Complexity: O(rows).
  public func columns(_ wanted: [PredictionColumn]) -> [ResultColumn] {
    let first = ResultColumn(LabelWriter.columnName, .labels(labels))
    guard let details else { return [first] }
    return [first] + table.columnsByRow(wanted.map { $0.column(of: details) })
  }
}
