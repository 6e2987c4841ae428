/// What a run needed.
public struct RunFacts: Sendable {
  /// How long the parts took.
  public let seconds: RunFacts.Seconds
  /// The most memory that the process held, in bytes.
  public let peakMemoryBytes: Int

  /// What a run needed.
  public init(seconds: RunFacts.Seconds, peakMemoryBytes: Int) {
    self.seconds = seconds
    self.peakMemoryBytes = peakMemoryBytes
  }
}
