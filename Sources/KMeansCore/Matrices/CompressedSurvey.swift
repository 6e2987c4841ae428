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

  /// Σ x² of all columns, and the sum over the columns of (Σ x)².
  ///
  /// - Precondition: the box has been checked.
  /// - Complexity: O(N + n + d) for n values.
  func totals(_ execution: SurveyExecution) -> (squares: Dyadic, squaredSums: Dyadic) {
    let (total, units) = sums(execution)
    return total.totals(units)
  }

  /// What is summed up of every column, and the exponent of its unit.
  private func sums(_ execution: SurveyExecution) -> (total: Moments, units: [Int]) {
    let units = (0..<rows.dimensions).map { feature -> Int in
      let magnitude = box.magnitude(feature)
      // Not below 2^-960, so that scales stay finite; smaller values are not held.
      return magnitude > 0 ? max(Int(magnitude.exponent) + 1 - 62, -960) : 0
    }
    let scale = units.map { Double.powerOfTwo(-$0) }
    let powers = units.map { Double.powerOfTwo($0) }
    let parts = Chunks.run(
      count: rows.count, size: Self.chunk, threads: Self.threads(rows, execution.threads),
      makeWorker: { Moments(dimensions: rows.dimensions) }
    ) { part, range in
      part.add(range, of: rows, scale: scale, unit: powers)
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
    }

    private var columns: [Column]
    /// Σ x and Σ x² of the values that are no whole units, by feature.
    private var others: [Int: (sum: ExactSum, square: ExactSum)] = [:]

    init(dimensions: Int) { columns = Array(repeating: Column(), count: dimensions) }

    mutating func add(
      _ range: Range<Int>, of rows: CompressedRows, scale: [Double], unit: [Double]
    ) {
      var spilled: [(Int, Double)] = []
      columns.withUnsafeMutableBufferPointer { columns in
        withExtendedLifetime((scale, unit)) {
          for point in range {
            rows[point].forEach { feature, value in
              let units = value * scale[feature]
              // Below 2^62, for no value exceeds the box; a product may vanish, and the way back
              // tells.
              let whole = Int64(fitting: units)
              guard Double(whole) * unit[feature] == value else {
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
    func totals(_ units: [Int]) -> (squares: Dyadic, squaredSums: Dyadic) {
      var totals: [Int: Total] = [:]
      var (squares, squaredSums) = (Dyadic.zero, Dyadic.zero)
      for feature in columns.indices {
        if !others.isEmpty, others[feature] != nil {
          let sum = sum(feature, unit: units[feature])
          squares += square(feature, unit: units[feature])
          squaredSums += sum * sum
        } else {
          totals[units[feature], default: Total()].add(columns[feature])
        }
      }
      for (unit, total) in totals {
        squares +=
          Dyadic(magnitude: total.high, exponent: 2 * unit + 64)
          + Dyadic(magnitude: total.low, exponent: 2 * unit)
        squaredSums +=
          Dyadic(magnitude: total.square.high, exponent: 2 * unit + 128)
          + Dyadic(magnitude: total.square.low, exponent: 2 * unit)
      }
      return (squares, squaredSums)
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
