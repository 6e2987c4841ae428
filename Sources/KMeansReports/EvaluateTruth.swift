public import KMeansCore
public import KMeansMetrics

/// The scores of a clustering against known labels.
public struct EvaluateTruth: Sendable {
  /// The points that have a known label.
  public let points: Int
  /// The names of the classes that have points.
  public let classes: [String]
  /// The numbers of the clusters that have points with a known label, ascending.
  public let clusters: [Int]
  /// See `ContingencyTable.adjustedRandIndex`.
  public let adjustedRand: Double
  /// See `ContingencyTable.adjustedMutualInformation`; nil for weights that are not whole or mean
  /// shares, for which there is none.
  public let adjustedMutualInformation: Double?
  /// See `ContingencyTable.normalizedMutualInformation`.
  public let normalizedMutualInformation: Double
  /// See `VMeasure`.
  public let homogeneity: Double
  /// See `VMeasure`.
  public let completeness: Double
  /// See `VMeasure`.
  public let vMeasure: Double
  /// See `ContingencyTable.fowlkesMallowsIndex`.
  public let fowlkesMallows: Double
  /// See `ContingencyTable.randIndex`.
  public let rand: Double
  /// The centroid index between the means of the clusters and of the classes; nil where values have
  /// no squared distances.
  public let centroidIndex: Int?
  /// Points, or what they weigh, by class and, in each, by cluster; nil beyond `mostInTable` of
  /// either.
  public let contingency: [[Double]]?

  /// The most classes or clusters for which a table is shown to readers.
  public static let mostShown = 15
  /// The most classes or clusters for which a table is made at all.
  public static let mostInTable = 200

  /// Compares labels with known ones.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N.
  ///   - truth: one number of a class a point; negative for points without a known label, which
  ///     take no part.
  ///   - names: of the classes, by number; nil for their numbers.
  ///   - metric: how far apart points are; by the cosine means are those of unit vectors.
  ///   - weights: one a point, 0 or more; nil for 1 each. Points that weigh nothing take no part.
  ///   - meaning: what weights mean. Whole weights that mean copies count as these; of others see
  ///     `WeightedAgreement`.
  ///   - threads: nil for all processors.
  /// - Throws: `MetricError.labelCount`, and `.noPoints` when no point has a known label.
  /// - Complexity: O(N·d), and what the scores take.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, truth: [Int32], names: [String]?,
    metric: ScoreMetric = .euclidean, weights: [Double]? = nil,
    meaning: WeightMeaning = .copies, threads: Int? = nil
  ) throws(MetricError) {
    guard truth.count == x.count, y.count == x.count else {
      throw .labelCount(found: truth.count, expected: x.count)
    }
    let known = truth.indices.filter { truth[$0] >= 0 && weights?[$0] != 0 }
    let masses = weights.map { weights in known.map { weights[$0] } }
    guard !known.isEmpty else { throw .noPoints }
    let classes = Numbering(known.map { truth[$0] })
    let clusters = Numbering(known.map { y.values[$0] })
    points = known.count
    self.classes = classes.values.map { names?[Int($0)] ?? String($0) }
    self.clusters = clusters.values.map { Int($0) }

    let found = try LabelAgreement(
      truth: classes.labels, labels: clusters.labels, weights: masses, meaning: meaning)
    (adjustedRand, rand) = (found.adjustedRandIndex, found.randIndex)
    fowlkesMallows = found.fowlkesMallowsIndex
    adjustedMutualInformation = found.adjustedMutualInformation()
    normalizedMutualInformation = found.normalizedMutualInformation()
    let measure = try found.vMeasure()
    (homogeneity, completeness) = (measure.homogeneity, measure.completeness)
    vMeasure = measure.score
    contingency =
      max(classes.values.count, clusters.values.count) <= Self.mostInTable ? found.written : nil
    centroidIndex = (try? metric.seen(x.choosing(known), threads: threads)).flatMap {
      Self.centroidIndex($0, classes, clusters, masses, threads: threads)
    }
  }

  private static func centroidIndex(
    _ points: PointMatrix, _ classes: Numbering, _ clusters: Numbering, _ weights: [Double]?,
    threads: Int?
  ) -> Int? {
    guard
      let first = try? Dispersion(points, clusters.matrix, weights: weights, threads: threads),
      let second = try? Dispersion(points, classes.matrix, weights: weights, threads: threads)
    else { return nil }
    return try? first.means.centroidIndex(with: second.means)
  }
}

/// Labels numbered from 0 without gaps, in the order of the labels that they stand for.
private struct Numbering {
  /// What every number stands for, ascending.
  let values: [Int32]
  /// One number a point.
  let labels: [Int32]

  /// - Complexity: O(N·log k).
  init(_ original: [Int32]) {
    let values = Set(original).sorted()
    let number = Dictionary(
      uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
    self.values = values
    labels = original.map { number[$0] ?? 0 }
  }

  var matrix: LabelMatrix {
    do { return try LabelMatrix(clusters: values.count, labels: labels) } catch {
      preconditionFailure("numbers without gaps are labels: \(error)")
    }
  }
}
