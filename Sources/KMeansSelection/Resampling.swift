import KMeansCore
import KMeansMetrics

/// Samples of points with replacement, as many as there are, and how labels by them compare.
struct Resampling {
  private let count: Int
  /// By mass, where weights mean copies; nil for every point alike.
  private let draws: MassDraws?
  /// Of all points; nil for 1 each.
  private let weights: [Double]?
  /// Whole weights that mean copies.
  private let copies: [Int]?

  /// The most draws of a sample by mass, or N where that is more: a smaller bootstrap has the same
  /// mean.
  static let mostDraws = 10_000_000

  /// - Complexity: O(N).
  init(_ x: Observations, _ meaning: WeightMeaning) {
    count = x.count
    weights = x.weights
    draws = x.weights.flatMap { meaning == .copies ? MassDraws($0) : nil }
    copies = x.weights.flatMap {
      meaning.copies(of: $0, most: ContingencyTable.greatestCount)
    }
  }

  /// What every point weighs in a sample: how often it was drawn; times its weight where weights
  /// mean shares.
  ///
  /// - Complexity: O(n·log N) for n draws.
  func weights(_ random: CounterRandom) -> [Double] {
    var counts = [Double](repeating: 0, count: count)
    guard let draws else {
      for draw in 0..<count { counts[random.below(count, draw)] += 1 }
      guard let weights else { return counts }
      return zip(counts, weights).map { $0 * $1 }
    }
    let most = max(count, Self.mostDraws)
    let size = draws.total < Double(most) ? max(1, Int(draws.total.rounded())) : most
    for draw in 0..<size { counts[draws.point(random, draw: draw)] += 1 }
    return counts
  }

  /// How two labellings of all points agree.
  ///
  /// - Complexity: O(N + c·log c) for c cells of their table.
  func adjustedRandIndex(_ first: [Int32], _ second: [Int32]) throws(MetricError) -> Double {
    if let copies {
      return try ContingencyTable(truth: first, labels: second, copies: copies).adjustedRandIndex
    }
    if draws != nil, let weights {
      return try WeightedAgreement(truth: first, labels: second, weights: weights)
        .adjustedRandIndex
    }
    return try ContingencyTable(truth: first, labels: second).adjustedRandIndex
  }
}

extension ClusterCountSweep.Settings {
  /// How many points the data count as: Σw, rounded, where weights mean copies.
  func points(of x: Observations) -> Int {
    guard x.weights != nil, weightMeaning == .copies else { return x.count }
    let total = x.totalWeight.rounded
    return total < 0x1p62 ? max(1, Int(total.rounded())) : .max
  }
}
