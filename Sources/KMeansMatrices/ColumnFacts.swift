/// What runs need to know of the columns: two numbers a feature and three of all, exact, each
/// rounded once.
struct ColumnFacts: Sendable {
  /// Σ w.
  let weight: Dyadic
  /// N.
  private let count: Int
  /// The weighted mean and the weighted population variance of every feature.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  /// Q = Σᵢ wᵢ ‖xᵢ‖².
  private(set) var sumOfSquares = Dyadic.zero
  /// Σ w · Σ w·x_l² − (Σ w·x_l)², summed over the features l; and the same with every weight 1.
  private var spread = Dyadic.zero
  private var unweightedSpread = Dyadic.zero

  init(weight: Dyadic, count: Int, dimensions: Int) {
    (self.weight, self.count) = (weight, count)
    means.reserveCapacity(dimensions)
    variances.reserveCapacity(dimensions)
  }

  /// Takes in the next features.
  ///
  /// - Parameters:
  ///   - number: how many.
  ///   - moments: theirs, from 0.
  ///   - unweighted: the same with every weight 1; nil where every weight is.
  mutating func append(_ number: Int, _ moments: ColumnMoments, unweighted: ColumnMoments?) {
    let square = weight * weight
    let points = Dyadic(count)
    for feature in 0..<number {
      let (sum, squares) = (moments.sum(feature), moments.square(feature))
      let own = weight * squares - sum * sum
      means.append(sum.quotient(by: weight))
      variances.append(own.quotient(by: square))
      sumOfSquares += squares
      spread += own
      if let unweighted {
        let sum = unweighted.sum(feature)
        unweightedSpread += points * unweighted.square(feature) - sum * sum
      } else {
        unweightedSpread += own
      }
    }
  }

  /// Σᵢ wᵢ ‖xᵢ − x̄‖² about the weighted mean x̄.
  var totalSumOfSquares: Double { spread.quotient(by: weight) }

  /// The mean of the unweighted population variances.
  var meanVariance: Double {
    unweightedSpread.quotient(by: Dyadic(count) * Dyadic(count) * Dyadic(means.count))
  }
}
