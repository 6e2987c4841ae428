/// The smallest box that holds the points, and how small its values get.
package struct BoundingBox: Sendable, Equatable {
  /// The least and greatest value of every feature.
  package private(set) var least: [Double]
  package private(set) var greatest: [Double]
  /// The least |value| that is not 0 of every feature; infinite for a feature of zeros.
  private(set) var leastMagnitude: [Double]
  /// Whether a NaN was met; infinities show in `least` and `greatest`.
  private(set) var hasNaN = false
  /// How far below its leading bit a value has bits, at most: 52 for any `Double`, fewer for
  /// numbers that were floats, and for whole numbers.
  private(set) var fractionBits = 0
  /// Whether every value is a whole number.
  private(set) var isInteger: Bool

  /// The box of no points.
  init(dimensions: Int, scalar: PointMatrix.Scalar) {
    least = Array(repeating: .infinity, count: dimensions)
    greatest = Array(repeating: -.infinity, count: dimensions)
    leastMagnitude = least
    isInteger = scalar == .uint8
  }

  init(
    least: [Double], greatest: [Double], leastMagnitude: [Double], hasNaN: Bool,
    fractionBits: Int, isInteger: Bool
  ) {
    (self.least, self.greatest, self.leastMagnitude) = (least, greatest, leastMagnitude)
    (self.hasNaN, self.fractionBits, self.isInteger) = (hasNaN, fractionBits, isInteger)
  }

  /// The lengths of its sides.
  package var sides: [Double] { zip(greatest, least).map { $0 - $1 } }

  /// Makes it the box of no points again.
  mutating func empty() {
    for feature in least.indices {
      (least[feature], greatest[feature]) = (.infinity, -.infinity)
      leastMagnitude[feature] = .infinity
    }
    (hasNaN, fractionBits) = (false, 0)
  }

  /// Takes in points.
  ///
  /// - Complexity: O(n·d).
  mutating func include(
    _ values: UnsafeRawPointer, scalar: PointMatrix.Scalar, rows: Int, columns: Int,
    kernels: Kernels
  ) {
    var fractions: UInt64 = 0
    let found = kernels.box(
      values, scalar: scalar, rows: rows, columns: columns, least: &least, greatest: &greatest,
      magnitude: &leastMagnitude, fractions: &fractions)
    include(fractions: fractions)
    hasNaN = hasNaN || found
  }

  /// Takes in the stored values of compressed rows.
  ///
  /// - Parameters:
  ///   - range: which of the rows.
  ///   - rows: the rows.
  ///   - counts: by feature; the number of values taken in is added.
  /// - Complexity: O(n) for n values.
  mutating func include(_ range: Range<Int>, of rows: CompressedRows, counts: inout [Int]) {
    var (found, fractions) = (false, UInt64(0))
    least.withUnsafeMutableBufferPointer { least in
      greatest.withUnsafeMutableBufferPointer { greatest in
        leastMagnitude.withUnsafeMutableBufferPointer { magnitudes in
          counts.withUnsafeMutableBufferPointer { counts in
            for point in range {
              rows[point].forEach { feature, value in
                counts[feature] += 1
                found = found || value.isNaN
                fractions |= value.significandBitPattern
                if value < least[feature] { least[feature] = value }
                if value > greatest[feature] { greatest[feature] = value }
                let magnitude = value.magnitude
                if magnitude < magnitudes[feature] && magnitude > 0 {
                  magnitudes[feature] = magnitude
                }
              }
            }
          }
        }
      }
    }
    include(fractions: fractions)
    hasNaN = hasNaN || found
  }

  /// Takes in the bits that fractions have.
  private mutating func include(fractions: UInt64) {
    if fractions != 0 { fractionBits = max(fractionBits, 52 - fractions.trailingZeroBitCount) }
  }

  /// Takes in a 0.
  mutating func includeZero(_ feature: Int) {
    least[feature] = min(least[feature], 0)
    greatest[feature] = max(greatest[feature], 0)
  }

  /// Takes in another box, each of whose features has several columns: see `ColumnFold`.
  mutating func merge(folded other: BoundingBox) {
    let dimensions = least.count
    for first in stride(from: 0, to: other.least.count, by: dimensions) {
      for feature in 0..<dimensions {
        let column = first + feature
        least[feature] = min(least[feature], other.least[column])
        greatest[feature] = max(greatest[feature], other.greatest[column])
        leastMagnitude[feature] = min(leastMagnitude[feature], other.leastMagnitude[column])
      }
    }
    hasNaN = hasNaN || other.hasNaN
    fractionBits = max(fractionBits, other.fractionBits)
    isInteger = isInteger && other.isInteger
  }

  /// Whether every value lies within ±limit of its feature; false where there is a NaN.
  func isWithin(_ limits: [Double]) -> Bool {
    !hasNaN
      && least.indices.allSatisfy { least[$0] >= -limits[$0] && greatest[$0] <= limits[$0] }
  }

  /// The greatest |value| of a feature.
  package func magnitude(_ feature: Int) -> Double {
    max(abs(least[feature]), abs(greatest[feature]))
  }

  /// Throws for the first value of `points` that is not finite or too large, where this box, of
  /// some of its columns or all, has such a value.
  func checkValues(of points: PointMatrix) throws(ObservationError) {
    guard hasNaN || least.indices.contains(where: { !(magnitude($0) < 0x1p480) }) else { return }
    for point in 0..<points.count {
      if let row = points.compressed?[point] {
        for index in 0..<row.count {
          try Self.check(row.value(index), Int(row.columns[index]), point)
        }
      } else {
        for feature in 0..<points.dimensions {
          try Self.check(points[feature, point], feature, point)
        }
      }
    }
    throw .changed
  }

  /// Throws when all spreads vanish.
  func checkSpread() throws(ObservationError) {
    let spread = least.indices.map { greatest[$0] - least[$0] }.max() ?? 0
    if spread > 0 && spread < 0x1p-480 { throw .spreadTooSmall(spread: spread) }
  }

  /// The box of some of the features.
  func columns(_ columns: Range<Int>) -> BoundingBox {
    var part = self
    part.least = Array(least[columns])
    part.greatest = Array(greatest[columns])
    part.leastMagnitude = Array(leastMagnitude[columns])
    return part
  }

  /// Takes in the box of the features that follow.
  mutating func append(_ other: BoundingBox) {
    least += other.least
    greatest += other.greatest
    leastMagnitude += other.leastMagnitude
    hasNaN = hasNaN || other.hasNaN
    fractionBits = max(fractionBits, other.fractionBits)
  }

  private static func check(
    _ value: Double, _ feature: Int, _ point: Int
  ) throws(ObservationError) {
    if !value.isFinite { throw .notFinite(point: point, feature: feature, value: value) }
    if abs(value) >= 0x1p480 { throw .tooLarge(point: point, feature: feature, value: value) }
  }

  /// Where the values of a feature lie; nil for a feature of zeros.
  func range(_ feature: Int) -> FixedPointGrid.Range? {
    let magnitude = magnitude(feature)
    guard magnitude > 0 else { return nil }
    let lowest = max(
      -1074, Int(min(leastMagnitude[feature], magnitude).exponent) - fractionBits)
    return FixedPointGrid.Range(
      above: Int(magnitude.exponent) + 1, lowestBit: isInteger ? 0 : lowest)
  }
}

extension FixedPointGrid {
  /// The grid for the sums Σ w·x of every feature, and Σ w, over `count` points.
  init(box: BoundingBox, weights: Range, count: Int) {
    let ranges = box.least.indices.map { feature in
      box.range(feature).map {
        Range(above: $0.above + weights.above, lowestBit: $0.lowestBit + weights.lowestBit)
      }
    }
    self.init(ranges: ranges + [weights], count: count)
  }
}
