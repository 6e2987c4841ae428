/// How much every cluster may have, in whole numbers: points, or units of weight.
struct ClusterLimits: Sendable {
  /// From the least to the most.
  let range: ClosedRange<Int>
  /// What points take of it; nil for 1 each of positive weight.
  let amounts: [Int]?
  /// How much a unit is: 1 point, or a power of two of weight.
  let unit: Double
  /// The limits as they were asked for.
  let least: Double
  let most: Double
  /// What all points take.
  let total: Int

  /// Limits on numbers of points.
  init(points: ClosedRange<Int>, total: Int) {
    (range, amounts, unit, self.total) = (points, nil, 1, total)
    (least, most) = (Double(points.lowerBound), Double(points.upperBound))
  }

  /// Limits on sums of weights.
  ///
  /// Weights are multiples of a unit where these are few enough to be counted; of others, as of
  /// 0.1, each is rounded to a unit of about 2^-51 of their sum, and limits hold to within N units.
  ///
  /// - Parameters:
  ///   - weights: w, at least one positive.
  ///   - least: nil for 0.
  ///   - most: nil for the sum.
  /// - Complexity: O(N).
  init(weights: [Double], least: Double?, most: Double?) {
    let sum = weights.reduce(0, +)
    let lowest =
      weights.lazy.filter { $0 > 0 }.map {
        Int($0.exponent) - 52 + $0.significandBitPattern.trailingZeroBitCountOfFraction
      }.min() ?? 0
    // Σ w < 2^51 units, with room for roundings of the sum.
    let needed = Int((sum * (1 + 0x1p-20)).exponent) - 50
    let exponent = max(lowest, needed)
    let unit = Double.powerOfTwo(exponent)
    let amounts = weights.map { Int(Int64(fitting: ($0 / unit).rounded())) }
    let total = amounts.reduce(0, +)
    let slack = exponent > lowest ? Double(weights.count) : 0
    let low = min(max(0, ((least ?? 0) / unit - slack).rounded(.up)), 0x1p52)
    let high = min(((most ?? sum) / unit + slack).rounded(.down), 0x1p52)
    (self.unit, self.amounts, self.total) = (unit, amounts, total)
    range = Int(low)...max(Int(low), most == nil ? total : Int(high))
    (self.least, self.most) = (least ?? 0, most ?? sum)
  }

  private init(_ range: ClosedRange<Int>, part: ClusterLimits, amounts: [Int]?, total: Int) {
    (self.range, self.amounts, unit, self.total) = (range, amounts, part.unit, total)
    (least, most) = (part.least, part.most)
  }

  /// The limits for some of the points.
  ///
  /// - Parameters:
  ///   - rows: the points.
  ///   - weights: of all points.
  /// - Returns: limits in proportion to what the points take, widened by a unit.
  func sampled(_ rows: [Int], weights: [Double]?) -> ClusterLimits {
    let own = amounts.map { amounts in rows.map { amounts[$0] } }
    let part =
      own?.reduce(0, +) ?? weights.map { weights in rows.count { weights[$0] > 0 } } ?? rows.count
    let share = Double(part) / Double(max(1, total))
    // Rounded so that no k times them exclude the part.
    let low = Int((Double(range.lowerBound) * share).rounded(.down)) - 1
    let high = Int((Double(range.upperBound) * share).rounded(.up)) + 1
    return ClusterLimits(max(0, low)...max(1, high), part: self, amounts: own, total: part)
  }

  /// About how many points have an amount.
  func points(_ amount: Int, of count: Int) -> Int {
    amounts == nil
      ? amount : Int((Double(amount) / Double(max(1, total)) * Double(count)).rounded(.up))
  }

  /// By how much an amount breaks the limits.
  @inline(__always)
  func excess(_ amount: Int) -> Int {
    max(0, amount - range.upperBound) + max(0, range.lowerBound - amount)
  }
}

extension UInt64 {
  /// How many of the lowest of 52 bits are 0.
  fileprivate var trailingZeroBitCountOfFraction: Int {
    Swift.min(52, trailingZeroBitCount)
  }
}
