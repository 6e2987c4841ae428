/// One cell as it lies in the text.
struct CSVCell {
  /// The content without quotes and surrounding spaces; doubled quotes are still doubled.
  let content: UnsafeBufferPointer<UInt8>
  /// Whether the content holds doubled quotes.
  let hasDoubledQuotes: Bool
  /// Whether the content holds quotes and others behind a backslash.
  var hasEscapes = false
  /// Whether the content stands in quotes.
  let isQuoted: Bool
  /// Where the content begins, as an offset into the text.
  let offset: Int

  /// The content as a string, doubled quotes made single. What is no UTF-8 is taken for the
  /// Windows code page 1252, in which Excel writes.
  var text: String {
    let raw = String(validating: content, as: UTF8.self) ?? CodePage1252.text(content)
    if hasEscapes { return raw.withoutBackslashes }
    guard hasDoubledQuotes else { return raw }
    var result = ""
    var previousWasQuote = false
    for character in raw.unicodeScalars {
      let isSecond = previousWasQuote && character == "\""
      if !isSecond { result.unicodeScalars.append(character) }
      previousWasQuote = character == "\"" && !isSecond
    }
    return result
  }

  /// What the content is. Spaces inside quotes do not make a number text.
  var value: CellValue { CellValue(trimmed) }

  /// The content without surrounding spaces, also where they stand in quotes.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var content = content[...]
    while content.first == Ascii.space { content = content.dropFirst() }
    while content.last == Ascii.space { content = content.dropLast() }
    return UnsafeBufferPointer(rebasing: content)
  }
}

/// What is wrong with the text itself, and where, as an offset.
enum CSVFault: Error {
  /// The quote at the offset is never closed.
  case unterminatedQuote(Int)
  /// Something other than a separator follows the closing quote at the offset; the quote opens at
  /// another one.
  case textAfterQuote(Int, opening: Int)
}

/// A place in CSV text that moves from cell to cell: RFC 4180, with spaces around cells ignored
/// and quotes taken as such only at the beginning of a cell. A space as separator stands for any
/// run of spaces and tabs.
struct CSVCursor {
  /// The first byte of the text.
  let start: UnsafePointer<UInt8>
  /// Behind the last byte of the text.
  let end: UnsafePointer<UInt8>
  /// The byte between cells.
  let separator: UInt8
  /// What begins lines to pass over.
  let comment: CommentMark
  /// Whether Weka wrote the text: cells may stand in single quotes, too, with backslashes in them.
  let isWeka: Bool
  /// The next byte to read.
  var at: UnsafePointer<UInt8>
  /// Whether the cell read last was the last of its row.
  var isRowEnd = false

  /// Whether runs of spaces and tabs separate cells.
  @inline(__always)
  var isBlankSeparated: Bool { separator == Ascii.space }

  /// The distance of the next byte from the first.
  var offset: Int { at - start }

  /// Moves to the first byte of the next row that is neither blank nor a comment.
  ///
  /// - Returns: false when there is none.
  @inline(__always)
  mutating func moveToRow() -> Bool {
    if at < end, at.pointee > Ascii.space, at.pointee != comment.first { return true }
    return skipBlankLines()
  }

  @inline(never)
  private mutating func skipBlankLines() -> Bool {
    var next = at
    while next < end {
      if next.pointee == Ascii.newline {
        at = next + 1
      } else if comment.begins(next, end: end) {
        while next < end, next.pointee != Ascii.newline { next += 1 }
        continue
      } else if !isSpace(next.pointee) {
        return true
      }
      next += 1
    }
    at = end
    return false
  }

