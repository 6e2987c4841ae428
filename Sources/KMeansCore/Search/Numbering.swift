/// What clusters get their numbers from.
enum Numbering {
  /// Their sizes, or their centroids.
  case order(Clusterer.Order)
  /// The centroids of another clustering, as the distance sees them.
  case reference(PointMatrix)
}
