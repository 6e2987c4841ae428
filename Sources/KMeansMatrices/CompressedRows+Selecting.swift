extension CompressedRows {
  /// The points at `points`, written out and converted to `Double`.
  ///
  /// - Complexity: O(n·d) for n points.
  package func selecting(_ points: [Int]) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: points.count) { values in
      values.initialize(repeating: 0)
      guard let base = values.baseAddress else { return }
      for (position, point) in points.enumerated() {
        self[point].scatter(to: base + position * dimensions)
      }
    }
  }
}
