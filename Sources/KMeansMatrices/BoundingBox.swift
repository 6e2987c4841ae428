/// The smallest box that holds the points, and how small its values get.
package struct BoundingBox: Sendable, Equatable {
  /// The least and greatest value of every feature.
  package private(set) var least: [Double]
  package private(set) var greatest: [Double]
  /// The least |value| that is not 0 of every feature; infinite for a feature of zeros.
  private(set) var leastMagnitude: [Double]
  /// Whether a NaN was met; infinities show in `least` and `greatest`.
  private var hasNaN = false
  /// The least bit that a value can have below its leading one: 0 for bytes, 23 for Float.
  private let fractionBits: Int
  private let isInteger: Bool

  /// - Complexity: O(N·d), shared by `threads` threads.
  package init(_ points: PointMatrix, threads: Int) {
    let rows = Observations.Rows(points: points, weights: nil)
    let empty = BoundingBox(dimensions: points.dimensions, scalar: points.scalar)
    let parts = Chunks.forEach(
      count: points.count, size: rows.chunkSize(threads: threads), threads: threads,
      makeWorker: { empty }
    ) { box, range in
      box.include(rows, range)
    }
    self = parts.reduce(into: empty) { $0.merge($1) }
  }

  private init(dimensions: Int, scalar: PointMatrix.Scalar) {
    least = Array(repeating: .infinity, count: dimensions)
    greatest = Array(repeating: -.infinity, count: dimensions)
    leastMagnitude = least
    fractionBits = scalar == .double ? 52 : 23
    isInteger = scalar == .uint8
  }

  private mutating func include(_ rows: Observations.Rows, _ range: Range<Int>) {
    let start = rows.pointer(range.lowerBound)
    let count = range.count * rows.dimensions
    switch rows.points.scalar {
    case .uint8:
      include(start.bindMemory(to: UInt8.self, capacity: count), range.count) { Double($0) }
    case .float:
      include(start.bindMemory(to: Float.self, capacity: count), range.count) { Double($0) }
    case .double: include(start.bindMemory(to: Double.self, capacity: count), range.count) { $0 }
    }
  }

  /// Point by point along the features, in the order of the memory, without a branch on values.
  @inline(__always)
  private mutating func include<Value>(
    _ values: UnsafePointer<Value>, _ count: Int, _ converted: (Value) -> Double
  ) {
    let dimensions = least.count
    var foundNaN = false
    least.withUnsafeMutableBufferPointer { least in
      greatest.withUnsafeMutableBufferPointer { greatest in
        leastMagnitude.withUnsafeMutableBufferPointer { leastMagnitude in
          for point in 0..<count {
            for feature in 0..<dimensions {
              let value = converted(values[point * dimensions + feature])
              let magnitude = value == 0 ? .infinity : abs(value)
              least[feature] = value < least[feature] ? value : least[feature]
              greatest[feature] = value > greatest[feature] ? value : greatest[feature]
              leastMagnitude[feature] =
                magnitude < leastMagnitude[feature] ? magnitude : leastMagnitude[feature]
              foundNaN = foundNaN || value != value
            }
          }
        }
      }
    }
    hasNaN = hasNaN || foundNaN
  }

  private mutating func merge(_ other: BoundingBox) {
    for feature in least.indices {
      least[feature] = min(least[feature], other.least[feature])
      greatest[feature] = max(greatest[feature], other.greatest[feature])
      leastMagnitude[feature] = min(leastMagnitude[feature], other.leastMagnitude[feature])
    }
    hasNaN = hasNaN || other.hasNaN
  }

  /// The greatest |value| of a feature.
  package func magnitude(_ feature: Int) -> Double {
    max(abs(least[feature]), abs(greatest[feature]))
  }

  /// Throws for the first value that is not finite or too large, or when all spreads vanish.
  func check(_ points: PointMatrix) throws(ObservationError) {
    if hasNaN || least.indices.contains(where: { !(magnitude($0) < 0x1p480) }) {
      for point in 0..<points.count {
        for feature in 0..<points.dimensions {
          let value = points[feature, point]
          if !value.isFinite { throw .notFinite(point: point, feature: feature, value: value) }
          if abs(value) >= 0x1p480 {
            throw .tooLarge(point: point, feature: feature, value: value)
          }
        }
      }
    }
    let spread = least.indices.map { greatest[$0] - least[$0] }.max() ?? 0
    if spread > 0 && spread < 0x1p-480 { throw .spreadTooSmall(spread: spread) }
  }

  /// Where the values of a feature lie; nil for a feature of zeros.
  func range(_ feature: Int) -> FixedPointGrid.Range? {
    let magnitude = magnitude(feature)
    guard magnitude > 0 else { return nil }
    let lowest = max(-1074, Int(leastMagnitude[feature].exponent) - fractionBits)
    return FixedPointGrid.Range(
      above: Int(magnitude.exponent) + 1, lowestBit: isInteger ? 0 : lowest)
  }
}

extension FixedPointGrid {
  /// The grid for the sums Σ w·x of every feature, and Σ w, over `count` points.
  init(box: BoundingBox, weights: [Double]?, count: Int) {
    var weight = Range(above: 1, lowestBit: 0)
    if let weights {
      let positive = weights.lazy.filter { $0 > 0 }
      weight = Range(
        above: Int((weights.max() ?? 1).exponent) + 1,
        lowestBit: positive.map(\.lowestBit).min() ?? 0)
    }
    let ranges = box.least.indices.map { feature in
      box.range(feature).map {
        Range(above: $0.above + weight.above, lowestBit: $0.lowestBit + weight.lowestBit)
      }
    }
    self.init(ranges: ranges + [weight], count: count)
  }
}

extension Double {
  /// The exponent of the last bit that is set, of a finite number other than 0.
  fileprivate var lowestBit: Int {
    let (_, magnitude, exponent) = decomposed
    return exponent + magnitude.trailingZeroBitCount
  }
}
