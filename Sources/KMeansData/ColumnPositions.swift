/// Where columns are by their names, so that looking up many of them takes one walk over all.
package struct ColumnPositions: Sendable {
  private let first: [String: Int]
  /// All places of the names that occur more than once.
  private let repeated: [String: [Int]]

  /// - Parameter names: those of all columns, in order; some may be the same.
  /// - Complexity: O(names).
  package init(_ names: [String]) {
    var first: [String: Int] = [:]
    var repeated: [String: [Int]] = [:]
    first.reserveCapacity(names.count)
    for (index, name) in names.enumerated() {
      guard let earlier = first[name] else {
        first[name] = index
        continue
      }
      repeated[name, default: [earlier]].append(index)
    }
    self.first = first
    self.repeated = repeated
  }

  /// The first column of a name, from 0; nil where none has it.
  package subscript(name: String) -> Int? { first[name] }

  /// All columns of a name, from 0, ascending.
  package func all(_ name: String) -> [Int] {
    repeated[name] ?? first[name].map { [$0] } ?? []
  }
}
