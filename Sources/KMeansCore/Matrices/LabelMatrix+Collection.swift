extension LabelMatrix: RandomAccessCollection {
  /// 0.
  public var startIndex: Int { 0 }
  /// N.
  public var endIndex: Int { values.count }

  /// The label of point `point`, 0 ..< k.
  ///
  /// - Complexity: O(1).
  public subscript(point: Int) -> Int { Int(values[point]) }
}

extension LabelMatrix: Codable {
  private enum CodingKeys: CodingKey {
    case clusters, labels
  }

  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError`, also for a label that is not in 0 ..< k.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      clusters: container.decode(Int.self, forKey: .clusters),
      labels: container.decode([Int32].self, forKey: .labels))
  }

  /// Writes k and the labels.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(clusters, forKey: .clusters)
    try container.encode(values, forKey: .labels)
  }
}

extension LabelMatrix: CustomStringConvertible {
  /// The shape, such as "4 × 21613 labels".
  public var description: String { "\(clusters) × \(count) labels" }
}
