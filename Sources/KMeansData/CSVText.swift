#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text of rows and cells whose separator, header and column names are known.
struct CSVText: Sendable {
  /// The whole file, in UTF-8 or a code page.
  private(set) var bytes: OwnedBytes
  /// How messages call the file.
  let source: String
  /// The byte between cells; a space stands for any run of spaces and tabs.
  let separator: UInt8
  /// What begins comments.
  let comment: CommentMark
  /// Where the table begins: behind a byte order mark, skipped lines and comments.
  private(set) var start: Int
  /// Where the rows end: before a line that counts them, if there is one.
  private(set) var end: Int
  /// What that line counts.
  private(set) var tableEnd: TableEnd
  /// The lines above the table that tell a program how to read it; empty where there are none.
  let directives: Range<Int>
  /// Where the rows of values begin: behind the header, if there is one.
  private(set) var firstRow: Int
  /// Whether the file names the columns.
  let hasHeader: Bool
  /// Where the content of the rows above the values ends, that of the names first.
  let headerEnds: [Int]
  /// Whether the names stand one a line, as Weka writes them.
  let hasAttributes: Bool
  /// Whether rows may end by a separator, which begins no further cell.
  let isTrailed: Bool
  /// Whether the first column has names of rows, and none itself.
  let hasRowNames: Bool
  /// The names of all columns, unique or not.
  let names: [String]
  /// How the text is read where that was set.
  let options: TextOptions
  /// What a user should know about how the text was taken.
  let notes: [ReadingNote]
  /// The lines that were read before these bytes, of a text that comes in parts.
  private(set) var linesBefore = 0

  /// Looks at the beginning of the text.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - source: its name, for messages.
  ///   - options: what is not to be told from the text.
  ///   - isOfLabels: whether rows may be names with spaces in them.
  ///   - isWhole: whether the text ends with these bytes.
  /// - Throws: `DataError.emptyFile`, `.noRows`, `.nulByte`, `.carriageReturns`,
  ///   `.unclearHeader`, `.raggedFirst`, and those of quotes.
  /// - Complexity: O(bytes) for the search of NUL bytes, which `memchr` does.
  init(
    _ bytes: OwnedBytes, source: String, options: TextOptions = .guessed, isOfLabels: Bool = false,
    isWhole: Bool = true
  ) throws(DataError) {
    guard bytes.count > 0 else { throw .emptyFile(source: source) }
    let bytes = try UTF16Text.utf8(bytes, source: source)
    if let nul = bytes.firstNUL {
      throw .nulByte(source: source, line: Self.line(at: nul, of: bytes))
    }
    let preamble = Preamble(bytes, options: options)
    try Self.checkLineEnds(bytes, from: preamble.start, source: source)
    let tableEnd =
      isWhole ? TableEnd(bytes, from: preamble.start) : TableEnd(openAt: bytes.count)
    let end = tableEnd.end
    let separator =
      options.separator ?? preamble.separator
      ?? SeparatorSearch(bytes, after: preamble, end: end, isOfLabels: isOfLabels).separator
    let shape = try TableShape(
      TableShape.Lines(
        bytes: bytes, source: source, separator: separator, preamble: preamble, end: end,
        options: options))
    self.bytes = bytes
    self.source = source
    self.separator = separator
    comment = preamble.comment ?? .none
    start = preamble.start
    self.end = end
    self.tableEnd = tableEnd
    directives = preamble.directives ?? preamble.start..<preamble.start
    firstRow = shape.firstRow
    hasHeader = shape.hasHeader
    headerEnds = shape.headerEnds
    hasAttributes = preamble.attributes != nil
    isTrailed = shape.isTrailed
    hasRowNames = shape.hasRowNames
    names = shape.names
    self.options = options
    notes = shape.notes
  }

  /// Whether rows stand between bars, as in tables in print and in Markdown.
  var isFramed: Bool {
    let bar = UInt8(ascii: "|")
    guard separator == bar, isTrailed else { return false }
    return comment == CommentMark("+-") || firstRow < end && bytes.buffer[firstRow] == bar
  }

  /// How many cells a row may have.
  var cellCounts: ClosedRange<Int> {
    names.count...(names.count + (isTrailed || hasAttributes ? 1 : 0))
  }

  /// A cursor at an offset of the text; valid while `bytes` is kept alive.
  func cursor(at offset: Int) -> CSVCursor {
    let start = bytes.base.assumingMemoryBound(to: UInt8.self)
    return CSVCursor(
      start: start, end: start + end, separator: separator, comment: comment,
      isWeka: hasAttributes, at: start + offset)
  }

  /// The line of an offset, from 1.
  ///
  /// - Complexity: O(offset): lines are counted only when a message needs one.
  func line(at offset: Int) -> Int { linesBefore + Self.line(at: offset, of: bytes) }

  /// Further rows of the same text, which are read as those before.
  ///
  /// - Parameters:
  ///   - bytes: whole rows.
  ///   - lines: how many lines stand before them.
  ///   - isEnd: whether the text ends with them.
  /// - Returns: the rows.
  /// - Throws: `DataError.nulByte`.
  /// - Complexity: O(bytes).
  func continued(
    by bytes: OwnedBytes, after lines: Int, isEnd: Bool
  ) throws(DataError) -> CSVText {
    if let nul = bytes.firstNUL {
      throw .nulByte(source: source, line: lines + Self.line(at: nul, of: bytes))
    }
    var text = self
    text.bytes = bytes
    (text.start, text.firstRow, text.linesBefore) = (0, 0, lines)
    let end = isEnd ? TableEnd(bytes, from: 0, mayBegin: true).end : bytes.count
    (text.end, text.tableEnd) = (end, TableEnd(openAt: end))
    return text
  }

  /// How messages name a cell.
  func reference(_ cell: CSVCell, column: Int) -> CellReference {
    CellReference(
      source: source, place: .line(line(at: cell.offset)), column: names[column], value: cell.text)
  }

  /// The error that reports a fault of the text.
  func error(_ fault: CSVFault) -> DataError {
    Self.error(fault, bytes: bytes, source: source, linesBefore: linesBefore)
  }

  /// The error that reports a fault of a text.
  static func error(
    _ fault: CSVFault, bytes: OwnedBytes, source: String, linesBefore: Int = 0
  ) -> DataError {
    func line(_ offset: Int) -> Int { linesBefore + Self.line(at: offset, of: bytes) }
    switch fault {
    case .unterminatedQuote(let offset):
      return .unterminatedQuote(source: source, line: line(offset))
    case .textAfterQuote(let offset, let opening):
      let (line, opened) = (line(offset), line(opening))
      // A quote that nothing closes takes the next opening one, some lines later, for its end.
      if opened < line { return .unterminatedQuote(source: source, line: opened) }
      return .textAfterQuote(source: source, line: line)
    }
  }

  private static func line(at offset: Int, of bytes: OwnedBytes) -> Int {
    bytes.buffer[..<offset].reduce(1) { $1 == Ascii.newline ? $0 + 1 : $0 }
  }

  /// Throws where the first line, outside of quotes, has a carriage return before its end.
  private static func checkLineEnds(
    _ bytes: OwnedBytes, from start: Int, source: String
  ) throws(DataError) {
    let buffer = bytes.buffer
    var isQuoted = false
    for index in start..<bytes.count {
      switch buffer[index] {
      case Ascii.quote: isQuoted.toggle()
      case Ascii.newline where !isQuoted: return
      case Ascii.carriageReturn where !isQuoted && index + 1 < bytes.count:
        if buffer[index + 1] != Ascii.newline { throw .carriageReturns(source: source) }
      default: break
      }
    }
  }
}
