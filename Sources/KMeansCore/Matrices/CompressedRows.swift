import Synchronization

/// Points of which only some values are kept, the others being 0: compressed sparse rows.
///
/// Row i has the values from `offsets[i]` up to `offsets[i + 1]`, each with the feature that it
/// belongs to, ascending: the arrays `data`, `indices` and `indptr` of SciPy's `csr_array`. A value
/// that is kept may be 0 too. Checked when built and never written after, so threads may share it.
///
/// Features and offsets are copies, because they are used as indices and the owner of lent arrays
/// may change these. Values are read where they lie.
package final class CompressedRows: Sendable {
  /// d.
  package let dimensions: Int
  /// N.
  package let count: Int
  /// The type in which the values are stored.
  package let scalar: PointMatrix.Scalar
  // Valid as long as this object lives, which the compiler cannot know.
  nonisolated(unsafe) let values: UnsafeRawPointer
  nonisolated(unsafe) let columns: UnsafePointer<Int32>
  nonisolated(unsafe) let offsets: UnsafePointer<Int>
  private let owner: (any AnyObject & Sendable)?
  private let owned: (offsets: Slab<Int>, columns: Slab<Int32>)
  /// All N·d values, once they were asked for.
  private let expansion = Mutex<PointMemory?>(nil)

  /// One point: its values and their features.
  package struct Row {
    /// How many values are kept.
    package let count: Int
    /// Their features, ascending.
    package let columns: UnsafePointer<Int32>
    let values: UnsafeRawPointer
    let scalar: PointMatrix.Scalar
  }

  init(
    _ values: UnsafeRawBufferPointer, of scalar: PointMatrix.Scalar,
    columns: PointMatrix.Indices, offsets: PointMatrix.Indices, dimensions: Int,
    owner: (any AnyObject & Sendable)?
  ) throws(MatrixError) {
    guard dimensions > 0 else { throw .noDimensions }
    guard dimensions <= Int(Int32.max) else { throw .tooManyDimensions(dimensions) }
    let number = values.count / scalar.size
    try Self.check(values, of: scalar, columns: columns, offsets: offsets)
    owned = (Self.copy(offsets), Slab(uninitialized: columns.count))
    self.columns = UnsafePointer(owned.columns.base)
    self.offsets = UnsafePointer(owned.offsets.base)
    try Self.check(offsets: self.offsets, count: offsets.count, values: number)
    try Self.take(
      columns, to: owned.columns.base, offsets: self.offsets, points: offsets.count - 1,
      dimensions: dimensions)
    (self.dimensions, self.scalar, self.owner) = (dimensions, scalar, owner)
    count = offsets.count - 1
    // No value is read where there is none.
    self.values = values.baseAddress ?? UnsafeRawPointer(owned.offsets.base)
  }

  /// How many values are kept.
  package var entries: Int { offsets[count] }

  /// A point.
  @inline(__always)
  package subscript(point: Int) -> Row {
    let first = offsets[point]
    return Row(
      count: offsets[point + 1] - first, columns: columns + first,
      values: values + first * scalar.size, scalar: scalar)
  }

  /// x_li.
  ///
  /// - Complexity: O(log n) for n values of the point.
  func value(_ feature: Int, _ point: Int) -> Double {
    let row = self[point]
    var (low, high) = (0, row.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(row.columns[middle]) < feature { low = middle + 1 } else { high = middle }
    }
    return low < row.count && Int(row.columns[low]) == feature ? row.value(low) : 0
  }

  /// xᵢ, zeros and all.
  ///
  /// - Complexity: O(d).
  func point(_ index: Int) -> [Double] {
    var point = [Double](repeating: 0, count: dimensions)
    self[index].forEach { point[$0] = $1 }
    return point
  }

  /// Whether all values have been written out.
  var isExpanded: Bool { expansion.withLock { $0 != nil } }

  /// All N·d values, point after point: made when first asked for, and kept.
  ///
  /// - Complexity: O(N·d) time and memory, once.
  func expanded() -> UnsafeRawPointer? {
    expansion.withLock { memory in
      if let memory { return memory.base }
      let bytes = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(count * dimensions * scalar.size, 1), alignment: PointMemory.alignment)
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      for point in 0..<count {
        let row = self[point]
        for index in 0..<row.count {
          let place = (point * dimensions + Int(row.columns[index])) * scalar.size
          UnsafeMutableRawBufferPointer(rebasing: bytes[place..<place + scalar.size]).copyMemory(
            from: UnsafeRawBufferPointer(
              start: row.values + index * scalar.size, count: scalar.size))
        }
      }
      let made = PointMemory(taking: bytes)
      memory = made
      return made.base
    }
  }
}

extension CompressedRows.Row {
  /// A value, converted exactly.
  @inline(__always)
  func value(_ index: Int) -> Double {
    switch scalar {
    case .uint8: Double(values.load(fromByteOffset: index, as: UInt8.self))
    case .float: Double(values.load(fromByteOffset: index * 4, as: Float.self))
    case .double: values.load(fromByteOffset: index * 8, as: Double.self)
    }
  }

  /// Calls `body` with every feature that is kept and its value.
  @inline(__always)
  package func forEach(_ body: (_ feature: Int, _ value: Double) -> Void) {
    switch scalar {
    case .uint8:
      let values = values.assumingMemoryBound(to: UInt8.self)
      for index in 0..<count { body(Int(columns[index]), Double(values[index])) }
    case .float:
      let values = values.assumingMemoryBound(to: Float.self)
      for index in 0..<count { body(Int(columns[index]), Double(values[index])) }
    case .double:
      let values = values.assumingMemoryBound(to: Double.self)
      for index in 0..<count { body(Int(columns[index]), values[index]) }
    }
  }

  /// The same for the features within a range.
  ///
  /// - Complexity: O(log n + m) for m of n values.
  func forEach(in features: Range<Int>, _ body: (_ feature: Int, _ value: Double) -> Void) {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < features.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < count, Int(columns[low]) < features.upperBound {
      body(Int(columns[low]), value(low))
      low += 1
    }
  }

  /// Writes the values to their places among d zeros.
  ///
  /// - Complexity: O(n) for n values.
  package func scatter(to point: UnsafeMutablePointer<Double>) {
    forEach { point[$0] = $1 }
  }

  /// Makes d zeros again of what `scatter` wrote.
  ///
  /// - Complexity: O(n) for n values.
  package func clear(_ point: UnsafeMutablePointer<Double>) {
    for index in 0..<count { point[Int(columns[index])] = 0 }
  }
}
