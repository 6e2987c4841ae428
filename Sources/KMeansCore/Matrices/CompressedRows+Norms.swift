/// What screens need of compressed rows: their norms, and how long they are.
extension CompressedRows {
  /// The most values of a row.
  ///
  /// - Complexity: O(N).
  var longest: Int { (0..<count).reduce(0) { max($0, offsets[$1 + 1] - offsets[$1]) } }

  /// How many values a row has, about.
  package var length: Int { entries / max(count, 1) }

  /// Σ x² of every point, added in the order of the values.
  ///
  /// - Complexity: O(N + n) for n values, shared by `threads` threads.
  package func squaredNorms(threads: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { norms, size in
      nonisolated(unsafe) let norms = norms
      _ = Chunks.forEach(count: count, size: 4096, threads: threads, makeWorker: {}) { _, range in
        for point in range { norms[point] = self[point].squaredNorm }
      }
      size = count
    }
  }
}

extension CompressedRows.Row {
  /// Σ x², added in the order of the values.
  package var squaredNorm: Double {
    var sum = 0.0
    forEach { sum += $1 * $1 }
    return sum
  }
}
