package import KMeansCore

/// Columns that number the rows instead of measuring them.
package enum Identifiers {
  /// Sequences shorter than this may well be measurements.
  private static let shortestSequence = 10

  /// The features that look like identifiers: by name (id, order_id, userID, index,
  /// "Unnamed: 0"), or because their values count up by one from row to row.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - columns: d names.
  /// - Returns: the numbers of these features, ascending.
  /// - Complexity: O(N·d) at worst; a column that is no sequence is left at its first step.
  package static func find(in points: PointMatrix, columns: [String]) -> [Int] {
    columns.indices.filter { feature in
      isIdentifier(name: columns[feature])
        || points.dimensions > 1 && isSequence(feature, of: points)
    }
  }

  /// Whether a column is called as identifiers are.
  package static func isNamed(_ name: String) -> Bool { isIdentifier(name: name) }

  private static func isIdentifier(name: String) -> Bool {
    let small = name.lowercased()
    if ["id", "index", "idx", "rowid", "row_number", "unnamed: 0"].contains(small) { return true }
    if small.hasSuffix("_id") || name.hasSuffix("Id") { return true }
    return name.hasSuffix("ID") && name.dropLast(2).last?.isLowercase == true
  }

  private static func isSequence(_ feature: Int, of points: PointMatrix) -> Bool {
    guard points.count >= shortestSequence else { return false }
    let first = points[feature, 0]
    guard first == first.rounded(), abs(first) < 0x1p52 else { return false }
    return (1..<points.count).allSatisfy { points[feature, $0] == first + Double($0) }
  }
}
