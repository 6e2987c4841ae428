extension EvaluateReport {
  /// How long the parts of an evaluation took, in seconds of the wall clock.
  public struct Seconds: Sendable, Encodable, Equatable {
    /// Reading and checking the input, the labels of a model included.
    public var read: Double
    /// The silhouette.
    public var silhouette: Double
    /// All other scores, and those against known labels.
    public var scores: Double
    /// From the start of the program to its answer.
    public var total: Double

    /// Parts of an evaluation.
    public init(read: Double = 0, silhouette: Double = 0, scores: Double = 0, total: Double = 0) {
      self.read = read
      self.silhouette = silhouette
      self.scores = scores
      self.total = total
    }
  }
}
