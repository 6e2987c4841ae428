extension RunFacts {
  /// How long the parts of a run took, in seconds of the wall clock.
  public struct Seconds: Sendable, Encodable, Equatable {
    /// Reading and checking the input, given centroids and scaling included.
    public var read: Double
    /// Drawing the first centroids, over all restarts.
    public var initialize: Double
    /// Assignments and updates, over all restarts.
    public var iterate: Double
    /// Writing files.
    public var write: Double
    /// From the start of the program to its answer.
    public var total: Double

    /// Parts of a run.
    public init(
      read: Double = 0, initialize: Double = 0, iterate: Double = 0, write: Double = 0,
      total: Double = 0
    ) {
      self.read = read
      self.initialize = initialize
      self.iterate = iterate
      self.write = write
      self.total = total
    }
  }
}
