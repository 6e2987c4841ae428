import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ContingencyTable {
  /// H(C), the entropy of the classes, in nats.
  public var classEntropy: Double { entropy(ofSizes: classSizes) }

  /// H(K), the entropy of the clusters, in nats.
  public var clusterEntropy: Double { entropy(ofSizes: clusterSizes) }

  /// What one labelling tells about the other, in nats: I = Σ_ij n_ij/N · log(N·n_ij / (a_i·b_j)).
  ///
  /// Its terms are built from whole numbers and added exactly, so independent labels get 0 and not
  /// a rest of rounding.
  ///
  /// - Returns: the information, 0 … the lesser of the two entropies, and exactly that where one
  ///   labelling refines the other.
  /// - Complexity: O(c) for c cells with points.
  public var mutualInformation: Double {
    let (ofClasses, ofClusters) = (classEntropy, clusterEntropy)
    if isHomogeneous { return ofClasses }
    if isComplete { return ofClusters }
    var sum = ExactSum()
    for cell in cells {
      let product = classSizes[cell.row] * clusterSizes[cell.column]
      let ratio = logarithm(ofRatio: count * cell.count, to: product)
      sum.add(Double(cell.count) / Double(count) * ratio)
    }
    return max(0, min(sum.value.rounded, ofClasses, ofClusters))
  }

  /// The mutual information as a share of an average of the two entropies, 0 … 1.
  ///
  /// A. Strehl, J. Ghosh, "Cluster ensembles: a knowledge reuse framework for combining multiple
  /// partitions", JMLR 3, 2002 (geometric); the averages are compared in N. X. Vinh, J. Epps,
  /// J. Bailey, JMLR 11, 2010. Not corrected for chance: see
  /// `adjustedMutualInformation(average:)`.
  ///
  /// - Parameter average: what divides.
  /// - Returns: 1 where there is one class and one cluster; 0 where there is no information.
  /// - Complexity: O(c) for c cells with points.
  public func normalizedMutualInformation(average: EntropyAverage = .arithmetic) -> Double {
    if classes.count == 1 && clusters.count == 1 { return 1 }
    let information = mutualInformation
    if information == 0 { return 0 }
    return min(1, information / average.of(classEntropy, clusterEntropy))
  }
}

/// −Σ p log p in nats, where p are the shares that the sizes have of their sum.
///
/// C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27, 1948,
/// doi:10.1002/j.1538-7305.1948.tb01338.x.
///
/// - Parameter sizes: whole numbers, at least 0; sizes of 0 add nothing.
/// - Returns: the entropy, 0 … log of the number of sizes; 0 for a single size.
/// - Complexity: O(sizes).
func entropy(ofSizes sizes: [Int]) -> Double {
  let count = sizes.reduce(0, +)
  var sum = ExactSum()
  for size in sizes where size > 0 {
    sum.add(Double(size) / Double(count) * logarithm(ofRatio: count, to: size))
  }
  return sum.value.rounded
}

/// log(p / q) for positive whole numbers, precise near p = q, where the quotient loses its digits.
func logarithm(ofRatio p: Int, to q: Int) -> Double {
  if p / 2 < q && q / 2 < p { return log1p(Double(p - q) / Double(q)) }
  return log(Double(p) / Double(q))
}
