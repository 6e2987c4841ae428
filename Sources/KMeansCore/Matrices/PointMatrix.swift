/// X or M of the textbook: a d × N matrix with one column a point.
///
/// The values lie column by column, so point `i` is the `dimensions` neighbouring values from
/// `i * dimensions` on: the bytes of a C-ordered NumPy array of shape (N, d). Bytes stay bytes and
/// floats stay floats; whatever reads them converts to `Double`, which is exact.
///
/// The memory is either the matrix's own or borrowed (`init(borrowing:…)`), and is never written
/// after the matrix exists, so copies share it and cost O(1). Where most values are 0, it may hold
/// the others alone (`init(borrowingCompressed:…)`).
public struct PointMatrix: Sendable {
  /// The type in which the values are stored.
  public enum Scalar: Int32, Sendable, CaseIterable {
    /// Pixels and quantised descriptors, 0 … 255.
    case uint8 = 0
    /// IEEE 754 binary32.
    case float = 1
    /// IEEE 754 binary64.
    case double = 2

    /// Bytes that one value takes.
    public var size: Int {
      switch self {
      case .uint8: 1
      case .float: 4
      case .double: 8
      }
    }
  }

  /// d, the number of features of a point; at least 1.
  public let dimensions: Int
  /// N, the number of points; may be 0.
  public let count: Int
  /// The type in which the values are stored.
  public let scalar: Scalar
  let memory: PointMemory

  /// A matrix of the points given one by one.
  ///
  /// - Parameter points: N arrays of d values each.
  /// - Throws: `MatrixError.ragged` when a point has another length than the first,
  ///   `MatrixError.noDimensions` when there is no point, or no value in the first.
  /// - Complexity: O(N·d).
  public init(_ points: [[Double]]) throws(MatrixError) {
    guard let dimensions = points.first?.count, dimensions > 0 else { throw .noDimensions }
    for (index, point) in points.enumerated() where point.count != dimensions {
      throw .ragged(point: index, found: point.count, expected: dimensions)
    }
    try self.init(dimensions: dimensions, values: points.flatMap { $0 })
  }

  /// A matrix of values laid out point after point.
  ///
  /// - Parameters:
  ///   - dimensions: d, at least 1.
  ///   - values: N·d values, the first d of them the first point.
  /// - Throws: `MatrixError.noDimensions`, or `MatrixError.partialPoint` when the number of
  ///   values is not a multiple of d.
  /// - Complexity: O(N·d), one copy.
  public init(dimensions: Int, values: [Double]) throws(MatrixError) {
    try self.init(dimensions: dimensions, scalar: .double, copying: values)
  }

  /// A matrix of values laid out point after point; see `init(dimensions:values:)`.
  public init(dimensions: Int, values: [Float]) throws(MatrixError) {
    try self.init(dimensions: dimensions, scalar: .float, copying: values)
  }

  /// A matrix of values laid out point after point; see `init(dimensions:values:)`.
  public init(dimensions: Int, values: [UInt8]) throws(MatrixError) {
    try self.init(dimensions: dimensions, scalar: .uint8, copying: values)
  }

