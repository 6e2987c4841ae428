import KMeansCore

extension DataTable {
  /// A table of binary values, whose columns are column1 … columnd unless they have names.
  ///
  /// - Throws: `DataError` of columns and cells, `.outOfMemory`.
  /// - Complexity: O(N·d); no copy when the values lie as a matrix wants them and all are features.
  init(
    _ values: StridedValues, _ bytes: OwnedBytes, _ source: String, _ options: ReadingOptions,
    names: [String]? = nil
  ) throws(DataError) {
    let names = names ?? (1...values.columns).map { "column\($0)" }
    let selection = try ColumnSelection(names: names, options: options, source: source)
    let features = selection.requested ?? selection.candidates
    guard !features.isEmpty else { throw .noNumberColumn(source: source, first: nil) }
    let reader = BinaryReader(
      values: values, bytes: bytes, source: source, names: names, features: features,
      marked: features.map { column in
        Set(selection.missing[column].compactMap(\.number))
      })
    if let column = selection.conversions.dates.keys.min() {
      throw .notADate(reader.reference(0, column))
    }
    let layout = try reader.layout(selection)
    let weights: [Double]? =
      if let column = selection.weights { try reader.weights(column) } else { nil }
    self.init(
      source: source, columns: layout.columns, text: nil, points: layout.points,
      ids: selection.id.map { reader.texts($0) }, idName: selection.id.map { names[$0] },
      weights: weights, leftOut: [], missing: layout.missing, notes: layout.notes,
      record: ReadingRecord(missing: options.text.missing, categories: layout.categories))
  }
}

/// Takes features, identifiers and weights out of binary values.
private struct BinaryReader {
  /// Where the values are.
  let values: StridedValues
  /// The file.
  let bytes: OwnedBytes
  /// How messages call the file.
  let source: String
  /// All columns of the file.
  let names: [String]
  /// The columns that are features, in the order asked for.
  let features: [Int]
  /// The numbers that stand for missing values, by feature.
  let marked: [Set<Double>]

  /// Rows gathered at a time, so that reading a file in Fortran order does not jump at every value.
  private static let rowsTogether = 64

  /// The features, columns of categories with one a value.
  func layout(_ selection: ColumnSelection) throws(DataError) -> FeatureLayout {
    let conversions = selection.conversions
    let chosen = features.filter(conversions.isCategory)
    var codes = CategoryCodes(
      CategoryChoice(
        columns: chosen, named: Set(conversions.oneHot), known: conversions.known))
    let points = try points(asDouble: !chosen.isEmpty)
    let missing = try missing(in: points, without: conversions)
    let read = FeatureLayout.Read(
      source: source, names: names, columns: features,
      points: chosen.isEmpty ? points : coded(points, &codes), missing: missing,
      isAsked: true, place: { .row($0 + 1) })
    return try FeatureLayout(read, codes)
  }

  /// The points with numbers for the values of categories.
  private func coded(_ points: PointMatrix, _ codes: inout CategoryCodes) -> PointMatrix {
    PointMatrix(dimensions: features.count, count: points.count) { target in
      for row in 0..<points.count {
        for (slot, column) in features.enumerated() {
          let value = points[slot, row]
          target[row * features.count + slot] =
            codes.holds(column) ? codes.code(value, column) : value
        }
      }
    }
  }

  /// X of the features: the file's own bytes where a matrix can use them, else a copy.
  func points(asDouble: Bool = false) throws(DataError) -> PointMatrix {
    let isMarked = marked.contains { !$0.isEmpty } || asDouble
    let scalar = isMarked ? .double : values.type.scalar
    if !isMarked, features == Array(0..<values.columns), values.isBorrowable(from: bytes.base) {
      return .borrowing(
        bytes, from: values.offset, scalar: scalar, dimensions: values.columns, count: values.rows)
    }
    // No overflow: a file that holds the values holds at least an eighth of this.
    let size = values.rows * features.count * scalar.size
    var memory = try GrowingBytes(capacity: size, for: source)
    switch scalar {
    case .uint8: try gather(&memory) { UInt8($0) }
    case .float: try gather(&memory) { Float($0) }
    case .double: try gather(&memory) { $0 }
    }
    return .borrowing(
      memory.finish(count: size), scalar: scalar, dimensions: features.count, count: values.rows)
  }

