/// The shape of an image whose pixels are the features of a point, row by row.
public struct ImageShape: Sendable, Equatable {
  /// Pixels from top to bottom.
  public let rows: Int
  /// Pixels from left to right.
  public let columns: Int

  /// d, how many pixels there are.
  public var pixels: Int { rows * columns }

  /// The shape that a text such as "28x28" names, rows first; nil for any other text.
  public init?(_ text: String) {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let rows = Int(parts[0]), let columns = Int(parts[1]),
      (1...10_000).contains(rows), (1...10_000).contains(columns)
    else { return nil }
    self.rows = rows
    self.columns = columns
  }
}
