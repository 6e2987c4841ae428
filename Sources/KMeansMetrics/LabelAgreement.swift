/// How two labellings agree, however points count: by whole numbers, or by what they weigh.
package enum LabelAgreement: Sendable {
  /// Points count once, or so often as their weights say.
  case counted(ContingencyTable)
  /// Weights are shares, or not whole.
  case weighed(WeightedAgreement)

  /// The agreement of two labellings.
  ///
  /// - Parameters:
  ///   - truth: N known labels.
  ///   - labels: N labels.
  ///   - weights: one a point, 0 or more; nil for 1 each.
  ///   - meaning: what weights mean.
  /// - Throws: as `ContingencyTable`.
  /// - Complexity: O(N·log clusters).
  package init(
    truth: [Int32], labels: [Int32], weights: [Double]?, meaning: WeightMeaning
  ) throws(MetricError) {
    guard let weights = meaning.telling(weights) else {
      self = .counted(try ContingencyTable(truth: truth, labels: labels))
      return
    }
    if let copies = meaning.copies(of: weights, most: ContingencyTable.greatestCount) {
      self = .counted(try ContingencyTable(truth: truth, labels: labels, copies: copies))
      return
    }
    self = .weighed(try WeightedAgreement(truth: truth, labels: labels, weights: weights))
  }

  /// See `ContingencyTable.adjustedRandIndex`.
  package var adjustedRandIndex: Double {
    switch self {
    case .counted(let table): table.adjustedRandIndex
    case .weighed(let found): found.adjustedRandIndex
    }
  }

  /// See `ContingencyTable.randIndex`.
  package var randIndex: Double {
    switch self {
    case .counted(let table): table.randIndex
    case .weighed(let found): found.randIndex
    }
  }

  /// See `ContingencyTable.fowlkesMallowsIndex`.
  package var fowlkesMallowsIndex: Double {
    switch self {
    case .counted(let table): table.fowlkesMallowsIndex
    case .weighed(let found): found.fowlkesMallowsIndex
    }
  }

  /// See `ContingencyTable.adjustedMutualInformation(average:)`; nil for weights that are not whole
  /// or mean shares, for which there is none.
  package func adjustedMutualInformation(
    average: ContingencyTable.EntropyAverage = .arithmetic
  ) -> Double? {
    switch self {
    case .counted(let table): table.adjustedMutualInformation(average: average)
    case .weighed: nil
    }
  }

  /// See `ContingencyTable.normalizedMutualInformation(average:)`.
  package func normalizedMutualInformation(
    average: ContingencyTable.EntropyAverage = .arithmetic
  ) -> Double {
    switch self {
    case .counted(let table): table.normalizedMutualInformation(average: average)
    case .weighed(let found): found.normalizedMutualInformation(average: average)
    }
  }

  /// See `VMeasure`.
  ///
  /// - Parameter beta: β, finite and at least 0.
  /// - Returns: homogeneity, completeness and both in one.
  /// - Throws: `MetricError.setting` for another β.
  /// - Complexity: O(c) for c cells with points.
  package func vMeasure(beta: Double = 1) throws(MetricError) -> VMeasure {
    switch self {
    case .counted(let table): try VMeasure(table, beta: beta)
    case .weighed(let found): try VMeasure(found, beta: beta)
    }
  }

  /// Points, or what they weigh, by class and cluster.
  package var written: [[Double]] {
    switch self {
    case .counted(let table): table.counts.map { $0.map(Double.init) }
    case .weighed(let found): found.weights
    }
  }
}

extension LabelAgreement {
  /// Whether points are counted; otherwise they are weighed.
  package var isCounted: Bool {
    if case .counted = self { true } else { false }
  }

  /// N, by copies; where points are weighed, those that weigh anything.
  package var count: Int {
    switch self {
    case .counted(let table): table.count
    case .weighed(let found): found.count
    }
  }

  /// What all points weigh.
  package var totalWeight: Double {
    switch self {
    case .counted(let table): Double(table.count)
    case .weighed(let found): found.totalWeight
    }
  }

  /// The labels that occur among the known ones, ascending.
  package var classes: [Int32] {
    switch self {
    case .counted(let table): table.classes
    case .weighed(let found): found.classes
    }
  }

  /// The labels that occur among the others, ascending.
  package var clusters: [Int32] {
    switch self {
    case .counted(let table): table.clusters
    case .weighed(let found): found.clusters
    }
  }

  /// The classes and clusters that have points in common, by their places among the labels that
  /// occur, with the number or the weight of these points.
  package var cells: [(row: Int, column: Int, weight: Double)] {
    switch self {
    case .counted(let table): table.cells.map { ($0.row, $0.column, Double($0.count)) }
    case .weighed(let found): found.cells
    }
  }

  /// The mutual information and both entropies, in nats.
  package var information: (mutual: Double, ofClasses: Double, ofClusters: Double) {
    switch self {
    case .counted(let table):
      (table.mutualInformation, table.classEntropy, table.clusterEntropy)
    case .weighed(let found):
      (found.mutualInformation, found.classEntropy, found.clusterEntropy)
    }
  }
}
