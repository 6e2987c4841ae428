extension Clusterer {
  /// The order in which a result numbers its clusters. Points that lie equally near to several
  /// centroids belong to the lowest of these numbers.
  public enum Order: String, Sendable, CaseIterable, Codable {
    /// As the initialization drew them.
    case asFound = "none"
    /// The largest first, with weights the heaviest; equal ones by their centroids, feature by
    /// feature.
    case size
    /// By their centroids' first feature, then the second, and so on.
    case first
  }
}
