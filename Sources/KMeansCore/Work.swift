extension Clustering {
  /// What a run has computed.
  public struct Work: Sendable, Hashable, Codable {
    /// Squared distances between a point and a centroid that were computed or screened.
    public internal(set) var distances = 0
    /// Points whose label the screens left open, decided by exact distances to all centroids left.
    public internal(set) var truths = 0
    /// Points whose label bounds proved unchanged without any distance.
    public internal(set) var pointsSkipped = 0

    static func += (total: inout Work, other: Work) {
      total.distances += other.distances
      total.truths += other.truths
      total.pointsSkipped += other.pointsSkipped
    }
  }
}
