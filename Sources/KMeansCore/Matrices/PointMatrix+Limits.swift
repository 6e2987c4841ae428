extension PointMatrix {
  /// The first value, point after point, whose square has no place in a sum: it is not finite, or
  /// not below 2⁴⁸⁰ in size.
  ///
  /// - Returns: its point and feature, both from 0; nil where every value can be used.
  /// - Complexity: O(N·d), by a loop that vectorises; O(1) for bytes; O(n) for compressed rows of
  ///   n values.
  package func firstBeyondLimit() -> (point: Int, feature: Int)? { first(beyond: 0x1p480) }

  /// The first value, point after point, that is NaN or infinite; see `firstBeyondLimit`.
  package func firstNotFinite() -> (point: Int, feature: Int)? { first(beyond: .infinity) }

  /// The points whose values are all 0, ascending.
  ///
  /// - Complexity: O(N·d).
  package func zeroPoints() -> [Int] {
    (0..<count).filter { point in (0..<dimensions).allSatisfy { self[$0, point] == 0 } }
  }

  /// Throws for the first value whose square has no place in a sum; see `firstBeyondLimit`.
  package func checkValues() throws(ObservationError) {
    guard let (point, feature) = firstBeyondLimit() else { return }
    let value = self[feature, point]
    guard value.isFinite else { throw .notFinite(point: point, feature: feature, value: value) }
    throw .tooLarge(point: point, feature: feature, value: value)
  }

  /// The first value that is not below `limit` in size, which is at least 2⁴⁸⁰.
  private func first(beyond limit: Double) -> (point: Int, feature: Int)? {
    if scalar == .uint8 { return nil }
    if let compressed { return compressed.first(beyond: limit) }
    guard holdsBeyondLimit else { return nil }
    for point in 0..<count {
      for feature in 0..<dimensions where !(abs(self[feature, point]) < limit) {
        return (point, feature)
      }
    }
    return nil
  }

  /// Whether some value is beyond 2⁴⁸⁰.
  private var holdsBeyondLimit: Bool {
    let (rows, step) = (rows, max(1, (1 << 17) / dimensions))
    return stride(from: 0, to: count, by: step).contains { start in
      rows.holdBeyondLimit(start..<min(start + step, count))
    }
  }
}

extension Observations.Rows {
  /// Whether some value of the points in `range` is beyond 2⁴⁸⁰, or is no number; not for
  /// compressed rows.
  ///
  /// - Complexity: O(n·d).
  func holdBeyondLimit(_ range: Range<Int>) -> Bool {
    let (points, scalar) = (points(range), self.points.scalar)
    return points.withValues {
      Self.holdBeyondLimit(
        UnsafeRawBufferPointer(start: $0, count: points.count * dimensions * scalar.size), scalar)
    }
  }

  /// Adding to an exponent what it lacks of one too many carries into the sign.
  private static func holdBeyondLimit(
    _ bytes: UnsafeRawBufferPointer, _ scalar: PointMatrix.Scalar
  ) -> Bool {
    switch scalar {
    case .uint8:
      false
    case .float:
      // Every finite Float is below the limit.
      bytes.bindMemory(to: UInt32.self).reduce(UInt32(0)) {
        $0 | (($1 & 0x7F80_0000) &+ 0x0080_0000)
      } & 0x8000_0000 != 0
    case .double:
      // 480 + 1023 is the exponent of 2⁴⁸⁰ as it is kept, 2048 the first that carries.
      bytes.bindMemory(to: UInt64.self).reduce(UInt64(0)) {
        $0 | (($1 & 0x7FF0_0000_0000_0000) &+ (2048 - 1503) << 52)
      } & 0x8000_0000_0000_0000 != 0
    }
  }
}

extension CompressedRows {
  /// As of a matrix, among the values that are kept.
  fileprivate func first(beyond limit: Double) -> (point: Int, feature: Int)? {
    for point in 0..<count {
      let row = self[point]
      for index in 0..<row.count where !(abs(row.value(index)) < limit) {
        return (point, Int(row.columns[index]))
      }
    }
    return nil
  }
}
