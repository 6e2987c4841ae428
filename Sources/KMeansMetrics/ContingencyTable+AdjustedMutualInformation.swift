import KMeansCore

extension ContingencyTable {
  /// Mutual information corrected for chance: 1 for equal partitions, 0 on average for labels by
  /// chance, and negative for less than that.
  ///
  /// (I − E[I]) / (H − E[I]), with E[I] the expected information of labels dealt out at random and
  /// H an average of the two entropies. N. X. Vinh, J. Epps, J. Bailey, "Information theoretic
  /// measures for clusterings comparison: variants, properties, normalization and correction for
  /// chance", JMLR 11, 2010.
  ///
  /// - Parameter average: what H is.
  /// - Returns: at most 1. 0 where one labelling alone has a single cluster, or has every point
  ///   apart: then any labels tell as much as these.
  /// - Complexity: that of `expectedMutualInformation`.
  public func adjustedMutualInformation(average: EntropyAverage = .arithmetic) -> Double {
    // A perfect match; one class in one cluster is one, too.
    if isHomogeneous && isComplete { return 1 }
    if isInformationFixed { return 0 }
    let expected = expectedMutualInformation
    let mean = average.of(classEntropy, clusterEntropy)
    // Positive, since labels that mix classes exist; rounding must not make it otherwise.
    let range = max(mean - expected, .ulpOfOne)
    return min(1, (mutualInformation - expected) / range)
  }

  /// E[I], the mutual information to expect in nats when labels are dealt out at random, the sizes
  /// of classes and clusters being as they are.
  ///
  /// n_ij is then hypergeometric, of mean μ = a_i·b_j/N (Vinh, Epps and Bailey, JMLR 11, 2010,
  /// theorem 11), and E[I] = Σ_ij E[n_ij · log(n_ij/μ)] / N. Three steps make it precise and fast.
  /// Probabilities come from the one before by their ratio and are divided by their sum, so no
  /// logarithm of a factorial loses digits. n − μ, which is 0 on average, is subtracted, so no term
  /// is negative. Sums end where the rest is negligible.
  ///
  /// - Complexity: O(u·v·w) for u different sizes of classes and v of clusters (each at most
  ///   √(2N)), and w the greatest standard deviation of an n_ij, at most √N.
  public var expectedMutualInformation: Double {
    if isInformationFixed { return mutualInformation }
    let rows = timesOfSizes(classSizes)
    let columns = timesOfSizes(clusterSizes)
    var sum = ExactSum()
    for row in rows {
      for column in columns {
        let cell = ChanceCell(rowSize: row.size, columnSize: column.size, count: count)
        sum.add(Double(row.times * column.times) * cell.expectedTerm)
      }
    }
    return sum.value.rounded / Double(count)
  }

  /// Whether all labels of these sizes have the same mutual information: those of one cluster (or
  /// class), and those of every point on its own.
  fileprivate var isInformationFixed: Bool {
    classes.count == 1 || clusters.count == 1 || classes.count == count || clusters.count == count
  }
}

/// The different sizes, ascending, and how often each occurs.
private func timesOfSizes(_ sizes: [Int]) -> [(size: Int, times: Int)] {
  var times: [Int: Int] = [:]
  for size in sizes { times[size, default: 0] += 1 }
  return times.sorted { $0.key < $1.key }.map { (size: $0.key, times: $0.value) }
}

/// One cell of a table whose labels were dealt out at random: n is hypergeometric.
private struct ChanceCell {
  /// a, the points of the class.
  let rowSize: Int
  /// b, the points of the cluster.
  let columnSize: Int
  /// N, all points.
  let count: Int

  /// A probability below this share of the greatest one changes no sum: terms grow like n·log n.
  private static let negligible = 0x1p-90

  /// E[n · log(n/μ) − (n − μ)].
  var expectedTerm: Double {
    let least = max(0, rowSize + columnSize - count)
    let greatest = min(rowSize, columnSize)
    let mode = (rowSize + 1) * (columnSize + 1) / (count + 2)
    let start = min(max(mode, least), greatest)
    // Probabilities as multiples of the one at `start`.
    var (total, sum) = (1.0, term(start))
    var probability = 1.0
    var n = start
    while n < greatest, probability > Self.negligible {
      probability *= ratioToNext(n)
      n += 1
      total += probability
      sum += probability * term(n)
    }
    (probability, n) = (1, start)
    while n > least, probability > Self.negligible {
      probability /= ratioToNext(n - 1)
      n -= 1
      total += probability
      sum += probability * term(n)
    }
    return sum / total
  }

  /// P(n + 1) / P(n).
  private func ratioToNext(_ n: Int) -> Double {
    Double(rowSize - n) * Double(columnSize - n)
      / (Double(n + 1) * Double(count - rowSize - columnSize + n + 1))
  }

  /// n · log(n/μ) − (n − μ), which is never negative; μ for n = 0.
  private func term(_ n: Int) -> Double {
    let product = rowSize * columnSize
    let excess = Double(count * n - product) / Double(count)
    if n == 0 { return -excess }
    return Double(n) * logarithm(ofRatio: count * n, to: product) - excess
  }
}
