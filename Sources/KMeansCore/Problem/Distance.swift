extension Clusterer {
  /// The distance between points, which decides what is minimised.
  public struct Distance: RawRepresentable, CaseIterable, Hashable, Codable, Sendable {
    /// The name, as the command spells it.
    public let rawValue: String
    /// What it is, in a line.
    public let summary: String
    /// What is minimised.
    let problem: any Problem

    /// All of them: what names are read from, what help and errors list, and what the tests try. A
    /// new one is registered here.
    public static let allCases: [Distance] = [.euclidean, .cosine]

    init(_ name: String, _ summary: String, _ problem: any Problem) {
      (rawValue, self.summary, self.problem) = (name, summary, problem)
    }

    /// The one of that name, if there is one.
    public init?(rawValue: String) {
      guard let named = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = named
    }

    /// The points as this distance sees them: unit vectors for the cosine, else as they are.
    ///
    /// - Parameters:
    ///   - x: X, d × N.
    ///   - threads: nil for all processors; the values are the same for any number.
    /// - Returns: d × N; X itself where the distance takes points as they are.
    /// - Throws: `ObservationError.notFinite`, or `.noDirection` for a point of zeros.
    /// - Complexity: O(N·d).
    public func seen(
      _ x: PointMatrix, threads: Int? = nil
    ) throws(ObservationError) -> PointMatrix {
      try problem.seen(x, kernels: .current, threads: threads ?? Chunks.processors) ?? x
    }
  }
}
