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

  /// What counts of points.
  var what: String { self == .cosine ? "directions" : "points" }

  /// What is said of points between which there is no distance.
  var equality: String {
    self == .cosine ? "all points have the same direction" : "all points are equal"
  }

  /// What J sums up.
  var terms: String { self == .cosine ? "1 - cos" : "squares" }
}
