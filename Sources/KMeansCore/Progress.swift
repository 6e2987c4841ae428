extension Clusterer {
  /// How far a fit has come.
  public struct Progress: Sendable {
    /// The restart, from 0.
    public let restart: Int
    /// How many restarts there are.
    public let restarts: Int
    /// Iterations of this restart so far; 0 while its centroids are drawn.
    public let iteration: Int
    /// J after that iteration; nil while the centroids are drawn.
    public let objective: Double?
    /// Σ‖Δm‖² of that iteration, which is compared with the tolerance; nil while the centroids are
    /// drawn.
    public let centroidShift: Double?
  }
}
