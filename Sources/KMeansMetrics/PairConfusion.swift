/// How two labellings agree about every pair of points: together or apart.
///
/// Pairs are ordered, so each two points count twice and the four numbers add up to N·(N − 1); that
/// is scikit-learn's `pair_confusion_matrix`, read row by row. "Positive" means together.
public struct PairConfusion: Sendable, Equatable {
  /// Pairs of two classes and two clusters.
  public let trueNegatives: Int
  /// Pairs of two classes in one cluster.
  public let falsePositives: Int
  /// Pairs of one class in two clusters.
  public let falseNegatives: Int
  /// Pairs of one class in one cluster.
  public let truePositives: Int

  /// The pairs of the points of a table, exactly.
  ///
  /// - Complexity: O(c) for c cells with points.
  public init(_ table: ContingencyTable) {
    let together = table.cells.reduce(0) { $0 + $1.count * $1.count }
    truePositives = together - table.count
    falsePositives = table.clusterSizes.reduce(0) { $0 + $1 * $1 } - together
    falseNegatives = table.classSizes.reduce(0) { $0 + $1 * $1 } - together
    trueNegatives = table.count * table.count - falsePositives - falseNegatives - together
  }

  /// N·(N − 1), all ordered pairs.
  public var total: Int { trueNegatives + falsePositives + falseNegatives + truePositives }
}
