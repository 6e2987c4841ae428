extension PointMatrix {
  /// Whole numbers of 32 or 64 bits that somebody else owns: columns or row offsets.
  public enum Indices {
    /// NumPy's `int32`.
    case int32(UnsafeBufferPointer<Int32>)
    /// NumPy's `int64`.
    case int64(UnsafeBufferPointer<Int64>)

    /// How many there are.
    public var count: Int {
      switch self {
      case .int32(let all): all.count
      case .int64(let all): all.count
      }
    }

    /// Where they begin, and what that must be a multiple of.
    var alignment: (UnsafeRawPointer?, Int) {
      switch self {
      case .int32(let all): (UnsafeRawPointer(all.baseAddress), 4)
      case .int64(let all): (UnsafeRawPointer(all.baseAddress), 8)
      }
    }
  }

  /// A matrix of compressed sparse rows that somebody else owns, such as SciPy's `csr_array`.
  ///
  /// What is not kept is 0. Fits, predictions and scores of the core work on the rows as they are
  /// and give the same bits as for the same matrix written out; see `isCompressed`.
  ///
  /// - Parameters:
  ///   - values: the values kept, of `scalar` and aligned to it, row after row (`data`).
  ///   - scalar: the type of the values.
  ///   - columns: their features, from 0 and ascending within a row (`indices`).
  ///   - offsets: N + 1 numbers: where a row's values begin, and last where all end (`indptr`).
  ///   - dimensions: d, from 1 to 2³¹ − 1.
  ///   - owner: kept alive as long as the matrix and its copies, then released. Nobody may write to
  ///     the arrays meanwhile.
  /// - Throws: `MatrixError` that says where offsets or columns are not as above.
  /// - Complexity: O(N + n) to check n values. Values are not copied; columns are, to 4 bytes each,
  ///   and offsets.
  public init(
    borrowingCompressed values: UnsafeRawBufferPointer, of scalar: Scalar, columns: Indices,
    offsets: Indices, dimensions: Int, owner: (any AnyObject & Sendable)?
  ) throws(MatrixError) {
    self.init(
      try CompressedRows(
        values, of: scalar, columns: columns, offsets: offsets, dimensions: dimensions,
        owner: owner))
  }

  /// A matrix of compressed sparse rows, copied; see `init(borrowingCompressed:…)`.
  ///
  /// - Parameters:
  ///   - values: the values kept, row after row.
  ///   - columns: their features, from 0 and ascending within a row.
  ///   - offsets: N + 1 numbers: where a row's values begin, and last where all end.
  ///   - dimensions: d, from 1 to 2³¹ − 1.
  /// - Throws: `MatrixError` that says where offsets or columns are not as above.
  /// - Complexity: O(N + n) for n values.
  public init(
    compressedRows values: [Double], columns: [Int], offsets: [Int], dimensions: Int
  ) throws(MatrixError) {
    try self.init(copying: values, of: .double, columns, offsets, dimensions)
  }

  /// A matrix of compressed sparse rows, copied; see `init(compressedRows:…)`.
  public init(
    compressedRows values: [Float], columns: [Int], offsets: [Int], dimensions: Int
  ) throws(MatrixError) {
    try self.init(copying: values, of: .float, columns, offsets, dimensions)
  }

  private init<Value: Sendable>(
    copying values: [Value], of scalar: Scalar, _ columns: [Int], _ offsets: [Int],
    _ dimensions: Int
  ) throws(MatrixError) {
    let owner = OwnedValues(values)
    let (wide, places) = (columns.map { Int64($0) }, offsets.map { Int64($0) })
    self = try wide.withUnsafeBufferPointer { (wide) throws(MatrixError) in
      try places.withUnsafeBufferPointer { (places) throws(MatrixError) in
        try PointMatrix(
          borrowingCompressed: owner.base, of: scalar, columns: .int64(wide),
          offsets: .int64(places), dimensions: dimensions, owner: owner)
      }
    }
  }

  private init(_ compressed: CompressedRows) {
    self.init(
      dimensions: compressed.dimensions, count: compressed.count, scalar: compressed.scalar,
      memory: PointMemory(compressed))
  }

  /// Whether the points are kept as compressed sparse rows.
  ///
  /// `withUnsafeBytes` then writes all N·d values out when it is first called, and keeps them:
  /// only code that knows of no compressed rows should need that.
  public var isCompressed: Bool { memory.compressed != nil }

  /// The points as compressed sparse rows; nil where they are kept whole.
  package var compressed: CompressedRows? { memory.compressed }

  /// Whether compressed rows, or the points of a view, have been written out.
  package var isExpanded: Bool { memory.isExpanded }
}
