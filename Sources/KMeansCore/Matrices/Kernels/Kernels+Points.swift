import CKMeansKernels

extension Kernels {
  /// Some points of X as the kernels take them: in memory, or lent by a `PointView`.
  ///
  /// What was lent lives as long as this value. Everything else is valid as long as the memory
  /// behind X.
  package struct Points {
    private let block: kmeans_points
    /// The memory that a view wrote to; nil for points that lie in memory.
    private let owner: LentValues?

    /// n, how many points these are.
    package var count: Int { block.count }

    /// Points in memory.
    ///
    /// - Parameters:
    ///   - values: the first value of point 0, aligned to `scalar`.
    ///   - scalar: the type of the values.
    ///   - dimensions: d.
    ///   - count: how many points there are.
    ///   - rows: nil for points 0 ..< count; else which `count` points, counted from `values`.
    package init(
      _ values: UnsafeRawPointer?, scalar: PointMatrix.Scalar, dimensions: Int, count: Int,
      rows: UnsafePointer<Int32>? = nil
    ) {
      block = kmeans_points(
        values: values, rows: rows, count: count, dimensions: dimensions, type: scalar.rawValue)
      owner = nil
    }

    /// Points that a view has written.
    init(_ lent: LentValues, scalar: PointMatrix.Scalar, dimensions: Int, count: Int) {
      block = kmeans_points(
        values: lent.base, rows: nil, count: count, dimensions: dimensions, type: scalar.rawValue)
      owner = lent
    }

    private init(_ block: kmeans_points, _ owner: LentValues?) {
      (self.block, self.owner) = (block, owner)
    }

    /// Calls `body` with the points as the C has them.
    @inline(__always)
    func withBlock<Result>(_ body: (UnsafePointer<kmeans_points>) -> Result) -> Result {
      withExtendedLifetime(owner) { withUnsafePointer(to: block, body) }
    }

    /// Calls `body` with the first value of the first point; the others follow it.
    ///
    /// - Precondition: the points follow one another, which listed ones in memory do not.
    @inline(__always)
    package func withValues<Result>(_ body: (UnsafeRawPointer) -> Result) -> Result {
      withExtendedLifetime(owner) { body(block.values ?? PointMatrix.noValues) }
    }

    /// Calls `body` with every point, from 0, and its values, converted exactly.
    @inline(__always)
    package func forEach(_ body: (_ index: Int, _ values: PointValues) -> Void) {
      withExtendedLifetime(owner) {
        for index in 0..<count { body(index, values(index)) }
      }
    }

    /// Calls `body` with the values of one of the points, converted exactly.
    @inline(__always)
    package func withPoint<Result>(_ index: Int, _ body: (PointValues) -> Result) -> Result {
      withExtendedLifetime(owner) { body(values(index)) }
    }

    @inline(__always)
    private func values(_ index: Int) -> PointValues {
      let scalar = PointMatrix.Scalar(rawValue: block.type) ?? .double
      let row = block.rows.map { Int($0[index]) } ?? index
      return PointValues(
        base: (block.values ?? PointMatrix.noValues) + row * block.dimensions * scalar.size,
        scalar: scalar)
    }

    /// The points from number `first` on.
    func dropFirst(_ first: Int) -> Points {
      var rest = block
      rest.count -= first
      if let rows = block.rows {
        rest.rows = rows + first
      } else {
        let size = PointMatrix.Scalar(rawValue: block.type)?.size ?? 0
        rest.values = block.values.map { $0 + first * block.dimensions * size }
      }
      return Points(rest, owner)
    }
  }
}

/// The values of one point where they lie, converted exactly.
package struct PointValues {
  fileprivate let base: UnsafeRawPointer
  fileprivate let scalar: PointMatrix.Scalar

  /// x_l.
  @inline(__always)
  package subscript(feature: Int) -> Double {
    switch scalar {
    case .uint8: Double(base.load(fromByteOffset: feature, as: UInt8.self))
    case .float: Double(base.load(fromByteOffset: feature * 4, as: Float.self))
    case .double: base.load(fromByteOffset: feature * 8, as: Double.self)
    }
  }

  /// Writes the first `count` values as `Double`, by loops that vectorise.
  @inline(__always)
  package func copy(_ count: Int, to values: UnsafeMutablePointer<Double>) {
    switch scalar {
    case .uint8:
      let bytes = base.assumingMemoryBound(to: UInt8.self)
      for l in 0..<count { values[l] = Double(bytes[l]) }
    case .float:
      let floats = base.assumingMemoryBound(to: Float.self)
      for l in 0..<count { values[l] = Double(floats[l]) }
    case .double:
      values.update(from: base.assumingMemoryBound(to: Double.self), count: count)
    }
  }
}

extension PointMatrix {
  /// Where the values of no point begin.
  static var noValues: UnsafeRawPointer { UnsafeRawPointer(bitPattern: 64)! }
}