  /// Copies the features; NaN stands for numbers that mark missing values.
  @inline(__always)
  private func gather<Value>(
    _ memory: inout GrowingBytes, _ convert: (Double) -> Value
  ) throws(DataError) {
    let (base, pager) = (bytes.base, bytes.pager)
    let size = features.count * MemoryLayout<Value>.stride
    for first in stride(from: 0, to: values.rows, by: Self.rowsTogether) {
      let rows = first..<min(first + Self.rowsTogether, values.rows)
      try memory.reserve(rows.upperBound * size, keeping: first * size)
      pager?.willRead(
        values.extent(of: rows), count: rows.count * values.columns * values.type.size)
      let target = memory.base.assumingMemoryBound(to: Value.self)
      for (slot, column) in features.enumerated() {
        let marks = marked[slot]
        for row in rows {
          guard let value = values.value(base, row, column) else {
            throw .integerTooLarge(reference(row, column))
          }
          target[row * features.count + slot] =
            marks.isEmpty || !marks.contains(value) ? convert(value) : convert(.nan)
        }
      }
    }
  }

  /// A column as text, one string a row.
  func texts(_ column: Int) -> [String] {
    (0..<values.rows).map { values.text(bytes.base, $0, column) }
  }

  /// A column as weights.
  ///
  /// - Throws: `DataError.integerTooLarge`, `.missingWeight`, `.notFinite`, `.negativeWeight`.
  func weights(_ column: Int) throws(DataError) -> [Double] {
    var weights: [Double] = []
    weights.reserveCapacity(values.rows)
    for row in 0..<values.rows {
      guard let weight = values.value(bytes.base, row, column) else {
        throw .integerTooLarge(reference(row, column))
      }
      if weight.isNaN { throw .missingWeight(reference(row, column)) }
      if weight.isInfinite { throw .notFinite(reference(row, column)) }
      if weight < 0 { throw .negativeWeight(reference(row, column)) }
      weights.append(weight)
    }
    return weights
  }

  /// The NaN of the features, those of categories apart.
  ///
  /// - Throws: `DataError.notFinite` for an infinity.
  private func missing(
    in points: PointMatrix, without conversions: ColumnConversions
  ) throws(DataError) -> MissingCells {
    var missing = MissingCells.none
    if points.scalar == .uint8 || points.isFinite { return missing }
    for row in 0..<points.count {
      for (slot, column) in features.enumerated() {
        let value = points[slot, row]
        if value.isInfinite { throw .notFinite(reference(row, column)) }
        if value.isNaN, !conversions.isCategory(column) {
          missing.add(row: row, column: slot, place: .row(row + 1))
        }
      }
    }
    return missing
  }

  /// How messages name a cell.
  func reference(_ row: Int, _ column: Int) -> CellReference {
    CellReference(
      source: source, place: .row(row + 1), column: names[column],
      value: values.text(bytes.base, row, column))
  }
}

extension PointMatrix {
  /// Whether no value is infinite or NaN, by a loop that vectorises.
  fileprivate var isFinite: Bool {
    let (rows, size) = (self.rows, rows.chunkSize(threads: 1))
    return stride(from: 0, to: count, by: size).allSatisfy { first in
      let range = first..<min(first + size, count)
      return rows.points(range).withValues { values in
        Self.isFinite(
          UnsafeRawBufferPointer(start: values, count: range.count * dimensions * scalar.size),
          scalar)
      }
    }
  }

  /// Values that are not finite have an exponent of ones: adding one to it carries into the sign.
  private static func isFinite(_ bytes: UnsafeRawBufferPointer, _ scalar: Scalar) -> Bool {
    switch scalar {
    case .uint8:
      true
    case .float:
      bytes.bindMemory(to: UInt32.self).reduce(UInt32(0)) {
        $0 | (($1 & 0x7F80_0000) &+ 0x0080_0000)
      } & 0x8000_0000 == 0
    case .double:
      bytes.bindMemory(to: UInt64.self).reduce(UInt64(0)) {
        $0 | (($1 & 0x7FF0_0000_0000_0000) &+ 0x0010_0000_0000_0000)
      } & 0x8000_0000_0000_0000 == 0
    }
  }
}