  private init<Value>(
    dimensions: Int, scalar: Scalar, copying values: [Value]
  ) throws(MatrixError) {
    guard dimensions > 0 else { throw .noDimensions }
    guard values.count.isMultiple(of: dimensions) else {
      throw .partialPoint(values: values.count, dimensions: dimensions)
    }
    let owned = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(values.count * scalar.size, 1), alignment: PointMemory.alignment)
    values.withUnsafeBytes { owned.copyMemory(from: $0) }
    self.init(
      dimensions: dimensions, count: values.count / dimensions, scalar: scalar,
      memory: PointMemory(taking: owned))
  }

  /// A matrix of `Double` that `fill` writes in place, with no copy after.
  ///
  /// - Parameters:
  ///   - dimensions: d, at least 1.
  ///   - count: N.
  ///   - fill: is given N·d uninitialised values, point after point, and must set them all.
  public init(
    dimensions: Int, count: Int, filling fill: (UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    self.init(dimensions: dimensions, count: count, scalar: .double) {
      fill($0.bindMemory(to: Double.self))
    }
  }

  /// A matrix of any scalar that `fill` writes in place, with no copy after.
  ///
  /// - Parameters:
  ///   - dimensions: d.
  ///   - count: N.
  ///   - scalar: the type of the values.
  ///   - fill: is given N·d·`scalar.size` uninitialised bytes, and must set them all.
  /// - Precondition: `dimensions` ≥ 1, `count` ≥ 0.
  public init(
    dimensions: Int, count: Int, scalar: Scalar,
    filling fill: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    precondition(dimensions > 0 && count >= 0, "a matrix needs d ≥ 1 and N ≥ 0")
    let bytes = dimensions * count * scalar.size
    let owned = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(bytes, 1), alignment: PointMemory.alignment)
    fill(UnsafeMutableRawBufferPointer(rebasing: owned[..<bytes]))
    self.init(
      dimensions: dimensions, count: count, scalar: scalar, memory: PointMemory(taking: owned))
  }

  /// A matrix over memory that somebody else owns: a NumPy or Arrow buffer, a mapped file.
  ///
  /// - Parameters:
  ///   - bytes: N·d values of `scalar`, aligned to it, point after point. Nobody may write to them
  ///     while the matrix or a copy of it lives.
  ///   - scalar: the type of the values.
  ///   - dimensions: d, at least 1.
  ///   - owner: kept alive as long as the matrix and its copies, then released.
  /// - Throws: `MatrixError.noDimensions`, `MatrixError.misaligned`, or `MatrixError.partialPoint`
  ///   when the bytes are not whole points.
  /// - Complexity: O(1), no copy.
  public init(
    borrowing bytes: UnsafeRawBufferPointer, of scalar: Scalar, dimensions: Int,
    owner: (any AnyObject & Sendable)?
  ) throws(MatrixError) {
    guard dimensions > 0 else { throw .noDimensions }
    // A point that is too large for any memory is no part of what there is.
    let (point, overflow) = dimensions.multipliedReportingOverflow(by: scalar.size)
    guard !overflow, bytes.count.isMultiple(of: point) else {
      throw .partialPoint(values: bytes.count / scalar.size, dimensions: dimensions)
    }
    if let base = bytes.baseAddress, !Int(bitPattern: base).isMultiple(of: scalar.size) {
      throw .misaligned(needed: scalar.size)
    }
    self.init(
      dimensions: dimensions, count: bytes.count / point, scalar: scalar,
      memory: PointMemory(borrowing: bytes, owner: owner))
  }

  init(dimensions: Int, count: Int, scalar: Scalar, memory: PointMemory) {
    self.dimensions = dimensions
    self.count = count
    self.scalar = scalar
    self.memory = memory
  }

  /// x_li, the value of feature `feature` of point `point`, converted exactly.
  ///
  /// - Complexity: O(1), or O(log n) for a compressed row of n values.
  public subscript(feature: Int, point: Int) -> Double {
    precondition(
      feature >= 0 && feature < dimensions && point >= 0 && point < count, "index out of range")
    if let compressed { return compressed.value(feature, point) }
    if let view = memory.view { return view.value(feature, point) }
    let offset = point * dimensions + feature
    return withUnsafeBytes { bytes in
      switch scalar {
      case .uint8: Double(bytes.loadUnaligned(fromByteOffset: offset, as: UInt8.self))
      case .float: Double(bytes.loadUnaligned(fromByteOffset: offset * 4, as: Float.self))
      case .double: bytes.loadUnaligned(fromByteOffset: offset * 8, as: Double.self)
      }
    }
  }

  /// xᵢ, all features of a point, converted exactly.
  ///
  /// - Complexity: O(d).
  public func point(_ index: Int) -> [Double] {
    if let compressed { return compressed.point(index) }
    return (0..<dimensions).map { self[$0, index] }
  }

  /// Calls `body` with the N·d values as stored, valid only during the call.
  ///
  /// Compressed rows, and points that a view shows, are written out when this is first called; see
  /// `isCompressed`.
  ///
  /// - Complexity: O(1) and what `body` takes; O(N·d) once for those.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(memory) { () throws(Failure) in
      try body(
        UnsafeRawBufferPointer(start: memory.whole, count: count * dimensions * scalar.size))
    }
  }
}

extension PointMatrix: Equatable {
  /// Whether two matrices have the same shape and equal values, whatever their scalars.
  ///
  /// - Complexity: O(N·d).
  public static func == (first: PointMatrix, second: PointMatrix) -> Bool {
    guard first.dimensions == second.dimensions, first.count == second.count else { return false }
    return (0..<first.count).allSatisfy { first.point($0) == second.point($0) }
  }
}

extension PointMatrix: CustomStringConvertible {
  /// The shape and type, such as "2 × 21613 double".
  public var description: String { "\(dimensions) × \(count) \(scalar)" }
}
