extension Survey.Moments {
  /// Features whose weighted sums are taken at once: a superaccumulator takes over a kilobyte.
  static let mostWeighted = 2048

  /// Σ w·x and Σ w·x² of some columns.
  ///
  /// - Parameters:
  ///   - rows: the points, with their weights.
  ///   - columns: which of the features.
  ///   - execution: by what means. If it is stopped, the moments are of no use.
  /// - Returns: the sums of every column.
  /// - Complexity: O(N·f) for f columns, or O(N·log(n/N) + n) for compressed rows that have n
  ///   values there, shared by the threads.
  static func weighted(
    _ rows: Observations.Rows, columns: Range<Int>, _ execution: SurveyExecution
  ) -> [Self] {
    var moments: [Self] = []
    for first in stride(from: columns.lowerBound, to: columns.upperBound, by: mostWeighted) {
      let some = first..<min(first + mostWeighted, columns.upperBound)
      let parts = Chunks.run(
        count: rows.points.count, size: rows.chunkSize(threads: execution.threads),
        threads: execution.threads, makeWorker: { WeightedPart(columns: some) }
      ) { part, range in
        part.add(range, of: rows)
        return !execution.isAbandoned
      }.workers
      var total = parts[0]
      for part in parts.dropFirst() { total.merge(part) }
      moments += zip(total.sums, total.squares).map { Self(sum: $0.value, square: $1.value) }
    }
    return moments
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
    if let compressed = rows.compressed {
      for point in range where rows.weight(point) > 0 {
        compressed[point].forEach(in: columns) {
          add($1, weight: rows.weight(point), to: $0 - columns.lowerBound)
        }
      }
      return
    }
    rows.points(range).forEach { index, values in
      let weight = rows.weight(range.lowerBound + index)
      guard weight > 0 else { return }
      for feature in columns {
        add(values[feature], weight: weight, to: feature - columns.lowerBound)
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
