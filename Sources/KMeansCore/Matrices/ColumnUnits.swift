/// Powers of two by which columns are divided so that squares of any values are numbers: for data
/// that lie beyond 2^480 or within 2^-480, and will be scaled.
///
/// Division by a power of two rounds nothing, so what is found of the divided columns is exact.
package struct ColumnUnits: Sendable {
  /// One a column; 1 where the column needs none.
  package let units: [Double]

  /// Values of this size and more, and columns of this size and less, are beyond help: their
  /// differences overflow, or have lost digits.
  private static let limits = (most: 0x1p1022, least: 0x1p-960)

  /// The units of a matrix; nil where every column can do without, or one is beyond help.
  ///
  /// - Parameter points: X, d × N, without NaN.
  /// - Complexity: O(N·d).
  package init?(_ points: PointMatrix) {
    // Numbers of 32 bits and bytes are never so large or small.
    guard points.scalar == .double else { return nil }
    var units = [Double](repeating: 1, count: points.dimensions)
    let rows = points.rows
    for feature in units.indices {
      var (least, greatest) = (Double.infinity, -Double.infinity)
      for point in 0..<points.count {
        let value = rows[feature, point]
        (least, greatest) = (min(least, value), max(greatest, value))
      }
      guard let unit = Self.unit(least, greatest) else { return nil }
      units[feature] = unit
    }
    if units.allSatisfy({ $0 == 1 }) { return nil }
    self.units = units
  }

  /// The unit of one column's values; nil where they are beyond help.
  package static func unit(of values: some Sequence<Double>) -> Double? {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for value in values { (least, greatest) = (min(least, value), max(greatest, value)) }
    return unit(least, greatest)
  }

  private static func unit(_ least: Double, _ greatest: Double) -> Double? {
    let size = max(abs(least), abs(greatest))
    guard size < limits.most else { return nil }
    let isSmall = greatest > least && greatest - least < 0x1p-480
    if size < 0x1p480 && !isSmall { return 1 }
    return size > limits.least ? .powerOfTwo(Int(size.exponent)) : nil
  }

  /// The points, every column divided by its unit.
  ///
  /// - Complexity: O(N·d).
  package func divide(_ points: PointMatrix) -> PointMatrix {
    PointMatrix(
      ScaledPoints(
        points, shift: Array(repeating: 0, count: points.dimensions), divisor: units))
  }
}
