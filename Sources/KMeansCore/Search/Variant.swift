extension Clusterer {
  /// How starts are spent on a clustering.
  public struct Variant: RawRepresentable, CaseIterable, Hashable, Codable, Sendable {
    /// The name, as the command spells it.
    public let rawValue: String
    /// What it does, in a line.
    public let summary: String
    /// Whether clusters come about by splits, which draw their own centroids and number clusters.
    package let splits: Bool
    /// Whether its searches write down how far they are, and go on from there.
    package let writesCheckpoints: Bool
    /// Makes the search for a task.
    private let make: @Sendable (SearchTask) -> any Search

    /// All of them: what names are read from, and what help and errors list. A new one is
    /// registered here.
    public static let allCases: [Variant] = [
      .full, .bisecting, .bisectingLargest, .miniBatch,
    ]

    init(
      _ name: String, _ summary: String, splits: Bool = false, writesCheckpoints: Bool = false,
      make: @escaping @Sendable (SearchTask) -> any Search
    ) {
      (rawValue, self.summary, self.splits, self.make) = (name, summary, splits, make)
      self.writesCheckpoints = writesCheckpoints
    }

    /// The one of that name, if there is one.
    public init?(rawValue: String) {
      guard let named = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = named
    }

    /// The search for a task.
    func search(_ task: SearchTask) -> any Search { make(task) }
  }
}

extension Clusterer.Variant: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
