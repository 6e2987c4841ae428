extension ContingencyTable {
  /// The geometric mean of pairwise precision and recall, 0 … 1: √(TP / (TP + FP) · TP / (TP +
  /// FN)).
  ///
  /// E. B. Fowlkes, C. L. Mallows, "A method for comparing two hierarchical clusterings", JASA
  /// 78(383), 1983, doi:10.1080/01621459.1983.10478008. Not corrected for chance.
  ///
  /// - Returns: the index; 0 where no pair is together in both labellings, as in scikit-learn. That
  ///   includes a single point, and every point a cluster of its own.
  /// - Complexity: O(c) for c cells with points.
  public var fowlkesMallowsIndex: Double {
    let pairs = PairConfusion(self)
    if pairs.truePositives == 0 { return 0 }
    let both = Double(pairs.truePositives)
    let precision = both / Double(pairs.truePositives + pairs.falsePositives)
    let recall = both / Double(pairs.truePositives + pairs.falseNegatives)
    // Two roots, as the product of two tiny shares might vanish.
    return precision.squareRoot() * recall.squareRoot()
  }
}
