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
  /// Whether squares are known.
  private var hasSquares = true

  init(weight: Dyadic, count: Int) { (self.weight, self.count) = (weight, count) }

  /// Takes in the features of a survey after those that are known.
  mutating func append(_ survey: Survey) {
    let square = weight * weight
    for moments in survey.moments {
      let own = moments.spread(weight)
      means.append(moments.sum.quotient(by: weight))
      variances.append(own.quotient(by: square))
      sumOfSquares += moments.square
      spread += own
    }
    let points = Dyadic(count)
    for moments in survey.plain { unweightedSpread += moments.spread(points) }
  }

  /// Takes in all features by their sums Σ w·x alone: what goes by squares is NaN.
  mutating func replaceMeans(_ sums: [Dyadic]) {
    self = ColumnFacts(weight: weight, count: count)
    means = sums.map { $0.quotient(by: weight) }
    variances = sums.map { _ in .nan }
    hasSquares = false
  }

  /// Σᵢ wᵢ ‖xᵢ − x̄‖² about the weighted mean x̄.
  var totalSumOfSquares: Double { hasSquares ? spread.quotient(by: weight) : .nan }

  /// The mean of the unweighted population variances.
  var meanVariance: Double {
    guard hasSquares else { return .nan }
    return unweightedSpread.quotient(by: Dyadic(count) * Dyadic(count) * Dyadic(means.count))
  }
}

extension Survey.Moments {
  /// Σ w · Σ w·x² − (Σ w·x)², for the sum of the weights.
  fileprivate func spread(_ weight: Dyadic) -> Dyadic { weight * square - sum * sum }
}
