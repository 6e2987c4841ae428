/// A column whose two words were read as 0 and 1.
public struct BooleanColumn: Sendable, Equatable, Codable {
  /// The name of the column.
  public let column: String
  /// The word for 0, in small letters.
  public let zero: String
  /// The word for 1, in small letters.
  public let one: String
}
