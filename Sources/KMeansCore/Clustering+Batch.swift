extension Clustering {
  /// How far a fit in nested batches came.
  public struct BatchAccount: Sendable, Hashable, Codable {
    /// How many points the last batch had.
    public let points: Int
    /// How many points all steps looked at, over N.
    public let epochs: Double
    /// Whether `Clusterer.Configuration.epochs` ended the run.
    public let isLimitedByEpochs: Bool
  }
}
