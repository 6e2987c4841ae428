public import KMeansCore
public import KMeansModels

extension PipelineError {
  /// What is wrong with given centroids. Centroids count from 0.
  @nonexhaustive
  public enum CentroidProblem: Equatable, Sendable {
    /// There are not k of them.
    case count(found: Int, expected: Int)
    /// They have another d than the data.
    case columns(found: Int, expected: Int)
    /// They are those of a model that lacks a column of the data.
    case missingColumn(name: String, available: [String])
    /// They are those of a model that goes by another distance.
    case distance(found: Clusterer.Distance, expected: Clusterer.Distance)
    /// A value is so large that its square would overflow.
    case tooLarge(Double, centroid: Int, column: String)
    /// A value is so large once it is scaled.
    case scaledTooLarge(
      Double, scaled: Double, by: ScalingMethod, centroid: Int, column: String)
    /// Every value is 0 once it is scaled, where angles count.
    case noDirection(centroid: Int, by: ScalingMethod)
  }
}
