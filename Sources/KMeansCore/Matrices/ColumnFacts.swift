/// What runs need to know of the columns: two numbers a feature and three of all, exact, each
/// rounded once.
struct ColumnFacts: Sendable {
  /// Σ w.
  let weight: Dyadic
  /// d.
  private var dimensions = 0
  /// The weighted mean and the weighted population variance of every feature, as far as they are
  /// known.
  private var known = Columns()
  /// A number that no column's variance exceeds.
  private(set) var greatestVariance = Double.infinity
  /// Those that are found when they are first wanted.
  private var later: LaterColumns?
  /// Q = Σᵢ wᵢ ‖xᵢ‖².
  private(set) var sumOfSquares = Dyadic.zero
  /// Σ w · Σ w·x_l² − (Σ w·x_l)², summed over the features l.
  private var spread = Dyadic.zero
  /// Whether squares are known.
  private var hasSquares = true

  /// Two numbers a feature.
  struct Columns {
    var means: [Double] = []
    var variances: [Double] = []
  }

  init(weight: Dyadic) { self.weight = weight }

  /// The facts of compressed rows without weights, by what their columns are in all.
  ///
  /// - Parameters:
  ///   - rows: X, whose columns are read again where means or variances are wanted.
  ///   - totals: what the columns are in all.
  init(_ rows: PointMatrix, totals: CompressedSurvey.Totals) {
    (weight, dimensions) = (Dyadic(rows.count), rows.dimensions)
    sumOfSquares = totals.squares
    spread = weight * totals.squares - totals.squaredSums
    later = LaterColumns(rows)
    greatestVariance = totals.greatestVariance
  }

  /// The weighted mean of every feature.
  var means: [Double] { later?.columns.means ?? known.means }

  /// The weighted population variance of every feature.
  var variances: [Double] { later?.columns.variances ?? known.variances }

  /// Takes in the features of a survey after those that are known.
  mutating func append(_ survey: Survey) {
    let square = weight * weight
    for moments in survey.moments {
      let own = moments.spread(weight)
      known.means.append(moments.sum.quotient(by: weight))
      known.variances.append(own.quotient(by: square))
      sumOfSquares += moments.square
      spread += own
    }
    dimensions += survey.moments.count
  }

  /// Takes in all features by their sums Σ w·x alone: what goes by squares is NaN.
  mutating func replaceMeans(_ sums: [Dyadic]) {
    self = ColumnFacts(weight: weight)
    dimensions = sums.count
    known.means = sums.map { $0.quotient(by: weight) }
    known.variances = sums.map { _ in .nan }
    hasSquares = false
  }

  /// Σᵢ wᵢ ‖xᵢ − x̄‖² about the weighted mean x̄.
  var totalSumOfSquares: Double { hasSquares ? spread.quotient(by: weight) : .nan }

  /// The mean of the weighted population variances.
  var meanVariance: Double {
    guard hasSquares else { return .nan }
    return spread.quotient(by: weight * weight * Dyadic(dimensions))
  }
}

extension Survey.Moments {
  /// Σ w · Σ w·x² − (Σ w·x)², for the sum of the weights.
  fileprivate func spread(_ weight: Dyadic) -> Dyadic { weight * square - sum * sum }
}
