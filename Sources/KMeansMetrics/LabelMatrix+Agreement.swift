public import KMeansCore

extension LabelMatrix {
  /// The Rand index with other labels of the same points, corrected for chance: 1 for equal
  /// partitions, 0 on average for labels by chance.
  ///
  /// It is the same the other way round. For several scores of the same labels make a
  /// `ContingencyTable` once.
  ///
  /// - Parameter other: labels of the same points, such as known classes.
  /// - Returns: `ContingencyTable.adjustedRandIndex`.
  /// - Throws: `MetricError.labelCount` when the numbers of labels differ, `.noPoints` when there
  ///   are none, `.setting` for more than `ContingencyTable.greatestCount`.
  /// - Complexity: O(N + c·log c) for c cells of the table.
  public func adjustedRandIndex(with other: LabelMatrix) throws(MetricError) -> Double {
    try ContingencyTable(truth: other, labels: self).adjustedRandIndex
  }

  /// The mutual information with other labels of the same points, corrected for chance: 1 for equal
  /// partitions, 0 on average for labels by chance.
  ///
  /// - Parameters:
  ///   - other: labels of the same points, such as known classes.
  ///   - average: of the two entropies, by which information is divided.
  /// - Returns: `ContingencyTable.adjustedMutualInformation(average:)`.
  /// - Throws: as `adjustedRandIndex(with:)`.
  /// - Complexity: that of `ContingencyTable.expectedMutualInformation`.
  public func adjustedMutualInformation(
    with other: LabelMatrix, average: ContingencyTable.EntropyAverage = .arithmetic
  ) throws(MetricError) -> Double {
    try ContingencyTable(truth: other, labels: self).adjustedMutualInformation(average: average)
  }
}
