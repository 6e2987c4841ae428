/// What weights mean to scores.
///
/// Clusterings need no choice: means and sums of squares of copies are those of weights. Scores
/// that know how many points there are do.
public enum WeightMeaning: String, Sendable, CaseIterable {
  /// A point of weight w counts as w points: N is Σw. A weight that is not whole counts all the
  /// same, by the same formulas.
  case copies
  /// A point of weight w has the share w/Σw of the whole: N is how many points weigh more than 0,
  /// and all weights times a number change nothing.
  case shares

  /// N, given the number of points that weigh more than 0.
  func count(points: Int, totalWeight: Double) -> Double {
    self == .copies ? totalWeight : Double(points)
  }

  /// How much of a point is the point itself, which is no neighbour of its own: one of its copies,
  /// or all of it.
  func itself(_ weight: Double) -> Double { self == .copies ? min(1, weight) : weight }

  /// Weights as numbers of copies.
  ///
  /// - Parameters:
  ///   - weights: 0 or more, one a point.
  ///   - most: the most copies in all.
  /// - Returns: nil unless they mean copies, all are whole, and they add up to `most` at most.
  /// - Complexity: O(N).
  package func copies(of weights: [Double], most: Int) -> [Int]? {
    guard self == .copies else { return nil }
    var total = 0
    var counts: [Int] = []
    counts.reserveCapacity(weights.count)
    for weight in weights {
      guard weight <= Double(most), let count = Int(exactly: weight) else { return nil }
      total += count
      guard total <= most else { return nil }
      counts.append(count)
    }
    return counts
  }

  /// Weights that make a difference: nil where all points count as one point each.
  ///
  /// - Parameter weights: positive, one a point; nil for 1 each.
  /// - Returns: the weights, or nil.
  /// - Complexity: O(N).
  package func telling(_ weights: [Double]?) -> [Double]? {
    guard let weights, let first = weights.first else { return nil }
    let usual = self == .copies ? 1 : first
    return weights.allSatisfy { $0 == usual } ? nil : weights
  }
}
