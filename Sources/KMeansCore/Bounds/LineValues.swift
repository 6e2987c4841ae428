/// The different values of a feature, ascending, with what the points weigh that have them. Points
/// that weigh nothing are left out.
struct LineValues {
  /// Ascending; none twice.
  private(set) var values: [Double] = []
  /// One a value, more than 0.
  private(set) var weights: [Double] = []
  /// What the weights may be off by, as a share; 0 for whole numbers, whose sums are exact.
  private(set) var weightError = 0.0

  /// Values with their weights.
  init(values: [Double], weights: [Double]) { (self.values, self.weights) = (values, weights) }

  /// - Complexity: O(N log N).
  init(_ x: Observations, feature: Int) {
    var all = (0..<x.count).compactMap { point -> (value: Double, weight: Double)? in
      let weight = x.rows.weight(point)
      return weight > 0 ? (x.rows[feature, point], weight) : nil
    }
    // Equal values in the order of their weights, so that their sum is that of any order of points.
    all.sort { ($0.value, $0.weight) < ($1.value, $1.weight) }
    for (value, weight) in all {
      if value == values.last {
        weights[weights.count - 1] += weight
      } else {
        values.append(value)
        weights.append(weight)
      }
    }
    let areWhole = all.allSatisfy { $0.weight == $0.weight.rounded() }
    weightError = areWhole && weights.allSatisfy { $0 < 0x1p53 } ? 0 : Double(x.count) * 0x1p-52
  }
}

extension Observations {
  /// The features that do not have one value alone.
  var differingFeatures: [Int] {
    (0..<dimensions).filter { box.least[$0] < box.greatest[$0] }
  }
}
