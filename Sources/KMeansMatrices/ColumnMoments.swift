/// Σ w, Σ w·x_l and Σ w·x_l² over all points, exactly, for every feature l.
package struct ColumnMoments: Sendable {
  /// Σ w.
  package let weight: Dyadic
  /// Σ w·x, by feature.
  package let sums: [Dyadic]
  /// Σ w·x², by feature.
  package let squares: [Dyadic]

  /// Σ w·x / Σ w of every feature, rounded once.
  var means: [Double] { sums.map { $0.quotient(by: weight) } }

  init(weight: Dyadic, sums: [Dyadic], squares: [Dyadic]) {
    self.weight = weight
    self.sums = sums
    self.squares = squares
  }

  /// The moments of weighted points.
  ///
  /// - Complexity: O(N·d), or O(n + d) for compressed rows of n values, shared by `threads`
  ///   threads.
  init(
    weighted rows: Observations.Rows, grid: FixedPointGrid, threads: Int, stop: StopSignal? = nil
  ) {
    let parts = Chunks.run(
      count: rows.points.count, size: rows.chunkSize(threads: threads), threads: threads,
      makeWorker: { WeightedPart(grid: grid) }
    ) { part, range in
      part.add(range, of: rows)
      return stop?.isAbandoning != true
    }.workers
    var total = parts[0]
    for part in parts.dropFirst() { total.merge(part) }
    weight = total.sums.weight(0)
    sums = (0..<rows.dimensions).map { total.sums.sum(0, feature: $0) }
    squares = total.squares.map(\.value)
  }
}

/// The weighted moments of some of the points.
private struct WeightedPart {
  var sums: ClusterSums
  /// Σ w·x², by feature.
  private(set) var squares: [ExactSum]

  init(grid: FixedPointGrid) {
    sums = ClusterSums(grid: grid, clusters: 1, isWeighted: true)
    squares = Array(repeating: ExactSum(), count: grid.columns - 1)
  }

  mutating func add(_ range: Range<Int>, of rows: Observations.Rows) {
    for point in range {
      sums.add(point, of: rows, to: 0)
      let weight = rows.weight(point)
      guard weight > 0 else { continue }
      if let row = rows.compressed?[point] {
        row.forEach { squares[$0].addSquare(of: $1, weight: weight) }
        continue
      }
      for feature in squares.indices {
        squares[feature].addSquare(of: rows[feature, point], weight: weight)
      }
    }
  }

  mutating func merge(_ other: WeightedPart) {
    sums.merge(other.sums)
    for feature in squares.indices { squares[feature].merge(other.squares[feature]) }
  }
}
