import KMeansCore

/// The values of a column in ascending order, each with its weight, for quantiles.
///
/// A quantile lies between neighbours by their distance, as NumPy and scikit-learn have it. Whole
/// weights count as numbers of copies. Other weights are first multiplied by one number, so that
/// their mean is 1. They then sum to the number of values, as weights of 1 do, and multiplying all
/// weights by a number changes nothing (F. E. Harrell's `wtd.quantile` of R's Hmisc, with `normwt`
/// for weights that are not whole).
/// Values of weight 0 do not exist.
package struct OrderedValues {
  /// Ascending.
  private let values: [Double]
  /// Σ w up to and with every value; nil where each counts once.
  private let ends: [Double]?

  /// The values of a feature.
  ///
  /// - Complexity: O(N·log N).
  init(_ x: Observations, feature: Int) {
    let rows = x.rows
    self.init((0..<x.count).map { rows[feature, $0] }, weights: x.weights)
  }

  /// Values in any order, at least one of which weighs something.
  ///
  /// - Parameters:
  ///   - found: the values.
  ///   - weights: one a value, 0 or more; nil for 1 each.
  /// - Complexity: O(N·log N).
  package init(_ found: [Double], weights: [Double]?) {
    guard let weights else {
      values = found.sorted()
      ends = nil
      return
    }
    let sorted = weights.indices.filter { weights[$0] > 0 }
      .map { (value: found[$0], weight: weights[$0]) }.sorted { $0.value < $1.value }
    let total = sorted.reduce(0) { $0 + $1.weight }
    let isWhole = sorted.allSatisfy { $0.weight.rounded(.towardZero) == $0.weight }
    let unit = isWhole && total < 0x1p53 ? 1 : total / Double(sorted.count)
    var end = 0.0
    values = sorted.map(\.value)
    ends = sorted.map {
      end += $0.weight / unit
      return end
    }
  }

  /// The value below which a share of the others lies.
  ///
  /// - Complexity: O(log N).
  package func quantile(_ share: Double) -> Double {
    let count = ends?.last ?? Double(values.count)
    let position = max(0, share * (count - 1))
    let lower = position.rounded(.down)
    let fraction = position - lower
    let (low, high) = (value(at: lower), value(at: min(lower + 1, max(0, count - 1))))
    let step = high - low
    // From the nearer neighbour, so that fractions near 1 lose nothing.
    return fraction < 0.5 ? low + step * fraction : high - step * (1 - fraction)
  }

  /// The value at a place from 0 in the order of all copies.
  private func value(at place: Double) -> Double {
    guard let ends else { return values[Int(place)] }
    return values[min(ends.partitioningIndex { $0 > place }, values.count - 1)]
  }
}
