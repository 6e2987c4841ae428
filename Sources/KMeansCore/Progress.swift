extension Clusterer {
  /// How far a fit has come: before the centroids of a start are drawn, while they are drawn, and
  /// after every iteration.
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
    /// How far the draw of the first centroids has come; nil before it has taken a tenth of a
    /// second, and once it has ended.
    public var seeding: Seeding?

    /// How far the draw of the first centroids has come.
    ///
    /// `progress` is called with one about ten times a second, so that short draws tell nothing.
    public struct Seeding: Sendable, Equatable {
      /// How many points are drawn. With k-means++ each is a centroid; k-means|| draws more, and
      /// makes centroids of them when all are drawn.
      public let drawn: Int
      /// How many will be drawn, as far as is known.
      public let expected: Int
      /// How long the draw has taken.
      public let elapsed: Duration
    }

    /// How far a search for a low J has come.
    public struct Search: Sendable {
      /// How many generations are done.
      public let generation: Int
      /// How many minima had the least J so far.
      public let found: Int
    }
  }
}
