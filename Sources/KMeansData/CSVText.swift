#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// CSV or TSV text whose separator, header and column names are known.
struct CSVText: Sendable {
  /// The whole file.
  let bytes: OwnedBytes
  /// How messages call the file.
  let source: String
  /// The byte between cells.
  let separator: UInt8
  /// Where the text begins: behind a byte order mark.
  let start: Int
  /// Where the rows of values begin: behind the header, if there is one.
  let firstRow: Int
  /// Whether the first row names the columns.
  let hasHeader: Bool
  /// The names of all columns, unique or not.
  let names: [String]

  /// Looks at the beginning of the text.
  ///
  /// - Throws: `DataError.emptyFile`, `.noRows`, `.utf16`, `.nulByte`, `.carriageReturns`, and
  ///   those of quotes.
  /// - Complexity: O(bytes) for the search of NUL bytes, which `memchr` does.
  init(_ bytes: OwnedBytes, source: String, isTabbed: Bool) throws(DataError) {
    guard bytes.count > 0 else { throw .emptyFile(source: source) }
    let buffer = bytes.buffer
    if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
      throw .utf16(source: source)
    }
    if let nul = memchr(bytes.base, 0, bytes.count) {
      throw .nulByte(
        source: source, line: Self.line(at: UnsafeRawPointer(nul) - bytes.base, of: bytes))
    }
    self.bytes = bytes
    self.source = source
    start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let sniffed = try Self.sniff(bytes, from: start, source: source)
    separator = isTabbed ? Ascii.tab : sniffed
    var cursor = Self.cursor(bytes, separator: separator, at: start)
    guard cursor.moveToRow() else { throw .noRows(source: source) }
    var cells: [CSVCell] = []
    do {
      repeat { cells.append(try cursor.nextCell()) } while !cursor.isRowEnd
    } catch {
      throw Self.error(error, bytes: bytes, source: source)
    }
    hasHeader = cells.contains { $0.value == .text }
    firstRow = hasHeader ? cursor.offset : start
    let isNamed = hasHeader
    names = cells.enumerated().map { index, cell in
      let name = isNamed ? cell.text : ""
      return name.isEmpty ? "column\(index + 1)" : name
    }
  }

  /// A cursor at an offset of the text; valid while `bytes` is kept alive.
  func cursor(at offset: Int) -> CSVCursor {
    Self.cursor(bytes, separator: separator, at: offset)
  }

  /// The line of an offset, from 1.
  ///
  /// - Complexity: O(offset): lines are counted only when a message needs one.
  func line(at offset: Int) -> Int { Self.line(at: offset, of: bytes) }

  /// How messages name a cell.
  func reference(_ cell: CSVCell, column: Int) -> CellReference {
    CellReference(
      source: source, place: .line(line(at: cell.offset)), column: names[column], value: cell.text)
  }

  /// The error that reports a fault of the text.
  func error(_ fault: CSVFault) -> DataError {
    Self.error(fault, bytes: bytes, source: source)
  }

  private static func error(_ fault: CSVFault, bytes: OwnedBytes, source: String) -> DataError {
    switch fault {
    case .unterminatedQuote(let offset):
      .unterminatedQuote(source: source, line: line(at: offset, of: bytes))
    case .textAfterQuote(let offset):
      .textAfterQuote(source: source, line: line(at: offset, of: bytes))
    }
  }

  private static func cursor(_ bytes: OwnedBytes, separator: UInt8, at offset: Int) -> CSVCursor {
    let start = bytes.base.assumingMemoryBound(to: UInt8.self)
    return CSVCursor(
      start: start, end: start + bytes.count, separator: separator, at: start + offset)
  }

  private static func line(at offset: Int, of bytes: OwnedBytes) -> Int {
    bytes.buffer[..<offset].reduce(1) { $1 == Ascii.newline ? $0 + 1 : $0 }
  }

  /// The separator: whichever of comma, semicolon and tab the first line holds most often outside
  /// quotes; a comma when it holds none.
  private static func sniff(
    _ bytes: OwnedBytes, from start: Int, source: String
  ) throws(DataError) -> UInt8 {
    let blank = bytes.buffer[start...].prefix { $0 <= Ascii.space && $0 != Ascii.tab }
    let text = UnsafeRawBufferPointer(rebasing: bytes.buffer[blank.endIndex...])
    var counts = (comma: 0, semicolon: 0, tab: 0)
    var isQuoted = false
    var isCellStart = true
    for index in text.indices {
      let byte = text[index]
      if byte == Ascii.quote, isQuoted || isCellStart || text[index - 1] == Ascii.quote {
        isQuoted.toggle()
      }
      let wasCellStart = isCellStart
      isCellStart = false
      if isQuoted { continue }
      if byte == Ascii.newline { break }
      switch byte {
      case Ascii.comma: counts.comma += 1
      case Ascii.semicolon: counts.semicolon += 1
      case Ascii.tab: counts.tab += 1
      case Ascii.carriageReturn:
        if index + 1 < text.count, text[index + 1] != Ascii.newline {
          throw .carriageReturns(source: source)
        }
      default: break
      }
      isCellStart =
        byte == Ascii.comma || byte == Ascii.semicolon || byte == Ascii.tab
        || (wasCellStart && byte == Ascii.space)
    }
    if counts.comma >= max(counts.semicolon, counts.tab) { return Ascii.comma }
    return counts.semicolon >= counts.tab ? Ascii.semicolon : Ascii.tab
  }
}
