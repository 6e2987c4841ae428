/// The box and the moments of the columns of compressed rows.
///
/// The same facts as `ColumnSurvey` has of points kept whole, from the values kept: the others are
/// 0, which widens a box and adds nothing to a sum.
struct CompressedSurvey {
  /// The box of all points.
  let box: BoundingBox
  private let rows: CompressedRows

  /// - Complexity: O(N + n + d) for n values, shared by the threads.
  init(_ rows: CompressedRows, _ execution: SurveyExecution) {
    self.rows = rows
    let workers = Chunks.run(
      count: rows.count, size: Self.chunk, threads: Self.threads(rows, execution.threads),
      makeWorker: { Box(BoundingBox(dimensions: rows.dimensions, scalar: rows.scalar)) }
    ) { worker, range in
      worker.box.include(range, of: rows, counts: &worker.counts)
      return !execution.isAbandoned
    }.workers
    var box = BoundingBox(dimensions: rows.dimensions, scalar: rows.scalar)
    var counts = [Int](repeating: 0, count: rows.dimensions)
    for worker in workers {
      box.merge(folded: worker.box)
      for feature in counts.indices { counts[feature] += worker.counts[feature] }
    }
    for feature in counts.indices where counts[feature] < rows.count { box.includeZero(feature) }
    self.box = box
  }

  private static let chunk = 2048

  /// Other threads are not worth waking for a few values, or fewer than what each of them would
  /// keep of the columns.
  private static func threads(_ rows: CompressedRows, _ threads: Int) -> Int {
    rows.entries < max(1 << 15, 4 * rows.dimensions) ? 1 : threads
  }

  private struct Box {
    var box: BoundingBox
    /// How many values every feature has.
    var counts: [Int]

    init(_ box: BoundingBox) {
      self.box = box
      counts = Array(repeating: 0, count: box.least.count)
    }
  }

  /// The moments of all points, by feature: they stay as they were summed up, for as numbers of any
  /// size they would take some hundred bytes a feature.
  ///
  /// - Precondition: the box has been checked.
  /// - Complexity: O(N + n + d) for n values, shared by the threads.
  func moments(_ execution: SurveyExecution) -> (_ feature: Int) -> Survey.Moments {
    let (total, units) = sums(execution)
    return {
      Survey.Moments(
        sum: total.sum($0, unit: units[$0]), square: total.square($0, unit: units[$0]))
    }
  }

  /// What columns are in all.
  struct Totals {
    /// Σ x² of all columns.
    var squares = Dyadic.zero
    /// The sum over the columns of (Σ x)².
    var squaredSums = Dyadic.zero
    /// A number that no column's variance exceeds.
    var greatestVariance = 0.0
  }

  /// - Precondition: the box has been checked.
  /// - Complexity: O(N + n + d) for n values.
  func totals(_ execution: SurveyExecution) -> Totals {
    let (total, units) = sums(execution)
    return total.totals(units, points: rows.count)
  }

  /// What is summed up of every column, and the exponent of its unit.
  private func sums(_ execution: SurveyExecution) -> (total: Moments, units: [Int]) {
    let units = (0..<rows.dimensions).map { feature -> Int in
      let magnitude = box.magnitude(feature)
      // Not below 2^-960, so that scales stay finite; smaller values are not held.
      return magnitude > 0 ? max(Int(magnitude.exponent) + 1 - 62, -960) : 0
    }
    let parts = Chunks.run(
      count: rows.count, size: Self.chunk, threads: Self.threads(rows, execution.threads),
      makeWorker: { Moments(units: units) }
    ) { part, range in
      part.add(range, of: rows)
      return !execution.isAbandoned
    }.workers
    var total = parts[0]
    for part in parts.dropFirst() { total.merge(part) }
    return (total, units)
  }

  /// Σ x and Σ x² of some of the points, in 62 bits of every value below its column's greatest.
  private struct Moments {
    /// q = x in units: Σ q, and Σ q² by the halves of 64 bits that a square has.
    private struct Column {
      var sum: Int128 = 0
      var low: UInt128 = 0
      var high: UInt128 = 0
      /// x·scale is x in units. Here, so that a value finds all of its column side by side.
      let scale: Double
      let unit: Double
    }

    private var columns: [Column]
    /// Σ x and Σ x² of the values that are no whole units, by feature.
    private var others: [Int: (sum: ExactSum, square: ExactSum)] = [:]

    /// - Parameter units: the exponents of the units, by feature.
    init(units: [Int]) {
      columns = units.map { Column(scale: .powerOfTwo(-$0), unit: .powerOfTwo($0)) }
    }

