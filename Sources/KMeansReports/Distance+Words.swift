import KMeansCore
import KMeansModels

/// What the numbers of a distance are called.
extension Clusterer.Distance {
  /// What centroids are.
  ///
  /// - Parameter scaling: between the input and the space that was clustered.
  /// - Returns: words after "Cluster ".
  func centroids(_ scaling: ScalingMethod) -> String {
    if self != .cosine { return "means (in the units of the input)" }
    return scaling == .none
      ? "directions (of length 1)" : "directions (put back into the units of the input)"
  }

  /// What J sums up.
  var terms: String { self == .cosine ? "1 - cos" : "squares" }
}
