extension SweepReport {
  /// How long the parts of a sweep took, in seconds of the wall clock.
  public struct Seconds: Sendable, Encodable, Equatable {
    /// Reading and checking the input.
    public var read: Double
    /// Clustering and scoring.
    public var sweep: Double
    /// From the start of the program to its answer.
    public var total: Double

    /// Parts of a sweep.
    public init(read: Double = 0, sweep: Double = 0, total: Double = 0) {
      self.read = read
      self.sweep = sweep
      self.total = total
    }
  }
}
