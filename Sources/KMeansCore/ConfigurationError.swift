/// Why a configuration cannot be built.
@nonexhaustive
public enum ConfigurationError: Error, Equatable, Sendable {
  /// k is not in 1 … 2^31 − 1.
  case clusters(Int)
  /// The number of starts is not in 1 … `Clusterer.Configuration.mostRestarts`.
  case restarts(Int)
  /// The number of rounds of k-means|| is not in 1 … 2^20.
  case rounds(Int)
  /// The number of iterations is below 1.
  case iterationLimit(Int)
  /// The tolerance is negative or not finite.
  case tolerance(Double)
  /// The number of threads is below 1.
  case threads(Int)
  /// The time limit is not positive.
  case timeLimit(Duration)
  /// The number of epochs is not positive.
  case epochs(Double)
  /// The number of points of the first batch is below 1.
  case batch(Int)
  /// The number of generations is negative.
  case effort(Int)
  /// Generations are set, but the quality has none.
  case noEffort(Clusterer.Quality)
  /// A quality is set together with a setting that its search does not have, which `beside` names.
  case quality(Clusterer.Quality, beside: String)
  /// Epochs or a batch are set, but the variant looks at all points.
  case noBatches(Clusterer.Variant)
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
  /// More centroids shall stay than are given, or fewer than none.
  case frozenClusters(Int, given: Int)
  /// Clusters are to get other numbers, but frozen ones keep theirs.
  case frozenNumbers
  /// Clusters are to get their numbers both by an order and from a reference.
  case orderAndReference(Clusterer.Order)
  /// There is a reference for numbers, but clusters are numbered by their splits.
  case reference(Clusterer.Variant)
  /// A centroid of the reference has a value that is not finite or too large, or for the cosine no
  /// direction (index from 0).
  case referenceValue(centroid: Int)
  /// A stream is to have another distance or variant, limits on sizes, frozen clusters, or a
  /// reference.
  case stream
  /// What a stream wrote down does not fit together.
  case streamState
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
    case .rounds(let found):
      "the number of rounds of k-means|| is \(found); it must be at "
        + (found < 1 ? "least 1" : "most \(KMeansParallel.mostRounds)")
    case .iterationLimit(let found): "the iteration limit is \(found); it must be at least 1"
    case .tolerance(let found): "the tolerance is \(found); it must be 0 or a positive number"
    case .threads(let found): "the number of threads is \(found); it must be at least 1"
    case .timeLimit(let found): "the time limit is \(found); it must be positive"
    case .epochs(let found): "the number of epochs is \(found); it must be more than 0"
    case .batch(let found): "the first batch has \(found) points; it must have at least 1"
    case .effort(let found): "the effort is \(found) generations; it must be at least 0"
    case .noEffort(let quality):
      "an effort is for the quality \(Clusterer.Quality.best), not for \(quality)"
    case .quality(let quality, let beside):
      "the quality \(quality) searches on its own, and cannot be had with \(beside); leave either "
        + "out"
    case .noBatches(let variant):
      "epochs and batches are for the variant \(Clusterer.Variant.miniBatch), not for \(variant)"
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
      "\(variant) k-means "
        + (variant.splits
          ? "splits clusters wherever that lowers J most" : "looks at some of the points at a time")
        + ", and cannot keep limits on sizes; leave either out"
    case .centroidCount(let found, let expected):
      "there \(found == 1 ? "is" : "are") "
        + "\(found.counted("given centroid")) for k = \(expected); give as many as clusters"
    case .centroidValue(let centroid, let feature, let value):
      "feature \(feature) of given centroid \(centroid) is \(value); it must be finite and scaled"
    case .frozenClusters(let found, let given):
      "\(found) centroids shall stay as they are, and \(given) are given; give at least as many, "
        + "and let 0 or more stay"
    case .frozenNumbers:
      "frozen clusters keep their numbers, and the others come after them; leave the order and the "
        + "reference out"
    case .orderAndReference(let order):
      "clusters get their numbers by the order \(order.rawValue) or from a reference, not by both; "
        + "leave one of them out"
    case .reference(let variant):
      "\(variant) k-means numbers clusters by their splits; leave the reference out"
    case .referenceValue(let centroid):
      "centroid \(centroid) of the reference has a value that is not finite or too large, or no "
        + "direction, which the cosine needs; give another"
    case .stream:
      "a stream is k-means by squared distances, without limits on sizes, frozen clusters or "
        + "numbers from a reference; leave these out"
    case .streamState:
      "the state of the stream does not fit together; write it anew"
    case .centroidWithoutDirection(let centroid):
      "given centroid \(centroid) is all 0; it has no direction, which the cosine needs; give "
        + "another"
    }
  }
}
