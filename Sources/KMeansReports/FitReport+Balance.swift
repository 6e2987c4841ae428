import KMeansCore

extension FitReport {
  /// That sizes keep their limits, and how good the assignment is; nil where there are no limits.
  var balanceSentence: String? {
    clustering.balance.map { Self.sentence($0, clustering.sizes) }
  }

  /// Sizes, limits and proof in a sentence.
  private static func sentence(_ balance: Clustering.Balance, _ sizes: [Int]) -> String {
    let (low, high) = (sizes.min() ?? 0, sizes.max() ?? 0)
    let range =
      low == high
      ? "Every cluster has \(NumberText.count(low, "point")), as asked; "
      : "Clusters have \(NumberText.count(low)) to \(NumberText.count(high, "point")), as asked ("
        + "\(NumberText.count(balance.least)) to \(NumberText.count(balance.most))); "
    if balance.isProven { return range + "the assignment is proven to be optimal (gap 0)." }
    let share = NumberText.percent(balance.gap / balance.primal)
    return range + "the assignment costs at most \(share) more than an optimal one."
  }
}

/// The limits on sizes, and the proof of the assignment, in JSON.
struct CodedBalance: Encodable {
  let minSize: Int
  let maxSize: Int
  let primal: Double
  let dual: Double
  let gap: Double
  let prices: [Double]
  let unit: Double

  init(_ balance: Clustering.Balance) {
    (minSize, maxSize) = (balance.least, balance.most)
    (primal, dual, gap) = (balance.primal, balance.dual, balance.gap)
    (prices, unit) = (balance.prices, balance.unit)
  }
}
