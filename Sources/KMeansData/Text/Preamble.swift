#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What stands before a table of text: lines to skip, comments, a line of Excel that names the
/// separator, the head of a file of Weka.
struct Preamble {
  /// Where the first row begins.
  private(set) var start: Int
  /// What begins comments; nil where there are none.
  private(set) var comment: CommentMark?
  /// The separator that the text itself names.
  private(set) var separator: UInt8?
  /// The names of columns by the head of a file of Weka, and where its `@data` begins.
  private(set) var attributes: (names: [String], end: Int)?
  /// The lines that only the program which wrote the file needs: Excel's `sep=`, Weka's head.
  private(set) var directives: Range<Int>?
  /// The last comment before the first row, without its mark: where it is, as offsets.
  private(set) var lastComment: Range<Int>?

  private let bytes: OwnedBytes

  /// Reads up to the first row.
  ///
  /// - Complexity: O(bytes before the first row).
  init(_ bytes: OwnedBytes, options: TextOptions) {
    self.bytes = bytes
    start = bytes.buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for _ in 0..<options.skippedLines { start = nextLine(start) }
    takeSeparator()
    let beforeComments = start
    takeComments(options.comment)
    if start == bytes.count, options.comment == nil {
      // Nothing but comments: they are the rows, such as names that begin with a number sign.
      (start, comment, lastComment) = (beforeComments, nil, nil)
    }
    takeAttributes()
    if options.comment != nil { comment = options.comment }
  }

  /// Marks that begin comments where none was given.
  private static let marks = [UInt8(ascii: "#"), UInt8(ascii: "%")]

  private func nextLine(_ offset: Int) -> Int {
    guard offset < bytes.count,
      let end = memchr(bytes.base + offset, Int32(Ascii.newline), bytes.count - offset)
    else { return bytes.count }
    return UnsafeRawPointer(end) - bytes.base + 1
  }

  /// The content of a line without surrounding spaces and its end.
  private func content(_ offset: Int) -> Range<Int> {
    var range = offset..<nextLine(offset)
    while let last = range.last, bytes.buffer[last] <= Ascii.space { range = range.dropLast() }
    while let first = range.first, bytes.buffer[first] <= Ascii.space { range = range.dropFirst() }
    return range
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes.buffer[range], as: UTF8.self)
  }

  /// The line `sep=;`, by which Excel is told the separator.
  private mutating func takeSeparator() {
    let line = content(start)
    guard (5...7).contains(line.count) else { return }
    let words = text(line).filter { $0 != "\"" }.utf8
    guard words.count == 5, words.starts(with: "sep=".utf8), let last = words.last else { return }
    separator = last
    directives = start..<nextLine(start)
    start = nextLine(start)
  }

  private mutating func takeComments(_ given: CommentMark?) {
    while true {
      let first = passBlankLines()
      guard first < bytes.count else { return }
      let byte = bytes.buffer[first]
      let text = bytes.base.assumingMemoryBound(to: UInt8.self)
      // Lines of a frame, as MySQL draws it, stand between rows, too.
      let frame = given == nil ? CommentMark("+-") : nil
      let isFramed = frame?.begins(text + first, end: text + bytes.count) ?? false
      let mark = given ?? (isFramed ? frame : nil) ?? CommentMark(byte)
      let isMark = given == nil ? isFramed || Self.marks.contains(byte) : true
      guard isMark, mark.begins(text + first, end: text + bytes.count),
        comment == nil || comment == mark
      else { return }
      comment = mark
      let line = content(start)
      let rest = line.drop { bytes.buffer[$0] == byte || bytes.buffer[$0] <= Ascii.space }
      lastComment = (rest.first ?? line.endIndex)..<line.endIndex
      start = nextLine(start)
    }
  }

  /// Moves to the next line that holds more than spaces.
  ///
  /// - Returns: where the first byte is that is no space; a tab may be a separator.
  private mutating func passBlankLines() -> Int {
    let text = bytes.base.assumingMemoryBound(to: UInt8.self)
    var at = start
    while at < bytes.count {
      let byte = text[at]
      if byte == Ascii.newline {
        start = at + 1
      } else if byte != Ascii.space, byte != Ascii.carriageReturn {
        return at
      }
      at += 1
    }
    start = at
    return at
  }

  /// The head of a file of Weka (ARFF): `@relation`, `@attribute name type`, `@data`.
  private mutating func takeAttributes() {
    guard text(content(start).prefix(9)).lowercased() == "@relation" else { return }
    var (names, at): ([String], Int) = ([], nextLine(start))
    while at < bytes.count {
      let line = text(content(at))
      let word = line.prefix { $0 != " " && $0 != "\t" }.lowercased()
      if word == "@attribute" { names.append(Self.name(line.dropFirst(word.count))) }
      if word == "@data" {
        attributes = (names, at)
        directives = start..<nextLine(at)
        (start, comment, lastComment) = (nextLine(at), CommentMark(UInt8(ascii: "%")), nil)
        separator = Self.separator(text(content(nextLine(at))), columns: names.count)
        return
      }
      at = nextLine(at)
    }
  }

  /// What separates the cells of a row of Weka, which may be blanks.
  private static func separator(_ row: String, columns: Int) -> UInt8 {
    columns < 2 || row.contains(",") ? Ascii.comma : row.contains("\t") ? Ascii.tab : Ascii.space
  }

  /// The name behind `@attribute`, perhaps in quotes, in which a backslash stands before quotes.
  private static func name(_ text: Substring) -> String {
    let rest = text.drop { $0 == " " || $0 == "\t" }
    guard let mark = rest.first, mark == "'" || mark == "\"" else {
      return String(rest.prefix { $0 != " " && $0 != "\t" && $0 != "{" })
    }
    var (inner, isEscaped) = ("", false)
    for character in rest.dropFirst() {
      if character == mark, !isEscaped { break }
      inner.append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return inner.withoutBackslashes
  }
}
