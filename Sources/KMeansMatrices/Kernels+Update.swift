/// What follows from the sums of a cluster: its mean, and its part of J.
extension Kernels {
  /// Fixed-point sums as unevaluated sums of two doubles, exactly.
  ///
  /// - Parameters:
  ///   - units: d numbers below 2⁶² in size, counting `unit`s, powers of two of at least 2⁻⁹⁶⁰.
  ///   - high, low: d values each, written.
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
  ///   - high, low: d sums, `high` the nearest double and `low` the rest to 2⁻¹⁰⁵ of it.
  ///   - count: a whole number from 1 to 2⁵³.
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
  ///   - high, low: d sums S.
  ///   - weight: W.
  ///   - centroid: d values.
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
