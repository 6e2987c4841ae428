extension Observations {
  /// Fast, unchecked reading of points and weights, for loops over many points.
  package struct Rows: Sendable {
    package let points: PointMatrix
    private let weights: [Double]?
    /// Valid because `points` keeps its memory alive; nil for compressed rows.
    nonisolated(unsafe) private let base: UnsafeRawPointer?

    package init(points: PointMatrix, weights: [Double]?) {
      self.points = points
      self.weights = weights
      base =
        points.isCompressed
        ? nil : points.withUnsafeBytes { $0.baseAddress ?? UnsafeRawPointer(bitPattern: 64)! }
    }

    /// The points, where they are compressed rows.
    @inline(__always) package var compressed: CompressedRows? { points.compressed }

    @inline(never)
    private func expanded() -> UnsafeRawPointer {
      points.withUnsafeBytes { $0.baseAddress ?? UnsafeRawPointer(bitPattern: 64)! }
    }

    /// d.
    @inline(__always) package var dimensions: Int { points.dimensions }

    /// Where the values of a point begin. Compressed rows are written out first.
    @inline(__always)
    package func pointer(_ point: Int) -> UnsafeRawPointer {
      (base ?? expanded()) + point * points.dimensions * points.scalar.size
    }

    /// w of a point.
    @inline(__always)
    package func weight(_ point: Int) -> Double {
      weights?[point] ?? 1
    }

    /// Points in a chunk when `threads` threads share these.
    package func chunkSize(threads: Int) -> Int {
      let values = compressed.map { $0.entries / max($0.count, 1) + 1 } ?? points.dimensions
      return Chunks.size(count: points.count, dimensions: values, threads: threads)
    }

    /// The same where every point is held against `clusters` centroids: never so many that a stop
    /// would have to wait long for the end of a chunk.
    package func chunkSize(threads: Int, clusters: Int) -> Int {
      let usual = chunkSize(threads: threads)
      let values = compressed.map { $0.entries / max($0.count, 1) + 1 } ?? points.dimensions
      let product = values.multipliedReportingOverflow(by: clusters)
      let most = product.overflow ? 0 : (1 << 31) / max(product.partialValue, 1)
      return max(Chunks.panels, min(usual, most / Chunks.panels * Chunks.panels))
    }

    @inline(__always)
    package var isWeighted: Bool { weights != nil }

    /// The values of one point, converted exactly, for a loop over its features.
    package struct Values {
      fileprivate let base: UnsafeRawPointer
      fileprivate let scalar: PointMatrix.Scalar

      @inline(__always)
      package subscript(feature: Int) -> Double {
        switch scalar {
        case .uint8: Double(base.load(fromByteOffset: feature, as: UInt8.self))
        case .float: Double(base.load(fromByteOffset: feature * 4, as: Float.self))
        case .double: base.load(fromByteOffset: feature * 8, as: Double.self)
        }
      }
    }

    /// The values of a point, valid as long as the points are.
    @inline(__always)
    package func values(_ point: Int) -> Values {
      Values(base: pointer(point), scalar: points.scalar)
    }

    /// x_li.
    @inline(__always)
    package subscript(feature: Int, point: Int) -> Double {
      guard let base else { return points[feature, point] }
      let offset = point * points.dimensions + feature
      switch points.scalar {
      case .uint8: return Double(base.load(fromByteOffset: offset, as: UInt8.self))
      case .float: return Double(base.load(fromByteOffset: offset * 4, as: Float.self))
      case .double: return base.load(fromByteOffset: offset * 8, as: Double.self)
      }
    }
  }

  package var rows: Rows { Rows(points: points, weights: weights) }
}
