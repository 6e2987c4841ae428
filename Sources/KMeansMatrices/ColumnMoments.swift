/// Σ w, Σ w·x_l and Σ w·x_l² over all points, exactly, for the features that somebody asks for.
///
/// The sums stay as they were summed up: as numbers of any size they would take some hundred bytes
/// a feature.
struct ColumnMoments {
  /// Σ w.
  let weight: Dyadic
  /// Σ w·x of a feature.
  let sum: (_ feature: Int) -> Dyadic
  /// Σ w·x² of a feature.
  let square: (_ feature: Int) -> Dyadic

  /// The moments of the features from `first` on, counted from 0.
  func from(_ first: Int) -> ColumnMoments {
    ColumnMoments(
      weight: weight, sum: { sum(first + $0) }, square: { square(first + $0) })
  }
}

extension ColumnMoments {
  /// Features whose weighted sums are taken at once: a superaccumulator takes over a kilobyte.
  static let mostWeighted = 2048

  /// The moments of some columns of weighted points; features count from the first of these.
  ///
  /// - Parameters:
  ///   - rows: the points, with their weights.
  ///   - weight: Σ w.
  ///   - columns: which of the features.
  ///   - threads: how many threads may work at it.
  ///   - stop: what may end it early, with moments of no use; nil for nothing.
  /// - Complexity: O(N·f) for f columns, or O(N·log(n/N) + n) for compressed rows that have n
  ///   values there, shared by `threads` threads.
  init(
    weighted rows: Observations.Rows, _ weight: Dyadic, columns: Range<Int>, threads: Int,
    stop: StopSignal? = nil
  ) {
    let parts = Chunks.run(
      count: rows.points.count, size: rows.chunkSize(threads: threads), threads: threads,
      makeWorker: { WeightedPart(columns: columns) }
    ) { part, range in
      part.add(range, of: rows)
      return stop?.isAbandoning != true
    }.workers
    var total = parts[0]
    for part in parts.dropFirst() { total.merge(part) }
    self.init(
      weight: weight, sum: { [sums = total.sums] in sums[$0].value },
      square: { [squares = total.squares] in squares[$0].value })
  }
}

/// The weighted moments of some of the points, for some columns.
private struct WeightedPart {
  let columns: Range<Int>
  /// Σ w·x and Σ w·x², by column.
  private(set) var sums: [ExactSum]
  private(set) var squares: [ExactSum]

  init(columns: Range<Int>) {
    self.columns = columns
    sums = Array(repeating: ExactSum(), count: columns.count)
    squares = sums
  }

  mutating func add(_ range: Range<Int>, of rows: Observations.Rows) {
    for point in range {
      let weight = rows.weight(point)
      guard weight > 0 else { continue }
      if let row = rows.compressed?[point] {
        row.forEach(in: columns) { add($1, weight: weight, to: $0 - columns.lowerBound) }
        continue
      }
      for feature in columns {
        add(rows[feature, point], weight: weight, to: feature - columns.lowerBound)
      }
    }
  }

  private mutating func add(_ value: Double, weight: Double, to column: Int) {
    sums[column].addProduct(weight, value)
    squares[column].addSquare(of: value, weight: weight)
  }

  mutating func merge(_ other: WeightedPart) {
    for column in sums.indices {
      sums[column].merge(other.sums[column])
      squares[column].merge(other.squares[column])
    }
  }
}
