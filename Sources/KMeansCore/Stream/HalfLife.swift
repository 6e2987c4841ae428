extension StreamClusterer {
  /// After how much of a stream what came before counts half.
  public struct HalfLife: Hashable, Codable, Sendable {
    /// What a half-life is counted in.
    public enum Unit: String, Hashable, Codable, Sendable, CaseIterable {
      /// Points, whatever their weights.
      case points
      /// Batches.
      case batches
    }

    /// How many points or batches, 1 or more.
    public let count: Int
    /// Which of the two.
    public let unit: Unit

    /// A half-life of this number of points or batches.
    ///
    /// - Precondition: `count` ≥ 1.
    public init(_ count: Int, _ unit: Unit) {
      precondition(count >= 1, "a half-life is 1 or more")
      (self.count, self.unit) = (count, unit)
    }
  }
}

extension StreamClusterer.HalfLife: CustomStringConvertible {
  /// The number and the unit, as the command spells them: 10000points.
  public var description: String { "\(count)\(unit.rawValue)" }
}
