import KMeansCore

extension FitReport {
  /// That clusters keep their limits, and how good the assignment is; nil where there are none.
  var balanceSentence: String? {
    clustering.balance.map { Self.sizes($0) + "; " + Self.proof($0) }
  }

  private static func sizes(_ balance: Clustering.Balance) -> String {
    let (low, high) = (balance.sums.min() ?? 0, balance.sums.max() ?? 0)
    if balance.measure == .weight {
      return "Clusters weigh \(NumberText.short(low)) to \(NumberText.short(high)), as asked "
        + "(\(NumberText.short(balance.least)) to \(NumberText.short(balance.most)))"
    }
    if low == high {
      return "Every cluster has \(NumberText.count(Int(low), "point")), as asked"
    }
    let (least, most) = (Int(balance.least), Int(balance.most))
    // No cluster can have more than all points.
    let asked =
      most >= Int(balance.sums.reduce(0, +))
      ? "at least \(NumberText.count(least))"
      : least == 0
        ? "at most \(NumberText.count(most))"
        : "\(NumberText.count(least)) to \(NumberText.count(most))"
    return
      "Clusters have \(NumberText.count(Int(low))) to \(NumberText.count(Int(high), "point")), "
      + "as asked (\(asked))"
  }

  private static func proof(_ balance: Clustering.Balance) -> String {
    if balance.isProven { return "the assignment is proven to be optimal (gap 0)." }
    let share = NumberText.short(100 * balance.gap / max(balance.dual, .leastNonzeroMagnitude))
    return "the assignment costs at most \(share) % more than an optimal one."
  }
}

/// The limits on clusters, and the proof of the assignment, in JSON.
struct CodedBalance: Encodable {
  let minSize: Int?
  let maxSize: Int?
  let minWeight: Double?
  let maxWeight: Double?
  let weights: [Double]?
  let primal: Double
  let dual: Double
  let gap: Double
  let prices: [Double]
  let unit: Double

  init(_ balance: Clustering.Balance) {
    let isOfPoints = balance.measure == .points
    minSize = isOfPoints ? Int(balance.least) : nil
    maxSize = isOfPoints ? Int(balance.most) : nil
    minWeight = isOfPoints ? nil : balance.least
    maxWeight = isOfPoints ? nil : balance.most
    weights = isOfPoints ? nil : balance.sums
    (primal, dual, gap) = (balance.primal, balance.dual, balance.gap)
    (prices, unit) = (balance.prices, balance.unit)
  }
}
