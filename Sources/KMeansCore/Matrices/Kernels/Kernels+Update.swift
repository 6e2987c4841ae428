import CKMeansKernels

/// What follows from the sums of a cluster: its mean, and its part of J.
extension Kernels {
  /// Fixed-point sums as unevaluated sums of two doubles, exactly.
  ///
  /// - Parameters:
  ///   - units: d numbers below 2⁶² in size, each counting its `unit`.
  ///   - unit: d powers of two of at least 2⁻⁹⁶⁰.
  ///   - dimensions: d.
  ///   - high: d values, written: the nearest doubles.
  ///   - low: d values, written: what these leave.
  /// - Complexity: O(d).
  package func split(
    _ units: UnsafePointer<Int64>, unit: UnsafePointer<Double>, dimensions: Int,
    high: UnsafeMutablePointer<Double>, low: UnsafeMutablePointer<Double>
  ) {
    table.split(units, unit, dimensions, high, low)
  }

  /// (high + low)/count, rounded once, where that is proven.
  ///
  /// - Parameters:
  ///   - high: d sums, as the nearest doubles.
  ///   - low: what these leave, to 2⁻¹⁰⁵ of the sum.
  ///   - count: a whole number from 1 to 2⁵³.
  ///   - dimensions: d.
  ///   - means: d values, written.
  ///   - open: room for d features; those whose mean is not proven, ascending.
  /// - Returns: how many features are open.
  /// - Complexity: O(d).
  package func means(
    high: UnsafePointer<Double>, low: UnsafePointer<Double>, count: Double, dimensions: Int,
    means: UnsafeMutablePointer<Double>, open: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.means(high, low, count, dimensions, means, open)
  }

  /// Σ_l (W·m_l − 2S_l)·(m_l·scale), in one fixed order of operations.
  ///
  /// - Parameters:
  ///   - high: d sums S, as the nearest doubles.
  ///   - low: what these leave.
  ///   - weight: W.
  ///   - centroid: d values.
  ///   - scale: what m_l is multiplied by.
  ///   - dimensions: d.
  /// - Returns: the sum as an unevaluated sum of two doubles.
  /// - Complexity: O(d).
  package func term(
    high: UnsafePointer<Double>, low: UnsafePointer<Double>, weight: DoubleDouble,
    centroid: UnsafePointer<Double>, scale: Double, dimensions: Int
  ) -> DoubleDouble {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { room in
      guard let base = room.baseAddress else { return DoubleDouble(0) }
      (base[2], base[3]) = (weight.high, weight.low)
      table.term(high, low, base + 2, centroid, scale, dimensions, base)
      return DoubleDouble(base[0], base[1])
    }
  }
}

extension Kernels {
  /// Takes points out of one cluster's fixed-point sums and adds them to another's.
  ///
  /// - Parameters:
  ///   - points: the points that move.
  ///   - from: the clusters that they leave, −1 for none; nil when none leaves one.
  ///   - to: the clusters that they enter.
  ///   - places: where the sums of a cluster begin in `sums`.
  ///   - grid: the units; only the first two planes are used. |x_l·scale_l| < 2⁶².
  ///   - sums: the sums of all clusters, changed.
  ///   - spilled: the numbers, point · d + feature, of the values that these planes do not hold and
  ///     that are not moved.
  ///   - room: how many of these there is room for, at least d.
  /// - Returns: how many values spilled, and how many points were moved until there was no room.
  /// - Complexity: O(n·d).
  package func move(
    _ points: Points, from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>,
    places: UnsafePointer<Int>, grid: FixedPointGrid,
    sums: UnsafeMutablePointer<Int64>, spilled: UnsafeMutablePointer<Int32>, room: Int
  ) -> (spilled: Int, moved: Int) {
    var moved = 0
    let count = points.withBlock { points in
      grid.withPlanes { planes in
        table.move(points, from, to, places, planes, sums, spilled, room, &moved)
      }
    }
    return (count, moved)
  }
}
