/// Whether clusters hold one class each, whether classes lie in one cluster each, and both in one.
///
/// A. Rosenberg, J. Hirschberg, "V-measure: a conditional entropy-based external cluster evaluation
/// measure", EMNLP-CoNLL 2007, https://aclanthology.org/D07-1043. Not corrected for chance.
public struct VMeasure: Sendable, Equatable {
  /// I / H(C), 0 … 1: 1 where every cluster holds points of one class only.
  public let homogeneity: Double
  /// I / H(K), 0 … 1: 1 where all points of a class are in one cluster.
  public let completeness: Double
  /// The weighted harmonic mean (1 + β)·h·c / (β·h + c), 0 … 1.
  public let score: Double

  /// The measure with β = 1, which equals the normalised mutual information by the arithmetic mean.
  ///
  /// - Complexity: O(c) for c cells with points.
  public init(_ table: ContingencyTable) { self.init(table, checkedBeta: 1) }

  /// The measure with a weight of its own.
  ///
  /// - Parameters:
  ///   - table: the points by class and cluster.
  ///   - beta: β, finite and at least 0; above 1 completeness counts more, below 1 homogeneity.
  /// - Throws: `MetricError.setting` for another β.
  /// - Complexity: O(c) for c cells with points.
  public init(_ table: ContingencyTable, beta: Double) throws(MetricError) {
    guard beta >= 0, beta.isFinite else {
      throw .setting("beta", found: "\(beta)", allowed: "a finite number that is at least 0")
    }
    self.init(table, checkedBeta: beta)
  }

  private init(_ table: ContingencyTable, checkedBeta beta: Double) {
    let information = table.mutualInformation
    let (ofClasses, ofClusters) = (table.classEntropy, table.clusterEntropy)
    homogeneity = ofClasses > 0 ? information / ofClasses : 1
    completeness = ofClusters > 0 ? information / ofClusters : 1
    let divisor = beta * homogeneity + completeness
    // No information on one side makes the mean 0, its limit, whatever β is.
    if homogeneity == 0 || completeness == 0 {
      score = 0
    } else {
      score = min(1, (1 + beta) * homogeneity * completeness / divisor)
    }
  }
}
