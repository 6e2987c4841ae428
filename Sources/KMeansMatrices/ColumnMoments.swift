/// Σ w, Σ w·x_l and Σ w·x_l² over all points, exactly, for every feature l.
package struct ColumnMoments: Sendable {
  /// Σ w.
  package let weight: Dyadic
  /// Σ w·x, by feature.
  package let sums: [Dyadic]
  /// Σ w·x², by feature.
  package let squares: [Dyadic]

  /// - Complexity: O(N·d), shared by `threads` threads.
  init(_ rows: Observations.Rows, grid: FixedPointGrid, threads: Int) {
    let parts = Chunks.forEach(
      count: rows.points.count, size: rows.chunkSize(threads: threads), threads: threads,
      makeWorker: { Part(grid: grid, isWeighted: rows.isWeighted) }
    ) { part, range in
      part.add(range, of: rows)
    }
    var total = parts[0]
    for part in parts.dropFirst() { total.merge(part) }
    weight = total.sums.weight(0)
    sums = (0..<rows.dimensions).map { total.sums.sum(0, feature: $0) }
    squares = (0..<rows.dimensions).map { total.square($0, unit: grid.top[$0]) }
  }
}

/// The moments of some of the points.
private struct Part {
  var sums: ClusterSums
  /// Σ x² of the values that plane 0 of the grid holds, in squares of its unit: N terms of
  /// 2·B bits with B = 62 − ⌈log₂ N⌉, so below 2^124.
  private var held: [UInt128]
  /// Σ w·x² of all others, by feature; made for the first.
  private var spilled: [Int: ExactSum] = [:]
  /// Values of the points being added that are not held.
  private var open: [(feature: Int, value: Double, weight: Double)] = []

  init(grid: FixedPointGrid, isWeighted: Bool) {
    sums = ClusterSums(grid: grid, clusters: 1, isWeighted: isWeighted)
    held = Array(repeating: 0, count: grid.columns - 1)
  }

  mutating func add(_ range: Range<Int>, of rows: Observations.Rows) {
    for point in range { sums.add(point, of: rows, to: 0) }
    let start = rows.pointer(range.lowerBound)
    switch rows.points.scalar {
    case .uint8: addSquares(start.assumingMemoryBound(to: UInt8.self), range, rows) { Double($0) }
    case .float: addSquares(start.assumingMemoryBound(to: Float.self), range, rows) { Double($0) }
    case .double: addSquares(start.assumingMemoryBound(to: Double.self), range, rows) { $0 }
    }
    for (feature, value, weight) in open {
      spilled[feature, default: ExactSum()].addSquare(of: value, weight: weight)
    }
    open.removeAll(keepingCapacity: true)
  }

  /// Adds the squares that are held, and lists the other values.
  ///
  /// - Parameter values: where the values of the first point of `range` begin.
  @inline(__always)
  private mutating func addSquares<Value>(
    _ values: UnsafePointer<Value>, _ range: Range<Int>, _ rows: Observations.Rows,
    _ converted: (Value) -> Double
  ) {
    let (grid, dimensions, isWeighted) = (sums.grid, held.count, rows.isWeighted)
    grid.scale.withUnsafeBufferPointer { scale in
      grid.unit.withUnsafeBufferPointer { unit in
        held.withUnsafeMutableBufferPointer { held in
          for offset in 0..<range.count {
            let weight = isWeighted ? rows.weight(range.lowerBound + offset) : 1
            for feature in 0..<dimensions {
              let value = converted(values[offset * dimensions + feature])
              guard !isWeighted else {
                if weight > 0 { open.append((feature, value, weight)) }
                continue
              }
              // Without weights below 2^62 in size, so that the conversion cannot trap.
              let units = Int64(value * scale[feature])
              if Double(units) * unit[feature] == value {
                let square = units.magnitude.multipliedFullWidth(by: units.magnitude)
                held[feature] += UInt128(square.high) << 64 | UInt128(square.low)
              } else {
                open.append((feature, value, 1))
              }
            }
          }
        }
      }
    }
  }

  mutating func merge(_ other: Part) {
    sums.merge(other.sums)
    for feature in held.indices { held[feature] += other.held[feature] }
    for (feature, sum) in other.spilled {
      spilled[feature, default: ExactSum()].merge(sum)
    }
  }

  func square(_ feature: Int, unit: Int) -> Dyadic {
    let rest = spilled[feature]?.value ?? .zero
    return Dyadic(magnitude: held[feature], exponent: 2 * unit) + rest
  }
}
