/// What screens need of compressed rows: their norms, and their products with many centroids.
extension CompressedRows {
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

  /// Σ_l x_l·t_lj for every column j of a table: products and sums rounded each, in the order of
  /// the features.
  ///
  /// - Parameters:
  ///   - table: d rows of `width` values.
  ///   - width: 1, 4, or a multiple of 8.
  ///   - products: `width` values, written.
  /// - Complexity: O(n·width) for n values.
  func products(
    _ table: UnsafePointer<Double>, width: Int, _ products: UnsafeMutablePointer<Double>
  ) {
    switch scalar {
    case .uint8:
      let values = values.assumingMemoryBound(to: UInt8.self)
      multiply(table, width: width, products) { Double(values[$0]) }
    case .float:
      let values = values.assumingMemoryBound(to: Float.self)
      multiply(table, width: width, products) { Double(values[$0]) }
    case .double:
      let values = values.assumingMemoryBound(to: Double.self)
      multiply(table, width: width, products) { values[$0] }
    }
  }

  @inline(__always)
  private func multiply(
    _ table: UnsafePointer<Double>, width: Int, _ products: UnsafeMutablePointer<Double>,
    _ value: (Int) -> Double
  ) {
    if width == 1 {
      var sum = 0.0
      for index in 0..<count { sum += value(index) * table[Int(columns[index])] }
      products[0] = sum
    } else if width == 4 {
      multiply(by: SIMD4<Double>.self, UnsafeRawPointer(table), width: width, products, value)
    } else {
      for first in stride(from: 0, to: width, by: 8) {
        multiply(
          by: SIMD8<Double>.self, UnsafeRawPointer(table + first), width: width, products + first,
          value)
      }
    }
  }

  @inline(__always)
  private func multiply<Vector: SIMD>(
    by type: Vector.Type, _ table: UnsafeRawPointer, width: Int,
    _ products: UnsafeMutablePointer<Double>, _ value: (Int) -> Double
  ) where Vector.Scalar == Double {
    var sum = Vector()
    for index in 0..<count {
      let row = table + Int(columns[index]) * width * 8
      sum += row.loadUnaligned(as: type) * value(index)
    }
    UnsafeMutableRawPointer(products).storeBytes(of: sum, as: type)
  }
}
