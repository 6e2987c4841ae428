#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How two labellings of points with weights agree, where weights are shares or not whole.
///
/// What goes by shares (entropies and information) takes them from sums of weights. What goes by
/// pairs takes pairs of two different points, each with the product of their weights: all pairs
/// together weigh (Σw)² − Σw². With weights of 1 these are the scores of `ContingencyTable`, and
/// all weights times a number change nothing. There is no adjusted mutual information, whose chance
/// is that of dealing out a number of points.
public struct WeightedAgreement: Sendable {
  /// The labels that occur among the known ones, ascending.
  public let classes: [Int32]
  /// The labels that occur among the others, ascending.
  public let clusters: [Int32]
  private let tally: CellTally<Double>
  /// The greatest weight, in which sums are told.
  private let unit: Double
  /// Σw².
  private let squares: Double
  private let isHomogeneous: Bool
  private let isComplete: Bool

  /// The agreement of two labellings.
  ///
  /// - Parameters:
  ///   - truth: N known labels.
  ///   - labels: N labels.
  ///   - weights: one a point, 0 or more; points that weigh nothing do not count.
  /// - Throws: as `ContingencyTable`.
  /// - Complexity: O(N·log clusters), and O(classes·clusters) memory.
  public init(truth: [Int32], labels: [Int32], weights: [Double]) throws(MetricError) {
    guard truth.count == weights.count else {
      throw .labelCount(found: truth.count, expected: weights.count)
    }
    guard truth.count == labels.count else {
      throw .labelCount(found: labels.count, expected: truth.count)
    }
    let kept = weights.indices.filter { weights[$0] > 0 }
    let table = try ContingencyTable(
      truth: kept.map { truth[$0] }, labels: kept.map { labels[$0] })
    // Shares of the greatest, whose squares are numbers.
    let unit = weights.max() ?? 1
    var tally = CellTally(table, zero: 0.0)
    for point in kept { tally.add(weights[point] / unit, truth[point], labels[point]) }
    squares = kept.reduce(0) { $0 + (weights[$1] / unit) * (weights[$1] / unit) }
    (classes, clusters, self.tally) = (table.classes, table.clusters, tally)
    (isHomogeneous, isComplete) = (table.isHomogeneous, table.isComplete)
    (count, self.unit) = (kept.count, unit)
  }

  /// The points that weigh anything.
  package let count: Int

  /// What all points weigh.
  package var totalWeight: Double { tally.total * unit }

  /// What the points weigh, by class and in each by cluster.
  ///
  /// - Complexity: O(classes·clusters) time and memory.
  public var weights: [[Double]] {
    var sums = [[Double]](
      repeating: Array(repeating: 0, count: clusters.count), count: classes.count)
    for cell in cells { sums[cell.row][cell.column] = cell.weight }
    return sums
  }

  /// The classes and clusters that have points in common, and what these weigh, row by row.
  package var cells: [(row: Int, column: Int, weight: Double)] {
    zip(tally.table.cells, tally.cells).map { ($0.row, $0.column, $1 * unit) }
  }

  /// Pairs together in both, by class, by cluster, and all.
  private var pairs: (both: Double, classes: Double, clusters: Double, all: Double) {
    let sum = { (sums: [Double]) in max(0, sums.reduce(0) { $0 + $1 * $1 } - squares) }
    return (sum(tally.cells), sum(tally.rows), sum(tally.columns), sum([tally.total]))
  }

  /// See `ContingencyTable.randIndex`.
  public var randIndex: Double {
    let pairs = pairs
    guard pairs.all > 0 else { return 1 }
    return min(1, (pairs.all - pairs.classes - pairs.clusters + 2 * pairs.both) / pairs.all)
  }

  /// See `ContingencyTable.adjustedRandIndex`.
  public var adjustedRandIndex: Double {
    let pairs = pairs
    if isHomogeneous && isComplete || pairs.all == 0 { return 1 }
    let expected = pairs.classes * pairs.clusters / pairs.all
    let range = (pairs.classes + pairs.clusters) / 2 - expected
    return range == 0 ? 1 : (pairs.both - expected) / range
  }

  /// See `ContingencyTable.fowlkesMallowsIndex`.
  public var fowlkesMallowsIndex: Double {
    let pairs = pairs
    guard pairs.both > 0 else { return 0 }
    return (pairs.both / pairs.clusters).squareRoot() * (pairs.both / pairs.classes).squareRoot()
  }

  /// H(C), the entropy of the classes, in nats.
  public var classEntropy: Double { entropy(tally.rows) }

  /// H(K), the entropy of the clusters, in nats.
  public var clusterEntropy: Double { entropy(tally.columns) }

  /// See `ContingencyTable.mutualInformation`.
  public var mutualInformation: Double {
    let (ofClasses, ofClusters) = (classEntropy, clusterEntropy)
    if isHomogeneous { return ofClasses }
    if isComplete { return ofClusters }
    let information = ofClasses + ofClusters - entropy(tally.cells)
    return max(0, min(information, ofClasses, ofClusters))
  }

  /// See `ContingencyTable.normalizedMutualInformation(average:)`, by the arithmetic mean.
  public var normalizedMutualInformation: Double {
    normalizedMutualInformation(average: .arithmetic)
  }

  /// See `ContingencyTable.normalizedMutualInformation(average:)`.
  public func normalizedMutualInformation(
    average: ContingencyTable.EntropyAverage
  ) -> Double {
    if classes.count == 1 && clusters.count == 1 { return 1 }
    let information = mutualInformation
    return information == 0 ? 0 : min(1, information / average.of(classEntropy, clusterEntropy))
  }

  /// See `VMeasure`.
  public var homogeneity: Double { classEntropy > 0 ? mutualInformation / classEntropy : 1 }

  /// See `VMeasure`.
  public var completeness: Double { clusterEntropy > 0 ? mutualInformation / clusterEntropy : 1 }

  /// See `VMeasure`.
  public var vMeasure: Double {
    let (h, c) = (homogeneity, completeness)
    return h == 0 || c == 0 ? 0 : min(1, 2 * h * c / (h + c))
  }

  /// −Σ p log p for the shares that sums have of the total.
  private func entropy(_ sums: [Double]) -> Double {
    sums.count == 1
      ? 0
      : sums.reduce(0) { $1 > 0 ? $0 - $1 / tally.total * log($1 / tally.total) : $0 }
  }
}
