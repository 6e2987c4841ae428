extension BoundingBox: Codable {
  /// A box as it is written down: numbers by their bits, for they may be infinite.
  private struct Written: Codable {
    let least: [UInt64]
    let greatest: [UInt64]
    let leastMagnitude: [UInt64]
    let hasNaN: Bool
    let fractionBits: Int
    let isInteger: Bool
  }

  package func encode(to encoder: any Encoder) throws {
    try Written(
      least: least.map(\.bitPattern), greatest: greatest.map(\.bitPattern),
      leastMagnitude: leastMagnitude.map(\.bitPattern), hasNaN: hasNaN,
      fractionBits: fractionBits, isInteger: isInteger
    ).encode(to: encoder)
  }

  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError`, also where the ends are not as many as the features.
  package init(from decoder: any Decoder) throws {
    let written = try Written(from: decoder)
    let d = written.least.count
    guard written.greatest.count == d, written.leastMagnitude.count == d else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "a box has two ends a feature"))
    }
    self.init(
      least: written.least.map(Double.init(bitPattern:)),
      greatest: written.greatest.map(Double.init(bitPattern:)),
      leastMagnitude: written.leastMagnitude.map(Double.init(bitPattern:)),
      hasNaN: written.hasNaN, fractionBits: written.fractionBits, isInteger: written.isInteger)
  }
}
