/// Values as digits of a grid's first two planes, in the arithmetic of `Double`.
///
/// x = q·u + r·u·2^−B with u the unit of plane 0, q = ⌊x/u⌋ and r towards 0, as
/// `FixedPointGrid.split` has them. Each step is exact: a product with a power of two only changes
/// an exponent (or underflows, which the last comparison notices), and x − q·u has no more bits
/// than x. Whole numbers in units of plane 0 are the kernels' business; nearly all other doubles
/// have just one more digit.
struct TwoPlaneDigits {
  private let grid: FixedPointGrid

  init(_ grid: FixedPointGrid) {
    self.grid = grid
  }

  /// The grid's columns, for a loop.
  struct Columns {
    fileprivate let scale: UnsafePointer<Double>
    fileprivate let unit: UnsafePointer<Double>
    /// 2^−B, a unit of plane 1 in units of plane 0; and its inverse, 0 where there is no plane 1.
    fileprivate let lower: Double
    fileprivate let second: Double
    fileprivate let plane: Int

    /// Adds a value of weight 1 to a column.
    ///
    /// - Parameters:
    ///   - value: the units of both planes.
    ///   - column: the feature.
    ///   - sums: where a cluster's units begin.
    @inline(__always)
    func add(
      _ value: (first: Int64, rest: Int64), _ column: Int, to sums: UnsafeMutablePointer<Int64>
    ) {
      sums[column] &+= value.first
      if value.rest != 0 { sums[plane + column] &+= value.rest }
    }

    /// Takes a value of weight 1 out of a column.
    @inline(__always)
    func take(
      _ value: (first: Int64, rest: Int64), _ column: Int, from sums: UnsafeMutablePointer<Int64>
    ) {
      sums[column] &-= value.first
      if value.rest != 0 { sums[plane + column] &-= value.rest }
    }

    /// A value in units of planes 0 and 1; nil where it has further digits.
    @inline(__always)
    func digits(_ value: Double, _ column: Int) -> (first: Int64, rest: Int64)? {
      // Below 2^62, for checked points.
      let first = Int64(fitting: value * scale[column])
      // Exact: the rest has no more bits than the value.
      let left = value - Double(first) * unit[column]
      if left == 0 { return (first, 0) }
      let rest = Int64(fitting: left * scale[column] * second)
      return Double(rest) * (unit[column] * lower) == left ? (first, rest) : nil
    }
  }

  /// Calls `body` with the columns, valid during the call.
  @inline(__always)
  func withColumns<Result>(_ body: (Columns) -> Result) -> Result {
    grid.scale.withUnsafeBufferPointer { scale in
      grid.unit.withUnsafeBufferPointer { unit in
        let lower = Double.powerOfTwo(-grid.bits)
        // A grid has a column for the weights at least.
        return body(
          Columns(
            scale: scale.baseAddress!, unit: unit.baseAddress!, lower: lower,
            second: grid.planes > 1 ? 1 / lower : 0, plane: grid.columns))
      }
    }
  }
}
