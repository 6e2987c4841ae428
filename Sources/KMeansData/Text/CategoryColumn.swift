/// A column whose values became features: 1 in a row that has the value, otherwise 0.
public struct CategoryColumn: Sendable, Equatable, Codable {
  /// The name of the column in the file.
  public let column: String
  /// The feature of the first value, from 0.
  public let first: Int
  /// The values, sorted as text; one feature each.
  public let values: [String]

  /// A column by its values.
  package init(column: String, first: Int, values: [String]) {
    self.column = column
    self.first = first
    self.values = values
  }

  /// The features of the values, from 0.
  public var features: Range<Int> { first..<first + values.count }

  /// The names of the features: sex=female.
  public var names: [String] { values.map { "\(column)=\($0)" } }
}
