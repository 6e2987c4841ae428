extension PointMatrix {
  /// The points at `rows`, in their order and stored as they are: bytes stay bytes, floats stay
  /// floats, compressed rows stay compressed.
  ///
  /// - Complexity: O(n·d) for n rows, or O(n + v) for compressed rows of v values.
  package func gathering(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.gathering(rows) }
    let bytes = dimensions * scalar.size
    return PointMatrix(dimensions: dimensions, count: rows.count, scalar: scalar) { memory in
      withUnsafeBytes { stored in
        guard let to = memory.baseAddress, let from = stored.baseAddress else { return }
        for (position, row) in rows.enumerated() {
          (to + position * bytes).copyMemory(from: from + row * bytes, byteCount: bytes)
        }
      }
    }
  }

  /// Some of the points, as `gathering` has them; shared when it is all.
  ///
  /// - Parameter rows: from 0, ascending.
  /// - Returns: d × the number of rows.
  /// - Complexity: O(rows·d).
  package func choosing(_ rows: [Int]) -> PointMatrix {
    rows.count == count ? self : gathering(rows)
  }

  /// The points at `rows`, written out and converted to `Double`.
  ///
  /// - Complexity: O(n·d) for n rows.
  package func selecting(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.selecting(rows) }
    return switch scalar {
    case .uint8: selecting(rows, as: UInt8.self) { Double($0) }
    case .float: selecting(rows, as: Float.self) { Double($0) }
    case .double: gathering(rows)
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
  package init(copyingAsDouble other: PointMatrix) {
    self = other.selecting(Array(0..<other.count))
  }

  /// These points and others after them, as `Double`.
  ///
  /// - Precondition: both have as many features.
  package func appending(_ others: PointMatrix) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: count + others.count) { values in
      for index in 0..<count + others.count {
        let point = index < count ? point(index) : others.point(index - count)
        for feature in 0..<dimensions { values[index * dimensions + feature] = point[feature] }
      }
    }
  }
}
