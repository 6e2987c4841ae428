import CKMeansKernels

/// Products of vectors of bytes, one with many, for screens that take points one by one.
extension Kernels {
  /// The number of bytes in a row of `dots` is a multiple of this.
  package static let rowMultiple = 64
  /// The most bytes that such a row may have, so that sums fit into 32 bits.
  package static let mostRowBytes = 1 << 16

  /// Σ x·m of some rows x with one m, exactly.
  ///
  /// - Parameters:
  ///   - rows: rows of `bytes` values from 0 to 255.
  ///   - bytes: a multiple of `rowMultiple`, at most `mostRowBytes`.
  ///   - which: the n rows that are wanted.
  ///   - count: n.
  ///   - m: `bytes` values from −128 to 127.
  ///   - dots: n sums, written.
  /// - Complexity: O(n·bytes).
  package func dots(
    rows: UnsafePointer<UInt8>, bytes: Int, which: UnsafePointer<Int32>, count: Int,
    with m: UnsafePointer<Int8>, _ dots: UnsafeMutablePointer<Int32>
  ) {
    table.dots8(rows, bytes, which, count, m, dots)
  }
}
