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
  public init(_ table: ContingencyTable) { self.init(InformationShares(table), checkedBeta: 1) }

  /// The measure with a weight of its own.
  ///
  /// - Parameters:
  ///   - table: the points by class and cluster.
  ///   - beta: β, finite and at least 0; above 1 completeness counts more, below 1 homogeneity.
  /// - Throws: `MetricError.setting` for another β.
  /// - Complexity: O(c) for c cells with points.
  public init(_ table: ContingencyTable, beta: Double) throws(MetricError) {
    try Self.check(beta)
    self.init(InformationShares(table), checkedBeta: beta)
  }

  /// The measure of points with weights.
  ///
  /// - Parameters:
  ///   - agreement: what the points weigh by class and cluster.
  ///   - beta: as above.
  /// - Throws: as above.
  /// - Complexity: as above.
  package init(_ agreement: WeightedAgreement, beta: Double) throws(MetricError) {
    try Self.check(beta)
    let shares = InformationShares(
      ofClasses: agreement.homogeneity, ofClusters: agreement.completeness)
    self.init(shares, checkedBeta: beta)
  }

  private static func check(_ beta: Double) throws(MetricError) {
    guard beta >= 0, beta.isFinite else {
      throw .setting("beta", found: "\(beta)", allowed: "a finite number that is at least 0")
    }
  }

  private init(_ shares: InformationShares, checkedBeta beta: Double) {
    (homogeneity, completeness) = (shares.ofClasses, shares.ofClusters)
    let divisor = beta * homogeneity + completeness
    // No information on one side makes the mean 0, its limit, whatever β is.
    if homogeneity == 0 || completeness == 0 {
      score = 0
    } else {
      score = min(1, (1 + beta) * homogeneity * completeness / divisor)
    }
  }
}

/// What share of either entropy the mutual information is; 1 of an entropy of 0.
private struct InformationShares {
  let ofClasses: Double
  let ofClusters: Double

  init(ofClasses: Double, ofClusters: Double) {
    (self.ofClasses, self.ofClusters) = (ofClasses, ofClusters)
  }

  init(_ table: ContingencyTable) {
    let information = table.mutualInformation
    let (ofClasses, ofClusters) = (table.classEntropy, table.clusterEntropy)
    self.ofClasses = ofClasses > 0 ? information / ofClasses : 1
    self.ofClusters = ofClusters > 0 ? information / ofClusters : 1
  }
}
