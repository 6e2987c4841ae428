import KMeansCore
import KMeansModels

/// The words for a distance: no other file of the reports asks which one it is.
extension Clusterer.Distance {
  /// What centroids are.
  ///
  /// - Parameter scaling: between the input and the space that was clustered.
  /// - Returns: words after "Cluster ".
  func centroids(_ scaling: ScalingMethod) -> String {
    if !isDirectional { return "\(centers) (in the units of the input)" }
    return scaling == .none
      ? "\(centers) (of length 1)" : "\(centers) (put back into the units of the input)"
  }

  /// The method, within a sentence.
  var method: String { isDirectional ? "spherical k-means" : "k-means" }

  /// What one calls centroids.
  var centers: String { isDirectional ? "directions" : "means" }

  /// What counts of points.
  var what: String { isDirectional ? "directions" : "points" }

  /// What is said of points between which there is no distance.
  var equality: String {
    isDirectional ? "all points have the same direction" : "all points are equal"
  }

  /// What J sums up.
  var terms: String { isDirectional ? "1 − cos" : "squares" }
}