    mutating func add(_ range: Range<Int>, of rows: CompressedRows) {
      var spilled: [(Int, Double)] = []
      columns.withUnsafeMutableBufferPointer { columns in
        for point in range {
          rows[point].forEach { feature, value in
            let units = value * columns[feature].scale
            // Below 2^62, for no value exceeds the box; a product may vanish, and the way back
            // tells.
            let whole = Int64(fitting: units)
            guard Double(whole) * columns[feature].unit == value else {
              spilled.append((feature, value))
              return
            }
            let square = whole.magnitude.multipliedFullWidth(by: whole.magnitude)
            columns[feature].sum &+= Int128(whole)
            columns[feature].low &+= UInt128(square.low)
            columns[feature].high &+= UInt128(square.high)
          }
        }
      }
      for (feature, value) in spilled {
        others[feature, default: (ExactSum(), ExactSum())].sum.add(value)
        others[feature]?.square.addSquare(of: value, weight: 1)
      }
    }

    mutating func merge(_ other: Moments) {
      for feature in columns.indices {
        columns[feature].sum += other.columns[feature].sum
        columns[feature].low += other.columns[feature].low
        columns[feature].high += other.columns[feature].high
      }
      for (feature, sums) in other.others {
        others[feature, default: (ExactSum(), ExactSum())].sum.merge(sums.sum)
        others[feature]?.square.merge(sums.square)
      }
    }

    /// Columns of one unit: Σ of their sums of squares, by halves, and of their squared sums in
    /// 256 bits. A sum is below 2^126, but for more points than a machine can hold.
    private struct Total {
      var low: UInt128 = 0
      var high: UInt128 = 0
      var square: (low: UInt128, high: UInt128) = (0, 0)

      mutating func add(_ column: Column) {
        low &+= column.low
        high &+= column.high
        let sum = column.sum.magnitude
        let product = sum.multipliedFullWidth(by: sum)
        let (own, carries) = square.low.addingReportingOverflow(product.low)
        square.low = own
        square.high &+= product.high &+ (carries ? 1 : 0)
      }
    }

    /// See `CompressedSurvey.totals`.
    func totals(_ units: [Int], points: Int) -> Totals {
      var byUnit: [Int: Total] = [:]
      var totals = Totals()
      for feature in columns.indices {
        let column = columns[feature]
        var sum = Self.about(column.sum.magnitude)
        var square = 0x1p64 * Self.about(column.high) + Self.about(column.low)
        if !others.isEmpty, others[feature] != nil {
          let exact = self.sum(feature, unit: units[feature])
          totals.squaredSums += exact * exact
          let squares = self.square(feature, unit: units[feature])
          totals.squares += squares
          (sum, square) = (exact.rounded, squares.rounded)
        } else {
          byUnit[units[feature], default: Total()].add(column)
          (sum, square) = (sum * column.unit, square * column.unit * column.unit)
        }
        let bound = Self.bound(onVarianceOf: (sum, square), points: Double(points))
        totals.greatestVariance = max(totals.greatestVariance, bound)
      }
      for (unit, total) in byUnit {
        totals.squares +=
          Dyadic(magnitude: total.high, exponent: 2 * unit + 64)
          + Dyadic(magnitude: total.low, exponent: 2 * unit)
        totals.squaredSums +=
          Dyadic(magnitude: total.square.high, exponent: 2 * unit + 128)
          + Dyadic(magnitude: total.square.low, exponent: 2 * unit)
      }
      return totals
    }

    /// A number within three roundings; the generic conversion is far slower.
    @inline(__always)
    private static func about(_ value: UInt128) -> Double {
      0x1p64 * Double(UInt64(truncatingIfNeeded: value >> 64))
        + Double(UInt64(truncatingIfNeeded: value))
    }

    /// At least Σx²/N − (Σx/N)², by sums that are off by some roundings. (Σx)²/N is at most Σx², so
    /// all roundings together are below 2^-40 of Σx²/N, but for what underflows.
    private static func bound(
      onVarianceOf sums: (sum: Double, square: Double), points: Double
    ) -> Double {
      let (mean, square) = (sums.sum / points, sums.square / points)
      return square * (1 + 0x1p-40) - mean * mean + 0x1p-900
    }

    func sum(_ feature: Int, unit: Int) -> Dyadic {
      Dyadic(columns[feature].sum, exponent: unit) + (others[feature]?.sum.value ?? .zero)
    }

    func square(_ feature: Int, unit: Int) -> Dyadic {
      Dyadic(magnitude: columns[feature].high, exponent: 2 * unit + 64)
        + Dyadic(magnitude: columns[feature].low, exponent: 2 * unit)
        + (others[feature]?.square.value ?? .zero)
    }
  }
}
