package import KMeansCore

/// Draws of points in proportion to their weights.
///
/// Weights that are whole stand for copies, side by side: a draw of one of Σw copies is the draw
/// that the copies themselves would have had.
package struct MassDraws: Sendable {
  /// Σ w of the points up to and with each, as copies; nil where weights are no copies.
  private let copies: [Int]?
  /// The same as numbers.
  private let masses: [Double]

  /// The most copies in all that are drawn as copies.
  package static let mostCopies = 10_000_000

  /// - Parameters:
  ///   - weights: 0 or more, not all 0, one a point.
  ///   - meaning: whether whole weights are copies.
  /// - Complexity: O(N).
  package init(_ weights: [Double], meaning: WeightMeaning = .copies) {
    var (total, mass) = (0, 0.0)
    copies = meaning.copies(of: weights, most: Self.mostCopies).map { counts in
      counts.map { count in
        total += count
        return total
      }
    }
    masses = weights.map { weight in
      mass += weight
      return mass
    }
  }

  /// How many copies there are; nil where weights are no copies.
  package var copyCount: Int? { copies?.last }

  /// Σ w.
  package var total: Double { masses.last ?? 0 }

  /// The point that a copy is of.
  ///
  /// - Parameter copy: 0 ..< `copyCount`.
  /// - Returns: its number.
  /// - Complexity: O(log N).
  package func point(ofCopy copy: Int) -> Int {
    guard let copies else { return 0 }
    return copies.partitioningIndex { $0 > copy }
  }

  /// The point of one draw, with replacement: a function of the random numbers and the draw's
  /// number.
  ///
  /// - Complexity: O(log N).
  package func point(_ random: CounterRandom, draw: Int) -> Int {
    if let count = copyCount { return point(ofCopy: random.below(count, draw)) }
    let place = random.uniform(draw) * total
    let found = masses.partitioningIndex { $0 > place }
    // Rounding may reach the end; the last point that weighs something is there.
    return found < masses.count ? found : masses.partitioningIndex { $0 >= total }
  }
}