  /// Reads the next cell of the row, and the separator or line end behind it.
  ///
  /// - Throws: `CSVFault` for quotes that do not match.
  mutating func nextCell() throws(CSVFault) -> CSVCell {
    var first = at
    while first < end, isSpace(first.pointee) { first += 1 }
    if first < end, first.pointee == Ascii.quote || isWeka && first.pointee == Ascii.apostrophe {
      return isWeka ? try wekaCell(opening: first) : try quotedCell(opening: first)
    }
    var next = first
    if isBlankSeparated {
      while next < end, !isSpace(next.pointee), next.pointee != Ascii.newline { next += 1 }
    } else {
      while next < end, next.pointee != separator, next.pointee != Ascii.newline { next += 1 }
    }
    var last = next
    while last > first, isSpace(last[-1]) { last -= 1 }
    finishCell(next)
    return cell(from: first, to: last, isQuoted: false)
  }

  /// Reads a cell that is a plain number between blanks; nil, and nothing read, for another.
  mutating func blankNumber() -> Double? {
    var first = at
    while first < end, isSpace(first.pointee) { first += 1 }
    guard let (value, behind) = DecimalPowers.shared.parse(first, end: end),
      behind == end || behind.pointee == Ascii.newline || isSpace(behind.pointee)
    else { return nil }
    finishCell(behind)
    return value
  }

  private mutating func quotedCell(
    opening: UnsafePointer<UInt8>
  ) throws(CSVFault) -> CSVCell {
    var next = opening + 1
    var hasDoubledQuotes = false
    while true {
      while next < end, next.pointee != Ascii.quote { next += 1 }
      guard next < end else { throw .unterminatedQuote(opening - start) }
      guard next + 1 < end, next[1] == Ascii.quote else { break }
      hasDoubledQuotes = true
      next += 2
    }
    try finishQuoted(closing: next, opening: opening)
    return cell(from: opening + 1, to: next, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes)
  }

  /// A cell in quotes of either kind, in which a backslash stands before quotes and others.
  private mutating func wekaCell(opening: UnsafePointer<UInt8>) throws(CSVFault) -> CSVCell {
    var next = opening + 1
    var hasEscapes = false
    while next < end, next.pointee != opening.pointee {
      if next.pointee == Ascii.backslash, next + 1 < end {
        hasEscapes = true
        next += 1
      }
      next += 1
    }
    guard next < end else { throw .unterminatedQuote(opening - start) }
    try finishQuoted(closing: next, opening: opening)
    var cell = cell(from: opening + 1, to: next, isQuoted: true)
    cell.hasEscapes = hasEscapes
    return cell
  }

  /// Moves behind the closing quote of a cell and the separator.
  private mutating func finishQuoted(
    closing: UnsafePointer<UInt8>, opening: UnsafePointer<UInt8>
  ) throws(CSVFault) {
    var next = closing + 1
    while next < end, isSpace(next.pointee) { next += 1 }
    guard
      next == end || next.pointee == separator || next.pointee == Ascii.newline
        || isBlankSeparated && next > closing + 1
    else { throw .textAfterQuote(closing - start, opening: opening - start) }
    finishCell(next)
  }

  private mutating func finishCell(_ last: UnsafePointer<UInt8>) {
    var next = last
    if isBlankSeparated {
      while next < end, isSpace(next.pointee) { next += 1 }
      isRowEnd = next == end || next.pointee == Ascii.newline
      at = isRowEnd && next < end ? next + 1 : next
      return
    }
    isRowEnd = next == end || next.pointee == Ascii.newline
    at = next == end ? end : next + 1
  }

  private func cell(
    from first: UnsafePointer<UInt8>, to last: UnsafePointer<UInt8>, isQuoted: Bool,
    hasDoubledQuotes: Bool = false
  ) -> CSVCell {
    CSVCell(
      content: UnsafeBufferPointer(start: first, count: last - first),
      hasDoubledQuotes: hasDoubledQuotes, isQuoted: isQuoted, offset: first - start)
  }

  /// Whether a byte around a cell is ignored; a carriage return belongs to its line end.
  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == Ascii.space || byte == Ascii.carriageReturn
      || (byte == Ascii.tab && separator != Ascii.tab)
  }
}
