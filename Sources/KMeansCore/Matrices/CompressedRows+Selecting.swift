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

extension CompressedRows {
  /// The points at `points`, compressed as they are.
  ///
  /// - Complexity: O(n + v) for n points of v values.
  package func gathering(_ points: [Int]) -> PointMatrix {
    var offsets = [0]
    offsets.reserveCapacity(points.count + 1)
    for point in points { offsets.append((offsets.last ?? 0) + self[point].count) }
    let entries = offsets.last ?? 0
    var columns = [Int32]()
    columns.reserveCapacity(entries)
    for point in points {
      let row = self[point]
      columns.append(contentsOf: UnsafeBufferPointer(start: row.columns, count: row.count))
    }
    let owner = OwnedValues(bytes: entries * scalar.size) { memory in
      for (position, point) in points.enumerated() {
        let (row, place) = (self[point], offsets[position] * scalar.size)
        UnsafeMutableRawBufferPointer(
          rebasing: memory[place..<place + row.count * scalar.size]
        ).copyMemory(
          from: UnsafeRawBufferPointer(start: row.values, count: row.count * scalar.size))
      }
    }
    return owner.compressed(
      scalar, columns: columns, offsets: offsets.map(Int64.init), dimensions: dimensions)
  }

  /// The same places with other values.
  ///
  /// - Parameter values: one for every stored value.
  /// - Returns: compressed rows of `Double`.
  func replacing(values: [Double]) -> PointMatrix {
    precondition(values.count == entries, "one value for each")
    return OwnedValues(values).compressed(
      .double, columns: Array(UnsafeBufferPointer(start: columns, count: entries)),
      offsets: (0...count).map { Int64(self.offsets[$0]) }, dimensions: dimensions)
  }
}
