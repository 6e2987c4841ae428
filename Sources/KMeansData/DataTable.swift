public import KMeansCore

/// A file as a matrix: X, with identifiers and weights of its points.
///
/// Every value of `points` is finite, or NaN where the file has no value; `missing` tells them.
public struct DataTable: Sendable {
  /// The file as the user named it, or "standard input".
  public let source: String
  /// The names of the d features, in the order of the rows of X.
  public let columns: [String]
  /// X, d × N: one column a row of the file. NaN stands for a missing cell.
  public let points: PointMatrix
  /// The text of the identifier column as written, one a point; nil when none was asked for.
  public let ids: [String]?
  /// The name of the identifier column.
  public let idName: String?
  /// The weights, finite and at least 0, one a point; nil when none were asked for.
  public let weights: [Double]?
  /// The columns that could have been features but hold no numbers.
  public let leftOut: [LeftOutColumn]
  /// The missing cells of the features. When its count is 0, all values of X are finite.
  public let missing: MissingCells
  /// What a user should know about how the file was read.
  public let notes: [ReadingNote]
  /// What columns look like.
  public let hints: [ColumnHint]
  /// How the file was read where that is more than numbers as they stand.
  public let record: ReadingRecord
  /// The text that the table came from; nil for binary formats.
  let text: CSVText?
  /// The pixels of which the points are the colours; nil for all but pictures.
  package let pixels: PixelRows?
  /// What is known of further columns, where there is no text to find them in.
  let side: [SideColumn]

  /// A table of parts that belong together: N points, d names, N identifiers and weights if any.
  init(
    source: String, columns: [String], text: CSVText?, points: PointMatrix, ids: [String]?,
    idName: String?, weights: [Double]?, leftOut: [LeftOutColumn], missing: MissingCells,
    notes: [ReadingNote] = [], hints: [ColumnHint] = [], record: ReadingRecord = .plain,
    pixels: PixelRows? = nil, side: [SideColumn] = []
  ) {
    self.source = source
    self.columns = columns
    self.text = text
    self.points = points
    self.ids = ids
    self.idName = idName
    self.weights = weights
    self.leftOut = leftOut
    self.missing = missing
    self.notes = notes
    self.hints = hints
    self.record = record
    self.pixels = pixels
    self.side = side
  }

  /// Reads a file, or standard input for "-".
  ///
  /// Compressed files are unpacked by the system's programs. The format is that of the first bytes
  /// where they tell it, else that of the ending, else text; `options.format` sets it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: which columns are features, identifiers and weights, and how text is read.
  /// - Throws: `DataError` when the file cannot be read as a table; see its cases.
  /// - Complexity: O(bytes); O(values) without a copy for `.npy` (C order, native u1, f4 or f8)
  ///   and `.fbin` when all columns are features.
  public init(reading path: String, options: ReadingOptions = .all) throws(DataError) {
    if path != "-" { try InputFile.checkExists(path) }
    let bytes = try InputFile.bytes(of: path)
    try self.init(
      bytes, format: options.format ?? FileFormat(of: bytes, readFrom: path),
      source: InputFile.displayName(of: path), options: options)
  }

  /// Reads bytes of a known format; see `init(reading:options:)`.
  package init(
    _ bytes: OwnedBytes, format: FileFormat, source: String, options: ReadingOptions = .all
  ) throws(DataError) {
    // The readers hold pointers into the bytes, which the compiler does not see.
    defer { withExtendedLifetime(bytes) {} }
    guard bytes.count > 0 else { throw .emptyFile(source: source) }
    switch format.reader {
    case .text:
      try ForeignFormat.check(bytes, source: source)
      let text = try CSVText(bytes, source: source, options: options.text)
      // Text that was in UTF-16 has bytes of its own.
      defer { withExtendedLifetime(text) {} }
      self = try CSVReader.read(text, options: options)
    case .numbers(let values):
      self = try DataTable(try values(bytes, source, false), bytes, source, options)
    case .picture(let decode):
      self = try DataTable(try decode(bytes, source), options: options)
    case nil:
      throw .unknownEnding(path: source, ending: format.ending)
    }
  }

  /// The columns whose values became features.
  public var categories: [CategoryColumn] { record.categories }

  /// Whether the file names its columns; otherwise they are column1, column2, ….
  public var hasHeader: Bool { text?.hasHeader ?? (pixels != nil) }

  /// Where a row is in the file.
  ///
  /// - Parameter row: from 0.
  /// - Returns: its line, or its number where there are no lines.
  /// - Complexity: O(bytes) for text, whose lines are counted; O(1) for binary formats.
  public func place(ofRow row: Int) -> RowPlace { places(ofRows: [row])[0] }

  /// Where rows are in the file.
  ///
  /// - Parameter rows: from 0, ascending.
  /// - Returns: one place a row.
  /// - Complexity: O(bytes) for text in all; O(rows) for binary formats.
  public func places(ofRows rows: some Collection<Int>) -> [RowPlace] {
    let lines = text?.lines(ofRows: Array(rows)).map { RowPlace.line($0) } ?? []
    // A text that was changed meanwhile may have fewer rows.
    return lines + rows.dropFirst(lines.count).map { .row($0 + 1) }
  }

  /// The same table with other points, and the identifiers and weights of these points only.
  func keeping(_ rows: [Int]?, points: PointMatrix) -> DataTable {
    DataTable(
      source: source, columns: columns, text: text, points: points,
      ids: rows.map { rows in ids.map { ids in rows.map { ids[$0] } } } ?? ids, idName: idName,
      weights: rows.map { rows in weights.map { weights in rows.map { weights[$0] } } } ?? weights,
      leftOut: leftOut, missing: .none, notes: notes, hints: hints, record: record,
      pixels: pixels, side: side)
  }
}

extension CSVText {
  /// The lines on which rows begin, from 1.
  ///
  /// - Parameter rows: from 0, ascending.
  /// - Returns: one line a row.
  /// - Complexity: O(bytes).
  func lines(ofRows rows: [Int]) -> [Int] {
    var lines: [Int] = []
    var cursor = cursor(at: firstRow)
    var row = 0
    var counted = (offset: 0, lines: 1 + linesBefore)
    while lines.count < rows.count, cursor.moveToRow() {
      if rows[lines.count] == row {
        let between = bytes.buffer[counted.offset..<cursor.offset]
        counted.lines += between.reduce(0) { $1 == Ascii.newline ? $0 + 1 : $0 }
        counted.offset = cursor.offset
        lines.append(counted.lines)
      }
      // The text was read once without a fault; if there is one now, it was changed.
      do { repeat { _ = try cursor.nextCell() } while !cursor.isRowEnd } catch { break }
      row += 1
    }
    return lines
  }
}

extension PointMatrix {
  /// A matrix over held bytes whose size and alignment were checked.
  static func borrowing(
    _ held: OwnedBytes, from offset: Int = 0, scalar: Scalar, dimensions: Int, count: Int
  ) -> PointMatrix {
    let bytes = UnsafeRawBufferPointer(
      rebasing: held.buffer[offset..<(offset + dimensions * count * scalar.size)])
    do {
      return try PointMatrix(borrowing: bytes, of: scalar, dimensions: dimensions, owner: held)
    } catch {
      preconditionFailure("held bytes are whole aligned points: \(error)")
    }
  }
}
