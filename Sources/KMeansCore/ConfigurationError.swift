/// Why a configuration cannot be built.
@nonexhaustive
public enum ConfigurationError: Error, Equatable, Sendable {
  /// k is not in 1 … 2^31 − 1.
  case clusters(Int)
  /// The number of starts is not in 1 … `Clusterer.Configuration.mostRestarts`.
  case restarts(Int)
  /// The number of iterations is below 1.
  case iterationLimit(Int)
  /// The tolerance is negative or not finite.
  case tolerance(Double)
  /// The number of threads is below 1.
  case threads(Int)
  /// The time limit is not positive.
  case timeLimit(Duration)
  /// Centroids are given, but every split draws its own.
  case givenCentroids(Clusterer.Variant)
  /// An order is asked for, but clusters are numbered by their splits.
  case order(Clusterer.Order, Clusterer.Variant)
  /// The least size of clusters is negative.
  case leastSize(Int)
  /// The greatest size of clusters is below 1.
  case mostSize(Int)
  /// The least size of clusters is above the greatest.
  case sizes(least: Int, most: Int)
  /// The least weight of clusters is negative or not finite.
  case leastWeight(Double)
  /// The greatest weight of clusters is not positive or not finite.
  case mostWeight(Double)
  /// The least weight of clusters is above the greatest.
  case weights(least: Double, most: Double)
  /// Sizes have limits, but clusters are split one by one.
  case sizeLimits(Clusterer.Variant)
  /// There are `found` given centroids, not k.
  case centroidCount(found: Int, expected: Int)
  /// Every value of a given centroid is 0, where directions count.
  case centroidWithoutDirection(centroid: Int)
  /// A given centroid's value is not finite or not below 2^480 in size (indices from 0).
  case centroidValue(centroid: Int, feature: Int, value: Double)
}

extension ConfigurationError: CustomStringConvertible {
  /// One sentence: the setting, its value, and what it may be.
  public var description: String {
    switch self {
    case .clusters(let found):
      "k is \(found); it must be at " + (found < 1 ? "least 1" : "most \(Int32.max)")
    case .restarts(let found):
      "the number of restarts is \(found); it must be at "
        + (found < 1 ? "least 1" : "most \(Clusterer.Configuration.mostRestarts)")
    case .iterationLimit(let found): "the iteration limit is \(found); it must be at least 1"
    case .tolerance(let found): "the tolerance is \(found); it must be 0 or a positive number"
    case .threads(let found): "the number of threads is \(found); it must be at least 1"
    case .timeLimit(let found): "the time limit is \(found); it must be positive"
    case .givenCentroids(let variant):
      "\(variant) k-means draws the centroids of every split; leave given centroids out"
    case .order(let order, let variant):
      "\(variant) k-means numbers clusters by their splits; leave the order \(order.rawValue) out"
    case .leastSize(let found):
      "the least size of clusters is \(found); it must be at least 0"
    case .mostSize(let found):
      "the greatest size of clusters is \(found); it must be at least 1"
    case .sizes(let least, let most):
      "the least size of clusters is \(least), above the greatest, \(most); exchange them"
    case .leastWeight(let found):
      "the least weight of clusters is \(found); it must be 0 or a positive number"
    case .mostWeight(let found):
      "the greatest weight of clusters is \(found); it must be a positive number"
    case .weights(let least, let most):
      "the least weight of clusters is \(least), above the greatest, \(most); exchange them"
    case .sizeLimits(let variant):
      "\(variant) k-means splits clusters wherever that lowers J most, and cannot keep limits on "
        + "sizes; leave either out"
    case .centroidCount(let found, let expected):
      "there \(found == 1 ? "is" : "are") "
        + "\(found.counted("given centroid")) for k = \(expected); give as many as clusters"
    case .centroidValue(let centroid, let feature, let value):
      "feature \(feature) of given centroid \(centroid) is \(value); it must be finite and scaled"
    case .centroidWithoutDirection(let centroid):
      "given centroid \(centroid) is all 0; it has no direction, which the cosine needs; give "
        + "another"
    }
  }
}
