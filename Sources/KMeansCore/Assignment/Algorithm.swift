extension Clusterer {
  /// How the assignment step is done. All give the same bits; they differ in time alone.
  ///
  /// For compressed rows, all but `textbook` are the same: Lloyd's algorithm that looks only at
  /// points whose label may have changed, and only at their stored values.
  public struct Algorithm: RawRepresentable, CaseIterable, Hashable, Codable, Sendable {
    /// The name, as the command spells it.
    public let rawValue: String
    /// What it does, in a line.
    public let summary: String
    /// Makes the assignment for some points and k clusters.
    private let make: @Sendable (Prepared, _ clusters: Int, Execution) -> any Assignment
    /// Whether it reads compressed rows as they are; the others leave them to `SparseLloyd`.
    private let readsCompressedRows: Bool

    /// All of them: what names are read from, what help and errors list, and what the equality
    /// tests compare with `textbook`. A new one is registered here.
    public static let allCases: [Algorithm] = [
      .auto, .textbook, .direct, .lloyd, .hamerly, .bytes, .axes, .filtering,
    ]

    init(
      _ name: String, _ summary: String, readsCompressedRows: Bool = false,
      make: @escaping @Sendable (Prepared, _ clusters: Int, Execution) -> any Assignment
    ) {
      (rawValue, self.summary, self.make) = (name, summary, make)
      self.readsCompressedRows = readsCompressedRows
    }

    /// The one of that name, if there is one.
    public init?(rawValue: String) {
      guard let named = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = named
    }

    /// The assignment for some points and k clusters.
    func assignment(
      _ prepared: Prepared, clusters: Int, execution: Execution
    ) -> any Assignment {
      if prepared.x.points.isCompressed && !readsCompressedRows {
        return SparseLloyd(prepared, execution: execution)
      }
      return make(prepared, clusters, execution)
    }
  }
}

extension Clusterer.Algorithm: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
