/// The fixed-point units in which the moments of the columns are summed: 46 bits of every value, in
/// two pieces of 23, or 92, in four.
///
/// Any grid gives the same exact moments. A good one holds nearly all values; what it does not hold
/// is summed one by one.
struct MomentGrid {
  /// Bits of a value that two pieces hold.
  static let bits = 46
  /// 2 or 4.
  let pieces: Int32
  /// The exponent of the unit of the first two pieces, by feature.
  let top: [Int]
  /// 2^−top and 2^top by column of the folded matrix.
  let scale: [Double]
  let unit: [Double]
  /// The greatest |value| that the grid can take, by column.
  let limits: [Double]

  /// The sums that a column has: see `Kernels.moments`.
  var sums: Int { pieces == 4 ? 9 : 4 }

  /// A grid for values within a box.
  ///
  /// - Parameters:
  ///   - box: where the values lie.
  ///   - fold: how columns are laid side by side.
  ///   - scalar: the type of the values.
  ///   - pieces: how many pieces a value is cut into, 2 or 4.
  ///   - headroom: bits that a value may exceed the box by, at most 20. Features whose values are
  ///     small beside others' get more, up to those.
  init(
    _ box: BoundingBox, fold: ColumnFold, scalar: PointMatrix.Scalar, pieces: Int32, headroom: Int
  ) {
    self.pieces = pieces
    if scalar == .uint8 {
      top = Array(repeating: 0, count: fold.dimensions)
    } else {
      let exponents = box.least.indices.map { feature in
        // Greater ones are refused later.
        let magnitude = min(box.magnitude(feature), 0x1p480)
        return magnitude > 0 ? Int(magnitude.exponent) + 1 : nil
      }
      let most = exponents.lazy.compactMap { $0 }.max() ?? 0
      top = exponents.map { own in
        let above = own.map { max($0 + headroom, min($0 + 2 * headroom, most + headroom / 2)) }
        // Not below 2^-960, so that scales stay finite; smaller values are not held.
        return max((above ?? most + headroom / 2) - Self.bits, -960)
      }
    }
    scale = fold.spread(top.map { Double.powerOfTwo(-$0) })
    unit = fold.spread(top.map { Double.powerOfTwo($0) })
    limits = unit.map { $0 * 0x1p46 }
  }
}

/// The moments of some of the points, on one grid.
struct MomentPart {
  let grid: MomentGrid
  private let fold: ColumnFold
  /// The sums of the points being added, by kind of sum and column of the folded matrix.
  private var recent: [Int64]
  /// All sums, by kind and feature. A term is below 2^48, so 2^79 of them fit.
  private var total: [Int128]
  /// Σ x and Σ x² of the values that the grid does not hold, by feature; made for the first.
  private var others: [Int: (sum: ExactSum, square: ExactSum)] = [:]
  private let spilled: SpillRoom

  init(grid: MomentGrid, fold: ColumnFold, spilled: SpillRoom) {
    self.grid = grid
    self.fold = fold
    self.spilled = spilled
    recent = Array(repeating: 0, count: grid.sums * fold.columns)
    total = Array(repeating: 0, count: grid.sums * fold.dimensions)
  }

  /// Adds points within the grid's limits, at most `Kernels.mostMomentRows` rows of them.
  ///
  /// - Returns: how many values the grid did not hold.
  /// - Complexity: O(n·d).
  mutating func add(
    _ points: Kernels.Points, _ scalar: PointMatrix.Scalar, kernels: Kernels
  ) -> Int {
    var missed = 0
    fold.forEach(points, scalar) { values, count, columns in
      let open = kernels.moments(
        values, scalar: scalar, rows: count, columns: columns, pieces: grid.pieces,
        scale: grid.scale, unit: grid.unit, stride: fold.columns, sums: &recent,
        spilled: spilled.base)
      for index in 0..<open {
        let number = Int(spilled.base[index])
        addOther(values, scalar, number, feature: number % fold.dimensions)
      }
      missed += open
    }
    for sum in 0..<grid.sums {
      for column in 0..<fold.columns {
        let index = sum * fold.columns + column
        total[sum * fold.dimensions + column % fold.dimensions] += Int128(recent[index])
        recent[index] = 0
      }
    }
    return missed
  }

  private mutating func addOther(
    _ values: UnsafeRawPointer, _ scalar: PointMatrix.Scalar, _ index: Int, feature: Int
  ) {
    let value =
      scalar == .float
      ? Double(values.load(fromByteOffset: index * 4, as: Float.self))
      : values.load(fromByteOffset: index * 8, as: Double.self)
    others[feature, default: (ExactSum(), ExactSum())].sum.add(value)
    others[feature]?.square.addSquare(of: value, weight: 1)
  }

  /// Adds what another part on the same grid holds.
  mutating func merge(_ other: MomentPart) {
    for index in total.indices { total[index] += other.total[index] }
    for (feature, sums) in other.others {
      others[feature, default: (ExactSum(), ExactSum())].sum.merge(sums.sum)
      others[feature]?.square.merge(sums.square)
    }
  }

  /// Σ x of a feature.
  func sum(_ feature: Int) -> Dyadic {
    let rest = others[feature]?.sum.value ?? .zero
    let (bits, top) = (Int128(MomentGrid.bits), grid.top[feature])
    if grid.pieces == 2 { return Dyadic(self[0, feature], exponent: top) + rest }
    return Dyadic(self[0, feature] << bits &+ self[1, feature], exponent: top - MomentGrid.bits)
      + rest
  }

  /// Σ x² of a feature.
  func square(_ feature: Int) -> Dyadic {
    let rest = others[feature]?.square.value ?? .zero
    let unit = 2 * grid.top[feature]
    let sum = { (index: Int) in self[index, feature] }
    // (a·2^23 + b)² = aa·2^46 + 2ab·2^23 + bb, below 2^92 a term.
    // Sums that wrap are those of points that changed while they were read.
    let first = sum(1) << 46 &+ sum(2) << 24 &+ sum(3)
    if grid.pieces == 2 { return Dyadic(first, exponent: unit) + rest }
    let high = sum(2) << 46 &+ sum(3) << 24 &+ sum(4)
    let middle = sum(5) << 24 &+ sum(6)
    let low = sum(7) << 24 &+ sum(8)
    return Dyadic(high, exponent: unit) + Dyadic(middle, exponent: unit - 46)
      + Dyadic(low, exponent: unit - 92) + rest
  }

  private subscript(sum: Int, feature: Int) -> Int128 { total[sum * fold.dimensions + feature] }
}

/// Room for the numbers of values that a grid does not hold; untouched memory costs nothing.
final class SpillRoom {
  let base: UnsafeMutablePointer<Int32>

  init(count: Int) { base = .allocate(capacity: count) }

  deinit { base.deallocate() }
}
