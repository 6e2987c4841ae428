extension ContingencyTable {
  /// The share of the pairs of points about which two labellings agree, 0 … 1.
  ///
  /// W. M. Rand, "Objective criteria for the evaluation of clustering methods", JASA 66(336), 1971,
  /// doi:10.1080/01621459.1971.10482356. Labels by chance do not get 0: with many clusters most
  /// pairs are apart in both. `adjustedRandIndex` corrects that.
  ///
  /// - Returns: (TP + TN) / all pairs; 1 for a single point.
  /// - Complexity: O(c) for c cells with points.
  public var randIndex: Double {
    let pairs = PairConfusion(self)
    if pairs.total == 0 { return 1 }
    return Double(pairs.truePositives + pairs.trueNegatives) / Double(pairs.total)
  }

  /// The Rand index corrected for chance: 1 for equal partitions, 0 on average for labels by
  /// chance, below 0 for worse than that (at least −0.5).
  ///
  /// L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2, 1985,
  /// doi:10.1007/BF01908075; in the form of D. Steinley, Psychological Methods 9(3), 2004,
  /// doi:10.1037/1082-989X.9.3.386: 2 (TP·TN − FN·FP) / ((TP + FN)(FN + TN) + (TP + FP)(FP + TN)).
  /// Numerator and denominator are exact integers, so only the quotient is rounded.
  ///
  /// - Returns: the index; 1 where no pair is judged differently, so for a single point too.
  /// - Complexity: O(c) for c cells with points.
  public var adjustedRandIndex: Double {
    let pairs = PairConfusion(self)
    if pairs.falseNegatives == 0 && pairs.falsePositives == 0 { return 1 }
    let (tn, fp) = (Int128(pairs.trueNegatives), Int128(pairs.falsePositives))
    let (fn, tp) = (Int128(pairs.falseNegatives), Int128(pairs.truePositives))
    let numerator = 2 * (tp * tn - fn * fp)
    // Not 0: a pair judged differently makes one of the two products positive.
    let denominator = (tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)
    return Double(numerator) / Double(denominator)
  }
}
