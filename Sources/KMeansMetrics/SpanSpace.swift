import KMeansCore

/// Points as the kernels for sums of distances take them: panels of points whose sums are wanted,
/// and rows of the others.
protocol SpanSpace: Sendable {
  associatedtype PanelValue: BitwiseCopyable
  associatedtype RowValue: BitwiseCopyable
  associatedtype Norm: BitwiseCopyable

  /// Points in a panel.
  var panelWidth: Int { get }
  /// Values that a point takes, in a panel and in a row.
  var length: Int { get }

  /// Writes a point as a lane of a panel.
  ///
  /// - Parameters:
  ///   - point: the number of the point.
  ///   - centre: what is subtracted, the same for all points that are compared; d values.
  ///   - lane: which lane, from 0.
  ///   - panel: the panel, of which the lane is written.
  /// - Returns: the norm of the point as packed.
  func packLane(
    _ point: Int, centre: UnsafePointer<Double>, lane: Int,
    panel: UnsafeMutablePointer<PanelValue>
  ) -> Norm

  /// Writes a point as a row.
  func packRow(
    _ point: Int, centre: UnsafePointer<Double>, row: UnsafeMutablePointer<RowValue>
  ) -> Norm

  /// Adds to every lane of a panel its distances to rows, one after the other.
  func add(
    panel: UnsafePointer<PanelValue>, norms: UnsafePointer<Norm>,
    rows: UnsafePointer<RowValue>, rowNorms: UnsafePointer<Norm>, count: Int,
    to sums: UnsafeMutablePointer<Double>)
}

/// Any points, in `Double`: shifted, and scaled by a power of two so that no square overflows.
struct DoubleSpans: SpanSpace {
  let rows: Observations.Rows
  let kernels: Kernels
  /// A power of two; distances come out multiplied by it.
  let scale: Double

  init(_ x: Observations, kernels: Kernels) {
    rows = x.rows
    self.kernels = kernels
    let sides = zip(x.box.greatest, x.box.least).map { $0 - $1 }
    let widest = sides.max() ?? 0
    scale =
      widest > 0
      ? Double(sign: .plus, exponent: min(1000, -Int(widest.exponent)), significand: 1) : 1
  }

  var panelWidth: Int { kernels.spanWidth }
  var length: Int { rows.dimensions }

  @inline(__always)
  func packLane(
    _ point: Int, centre: UnsafePointer<Double>, lane: Int, panel: UnsafeMutablePointer<Double>
  ) -> Double {
    var norm = 0.0
    let width = panelWidth
    rows.forEachValue(point) { feature, value in
      let moved = (value - centre[feature]) * scale
      panel[feature * width + lane] = moved
      norm += moved * moved
    }
    return norm
  }

  @inline(__always)
  func packRow(
    _ point: Int, centre: UnsafePointer<Double>, row: UnsafeMutablePointer<Double>
  ) -> Double {
    var norm = 0.0
    rows.forEachValue(point) { feature, value in
      let moved = (value - centre[feature]) * scale
      row[feature] = moved
      norm += moved * moved
    }
    return norm
  }

  func add(
    panel: UnsafePointer<Double>, norms: UnsafePointer<Double>, rows: UnsafePointer<Double>,
    rowNorms: UnsafePointer<Double>, count: Int, to sums: UnsafeMutablePointer<Double>
  ) {
    kernels.addSpans(
      panel: panel, norms: norms, dimensions: length, others: rows, otherNorms: rowNorms,
      count: count, to: sums)
  }
}

/// Whole numbers from 0 to 255 of any type: their squared distances are exact.
struct ByteSpans: SpanSpace {
  let rows: Observations.Rows
  let kernels: Kernels
  let length: Int

  /// Nil for points that have other values, or too many features.
  ///
  /// - Complexity: O(N·d) for values that are not stored as bytes.
  init?(_ x: Observations, kernels: Kernels, threads: Int) {
    guard x.dimensions <= Kernels.mostSpanBytes, x.rows.isBytes(in: x.box, threads: threads)
    else { return nil }
    rows = x.rows
    self.kernels = kernels
    length = (x.dimensions + 3) / 4 * 4
  }

  var panelWidth: Int { kernels.panelWidth }

  @inline(__always)
  func packLane(
    _ point: Int, centre: UnsafePointer<Double>, lane: Int, panel: UnsafeMutablePointer<UInt8>
  ) -> UInt32 {
    var norm: UInt32 = 0
    let width = panelWidth
    rows.forEachValue(point) { feature, value in
      let byte = UInt8(fitting: value)
      panel[(feature / 4 * width + lane) * 4 + feature % 4] = byte
      norm &+= UInt32(byte) * UInt32(byte) &- 256 * UInt32(byte)
    }
    for feature in rows.dimensions..<length {
      panel[(feature / 4 * width + lane) * 4 + feature % 4] = 0
    }
    return norm
  }

  @inline(__always)
  func packRow(
    _ point: Int, centre: UnsafePointer<Double>, row: UnsafeMutablePointer<Int8>
  ) -> UInt32 {
    var norm: UInt32 = 0
    rows.forEachValue(point) { feature, value in
      let byte = UInt8(fitting: value)
      row[feature] = Int8(bitPattern: byte &- 128)
      norm &+= UInt32(byte) * UInt32(byte)
    }
    for feature in rows.dimensions..<length { row[feature] = 0 }
    return norm
  }

  func add(
    panel: UnsafePointer<UInt8>, norms: UnsafePointer<UInt32>, rows: UnsafePointer<Int8>,
    rowNorms: UnsafePointer<UInt32>, count: Int, to sums: UnsafeMutablePointer<Double>
  ) {
    kernels.addByteSpans(
      panel: panel, norms: norms, bytes: length, others: rows, otherNorms: rowNorms,
      count: count, to: sums)
  }
}

extension Observations.Rows {
  /// Calls `body` with every feature of a point and its value.
  @inline(__always)
  func forEachValue(_ point: Int, _ body: (_ feature: Int, _ value: Double) -> Void) {
    if let row = compressed?[point] { return forEachValue(of: row, body) }
    points(point..<point + 1).withPoint(0) { values in
      for feature in 0..<dimensions { body(feature, values[feature]) }
    }
  }

  /// The same for a compressed row, with 0 for what it does not keep.
  @inline(__always)
  private func forEachValue(
    of row: CompressedRows.Row, _ body: (_ feature: Int, _ value: Double) -> Void
  ) {
    var next = 0
    row.forEach { feature, value in
      while next < feature {
        body(next, 0)
        next += 1
      }
      body(feature, value)
      next += 1
    }
    while next < dimensions {
      body(next, 0)
      next += 1
    }
  }

  /// Whether every value is a whole number from 0 to 255.
  fileprivate func isBytes(in box: BoundingBox, threads: Int) -> Bool {
    if points.scalar == .uint8 { return true }
    guard box.least.allSatisfy({ $0 >= 0 }), box.greatest.allSatisfy({ $0 <= 255 }) else {
      return false
    }
    return Chunks.run(
      count: points.count, size: chunkSize(threads: threads), threads: threads, makeWorker: {}
    ) { _, range in
      range.allSatisfy { point in
        var isWhole = true
        forEachValue(point) { isWhole = isWhole && $1 == $1.rounded(.down) }
        return isWhole
      }
    }.complete
  }
}
