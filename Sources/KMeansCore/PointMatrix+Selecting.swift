import KMeansMatrices

extension PointMatrix {
  /// The points at `rows`, converted to `Double`.
  func selecting(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.selecting(rows) }
    return switch scalar {
    case .uint8: selecting(rows, as: UInt8.self) { Double($0) }
    case .float: selecting(rows, as: Float.self) { Double($0) }
    case .double: selecting(rows, as: Double.self) { $0 }
    }
  }

  @inline(__always)
  private func selecting<Value>(
    _ rows: [Int], as type: Value.Type, _ double: (Value) -> Double
  ) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: rows.count) { values in
      withUnsafeBytes { bytes in
        let stored = bytes.assumingMemoryBound(to: type)
        for (position, row) in rows.enumerated() {
          let (from, to) = (row * dimensions, position * dimensions)
          for feature in 0..<dimensions { values[to + feature] = double(stored[from + feature]) }
        }
      }
    }
  }

  /// The same values as `Double`.
  init(copyingAsDouble other: PointMatrix) {
    self = other.selecting(Array(0..<other.count))
  }

  /// These points and others after them, as `Double`.
  ///
  /// - Precondition: both have as many features.
  func appending(_ others: PointMatrix) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: count + others.count) { values in
      for index in 0..<count + others.count {
        let point = index < count ? point(index) : others.point(index - count)
        for feature in 0..<dimensions { values[index * dimensions + feature] = point[feature] }
      }
    }
  }
}
