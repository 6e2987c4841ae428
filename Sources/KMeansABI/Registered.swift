public import KMeansCore

/// What a registry of the engine has rows of, which C callers know by their names.
protocol Registered {
  /// The registry.
  static var rows: [Self] { get }
  /// How the row is called.
  var name: String { get }
}

extension Registered where Self: CaseIterable, AllCases == [Self] {
  /// All cases.
  static var rows: [Self] { allCases }
}

extension Registered where Self: RawRepresentable, RawValue == String {
  /// The raw value.
  var name: String { rawValue }
}

extension Registered {
  /// The names of all rows, for messages.
  static var known: String { rows.map(\.name).joined(separator: ", ") }
}

extension Clusterer.Algorithm: Registered {}
extension Clusterer.Distance: Registered {}
extension Clusterer.Variant: Registered {}
extension Clusterer.Quality: Registered {}
extension Clusterer.Initialization: Registered {
  static var rows: [Clusterer.Initialization] { drawing }
}
