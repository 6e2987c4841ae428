extension PointMatrix {
  /// The unit vectors of the points: x/‖x‖, in `Double`; see `UnitPoints`.
  ///
  /// The length of a point does not matter, however small or large its values are.
  ///
  /// - Parameters:
  ///   - execution: by what means.
  ///   - merging: whether unit vectors that differ by rounding alone are all made the same one, as
  ///     `mergingOneDirection()` does.
  /// - Returns: d × N; compressed rows stay compressed.
  /// - Throws: `ObservationError.notFinite`, `.noDirection` for points of zeros, `.stopped`, and
  ///   `.outOfMemory`.
  /// - Complexity: O(N·d), or O(N + n) for compressed rows of n values.
  package func unitVectors(
    _ execution: SurveyExecution, merging: Bool
  ) throws(ObservationError) -> PointMatrix {
    if let (point, feature) = firstNotFinite() {
      throw .notFinite(point: point, feature: feature, value: self[feature, point])
    }
    // A length and, where a chunk has any such point, its number; and all values of sparse rows.
    let need = Memory.bytes(32 * Double(count) + 12 * Double(compressed?.entries ?? 0))
    guard Memory.isAvailable(need) else { throw .outOfMemory(bytes: need) }
    guard let unit = UnitPoints(self, execution) else { throw .stopped }
    let zeros = unit.zeros
    if let first = zeros.first { throw .noDirection(point: first, count: zeros.count) }
    let points = unit.matrix(execution)
    if execution.isAbandoned { throw .stopped }
    return merging ? points.mergingOneDirection() : points
  }

  /// Unit vectors as they are; or, where all of them have one direction as far as `Double` can
  /// tell, that direction for each.
  ///
  /// Lengths are rounded, and so are quotients by them. So points of one direction have unit
  /// vectors that differ in their last bits, and have squared distances that are nothing but
  /// rounding. The one direction is such that S/‖S‖ of any number of it is the same again.
  ///
  /// - Precondition: the points are unit vectors, at least one.
  /// - Complexity: O(d) where the first two points differ, else O(N·d).
  package func mergingOneDirection() -> PointMatrix {
    guard scalar == .double, count > 0, hasOneDirection else { return self }
    if let compressed {
      let row = compressed[0]
      let unit = Self.lasting((0..<row.count).map { row.value($0) })
      return compressed.replacing(values: (0..<count).flatMap { _ in unit })
    }
    let unit = Self.lasting(point(0))
    let one = PointMatrix(dimensions: dimensions, count: 1) { _ = $0.update(from: unit) }
    return PointMatrix(SelectedPoints(one, Array(repeating: 0, count: count)))
  }

  /// Whether no point differs from the first by more than rounding.
  private var hasOneDirection: Bool {
    if let compressed {
      let first = compressed[0]
      return (1..<count).allSatisfy { point in
        let row = compressed[point]
        return row.count == first.count
          && (0..<row.count).allSatisfy {
            row.columns[$0] == first.columns[$0]
              && UnitVector.isRounding(row.value($0), first.value($0))
          }
      }
    }
    let (first, rows) = (point(0), rows)
    return (1..<count).allSatisfy { point in
      rows.points(point..<point + 1).withPoint(0) { values in
        first.indices.allSatisfy { UnitVector.isRounding(values[$0], first[$0]) }
      }
    }
  }

  /// A unit vector that is x/‖x‖ of itself, next to one that was rounded.
  static func lasting(_ unit: [Double]) -> [Double] {
    var unit = unit
    // Lengths come nearer to 1 each time; two or three times are enough.
    for _ in 0..<16 {
      guard let next = UnitVector.of(unit), next != unit else { break }
      unit = next
    }
    return unit
  }
}

extension UnitVector {
  /// Whether values of two unit vectors differ by no more than the rounding of lengths and
  /// quotients may make of one direction; or by so little that the square vanishes.
  ///
  /// A length is off by at most (⌈d/8⌉ + 10)·2⁻⁵³ of itself for the first 128 values, and by a
  /// few 2⁻⁵³ more for any number of them; a value of the input may be rounded, too.
  static func isRounding(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) <= max(0x1p-47 * max(abs(first), abs(second)), 0x1p-480)
  }

  /// x/‖x‖, each value the real one rounded once; nil for zeros.
  fileprivate static func of(_ x: [Double]) -> [Double]? {
    var unit = x
    var open = [Int32](repeating: 0, count: x.count)
    let low = [Double](repeating: 0, count: x.count)
    let unproven = write(&unit, high: x, low: low, open: &open, count: x.count)
    guard unproven > 0 else { return unit }
    guard let exact = UnitVector(x.map { Dyadic($0) }) else { return nil }
    for feature in open.prefix(unproven) { unit[Int(feature)] = exact.value(Int(feature)) }
    return unit
  }
}

extension BoundingBox {
  /// Whether the points, which are unit vectors, have one direction as far as `Double` can tell.
  package var hasOneDirection: Bool {
    !hasNaN && least.indices.allSatisfy { UnitVector.isRounding(least[$0], greatest[$0]) }
  }
}
