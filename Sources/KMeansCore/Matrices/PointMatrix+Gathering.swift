extension PointMatrix {
  /// The points at `rows`, in their order and stored as they are: bytes stay bytes, floats stay
  /// floats, compressed rows stay compressed.
  ///
  /// - Complexity: O(n·d) for n rows, or O(n + v) for compressed rows of v values.
  package func gathering(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.gathering(rows) }
    return PointMatrix(SelectedPoints(self, rows), copied: true, threads: 1)
  }

  /// Some of the points, stored as they are. All points share the memory; where there is none for a
  /// copy, points are lent by the chunk.
  ///
  /// - Parameter rows: from 0, ascending.
  /// - Returns: d × the number of rows.
  /// - Complexity: O(n·d) for n rows, or O(n + v) for compressed rows of v values.
  package func choosing(_ rows: [Int]) -> PointMatrix {
    if rows.count == count { return self }
    return isCompressed ? gathering(rows) : PointMatrix(SelectedPoints(self, rows))
  }

  /// The points at `rows`, written out and converted to `Double`.
  ///
  /// - Complexity: O(n·d) for n rows.
  package func selecting(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.selecting(rows) }
    return PointMatrix(dimensions: dimensions, count: rows.count) { values in
      for (position, row) in rows.enumerated() {
        guard let base = values.baseAddress else { return }
        self.rows.points(row..<row + 1).withPoint(0) {
          $0.copy(dimensions, to: base + position * dimensions)
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
