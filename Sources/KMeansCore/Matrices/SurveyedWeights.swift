/// What points weigh in all, and where the weights lie.
struct SurveyedWeights: Sendable, Equatable, Codable {
  /// Σ w.
  private(set) var total: Dyadic
  /// Every weight is below 2^above and, where it is not 0, a multiple of 2^lowestBit.
  private(set) var range: FixedPointGrid.Range

  /// - Parameters:
  ///   - weights: one a point; nil for 1 each.
  ///   - count: how many points there are.
  /// - Complexity: O(N), or O(1) without weights.
  init(_ weights: [Double]?, count: Int) {
    guard let weights else {
      (total, range) = (Dyadic(count), FixedPointGrid.Range(above: 1, lowestBit: 0))
      return
    }
    var sum = ExactSum()
    var (above, lowest): (Int?, Int?)
    for weight in weights where weight > 0 {
      sum.add(weight)
      above = max(above ?? .min, Int(weight.exponent) + 1)
      lowest = min(lowest ?? .max, weight.lowestBit)
    }
    total = sum.value
    range = FixedPointGrid.Range(above: above ?? 1, lowestBit: lowest ?? 0)
  }

  /// What is known of weights that were surveyed elsewhere.
  init(total: Dyadic, range: FixedPointGrid.Range) { (self.total, self.range) = (total, range) }

  mutating func merge(_ other: SurveyedWeights) {
    // Points that weigh nothing have no range.
    if total.isZero || other.total.isZero {
      if total.isZero { range = other.range }
    } else {
      range.above = max(range.above, other.range.above)
      range.lowestBit = min(range.lowestBit, other.range.lowestBit)
    }
    total = total + other.total
  }
}

extension Double {
  /// The exponent of the last bit that is set, of a finite number other than 0.
  fileprivate var lowestBit: Int {
    let (_, magnitude, exponent) = decomposed
    return exponent + magnitude.trailingZeroBitCount
  }
}
