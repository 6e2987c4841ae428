extension Clusterer {
  /// How much is spent on a low J.
  public struct Quality: RawRepresentable, CaseIterable, Hashable, Codable, Sendable {
    /// The name, as the command spells it.
    public let rawValue: String
    /// What it does, in a line.
    public let summary: String
    /// Whether minima are made of other minima, which needs the variant `full`, drawn centroids and
    /// clusters of any size.
    package let searches: Bool
    /// How many starts there are, where nothing else is asked for; nil for as many as the
    /// initialization has.
    let usualStarts: Int?
    /// Makes the search for a task.
    private let make: @Sendable (SearchTask) -> any Search

    /// All of them, the quickest first: what names are read from, and what help and errors list. A
    /// new one is registered here.
    public static let allCases: [Quality] = [.fast, .better, .best]

    init(
      _ name: String, _ summary: String, usualStarts: Int? = nil,
      make: @escaping @Sendable (SearchTask) -> any Search
    ) {
      (rawValue, self.summary, self.usualStarts, self.make) = (name, summary, usualStarts, make)
      searches = usualStarts != nil
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

extension Clusterer.Quality: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}

extension Clusterer.Quality {
  /// The starts that are asked for, and no more.
  public static let fast = Clusterer.Quality("fast", "the starts alone") {
    $0.configuration.variant.search($0)
  }
}
