extension PointMatrix {
  /// Some of the points, in their own scalar; shared when it is all.
  ///
  /// - Parameter rows: from 0, ascending.
  /// - Complexity: O(rows·d).
  package func choosing(_ rows: [Int]) -> PointMatrix {
    if rows.count == count { return self }
    let bytes = dimensions * scalar.size
    return PointMatrix(dimensions: dimensions, count: rows.count, scalar: scalar) { memory in
      withUnsafeBytes { own in
        for (place, row) in rows.enumerated() {
          memory[place * bytes..<(place + 1) * bytes]
            .copyBytes(from: own[row * bytes..<(row + 1) * bytes])
        }
      }
    }
  }
}
