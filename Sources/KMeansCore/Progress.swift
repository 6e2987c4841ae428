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
    /// How far a search for a low J has come; nil while there is none. `objective` is then the
    /// least J so far.
    public var search: Search?

    /// How far a search for a low J has come.
    public struct Search: Sendable {
      /// How many generations are done.
      public let generation: Int
      /// How many minima had the least J so far.
      public let found: Int
    }
  }
}
