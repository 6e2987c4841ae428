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
      for point in range { part.add(point, of: rows) }
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

  init(grid: FixedPointGrid, isWeighted: Bool) {
    sums = ClusterSums(grid: grid, clusters: 1, isWeighted: isWeighted)
    held = Array(repeating: 0, count: grid.columns - 1)
  }

  mutating func add(_ point: Int, of rows: Observations.Rows) {
    sums.add(point, of: rows, to: 0)
    let weight = rows.weight(point)
    guard weight > 0 else { return }
    for feature in held.indices {
      let value = rows[feature, point]
      let units = (value * sums.grid.scale[feature]).rounded(.towardZero)
      if !rows.isWeighted && units * sums.grid.unit[feature] == value {
        let magnitude = UInt64(units.magnitude)
        let square = magnitude.multipliedFullWidth(by: magnitude)
        held[feature] += UInt128(square.high) << 64 | UInt128(square.low)
      } else {
        spilled[feature, default: ExactSum()].addSquare(of: value, weight: weight)
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
