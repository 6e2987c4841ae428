#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which byte separates the cells of a text, told from its first rows.
///
/// Every candidate is tried. One that gives all rows the same number of cells, at least two, is
/// taken; of several the one whose cells are numbers, and else the first in the order tab,
/// semicolon, bar, comma, blanks. Blanks take part only where nothing else divides all rows, or
/// where commas would divide numbers.
struct SeparatorSearch {
  /// What a candidate makes of the first rows.
  private struct Division {
    let separator: UInt8
    /// The most frequent number of cells below the first row.
    var cells = 1
    /// The share of rows that have this number of cells.
    var share = 0.0
    /// The share of cells below the first row that are numbers or missing.
    var numbers = 0.0
    /// Whether the first row has as many cells too.
    var isMatched = false
    /// Whether nearly all rows have the same number of cells.
    var isConsistent: Bool { cells > 1 && share >= 0.8 }
  }

  /// The separator; a comma where none is found.
  private(set) var separator = Ascii.comma

  private static let candidates = [
    Ascii.tab, Ascii.semicolon, UInt8(ascii: "|"), Ascii.comma, Ascii.space,
  ]
  private static let mostRows = 50
  private static let mostCells = 5000
  private static let windowSize = 1 << 16

  /// Looks at the first rows.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - preamble: where its rows begin.
  ///   - end: where they end.
  ///   - isOfLabels: whether rows may be names with spaces in them, which blanks do not divide.
  /// - Complexity: O(1) but for very long rows.
  init(_ bytes: OwnedBytes, after preamble: Preamble, end: Int, isOfLabels: Bool = false) {
    let window = Self.window(
      of: UnsafeRawBufferPointer(rebasing: bytes.buffer[preamble.start..<end]))
    let divisions = Self.candidates.filter { Self.holds(window, $0) }.map {
      Self.divide(window, by: $0, comment: preamble.comment ?? .none)
    }
    let consistent = divisions.filter(\.isConsistent)
    let strict = consistent.filter { $0.separator != Ascii.space }
    let blanks = consistent.first {
      $0.separator == Ascii.space && (isOfLabels ? $0.numbers == 1 : $0.numbers > 0)
    }
    if let best = Self.best(strict) {
      separator = best.separator
      // Decimal commas between blanks look like separators, and a tab may be one blank of many.
      let isDoubtful = best.separator == Ascii.comma || best.separator == Ascii.tab
      let isMatched = blanks?.isMatched ?? false || !best.isMatched
      if isDoubtful, isMatched, let blanks, blanks.numbers > best.numbers + 0.02 {
        separator = Ascii.space
      }
    } else if blanks != nil {
      separator = Ascii.space
    } else if let best = Self.best(divisions.filter { $0.separator != Ascii.space && $0.cells > 1 })
    {
      separator = best.separator
    }
  }

  private static func holds(_ window: UnsafeRawBufferPointer, _ byte: UInt8) -> Bool {
    window.baseAddress.flatMap { memchr($0, Int32(byte), window.count) } != nil
  }

  private static func best(_ divisions: [Division]) -> Division? {
    guard var best = divisions.first else { return nil }
    for other in divisions.dropFirst() {
      if other.isMatched != best.isMatched {
        if other.isMatched { best = other }
        continue
      }
      let isEven = abs(other.share - best.share) < 0.2
      if isEven ? other.numbers > best.numbers + 0.02 : other.share > best.share { best = other }
    }
    return best
  }

  /// The first rows, up to the end of a line: those that fill the window, or two whole lines where
  /// these are longer.
  private static func window(of rest: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard rest.count > windowSize else { return rest }
    for size in [windowSize, windowSize << 3, windowSize << 6] {
      let part = rest.prefix(size)
      guard let last = part.lastIndex(of: Ascii.newline),
        part[..<last].contains(Ascii.newline)
      else { continue }
      return UnsafeRawBufferPointer(rebasing: part[...last])
    }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(windowSize))
  }

  private static func divide(
    _ window: UnsafeRawBufferPointer, by separator: UInt8, comment: CommentMark
  ) -> Division {
    var division = Division(separator: separator)
    guard let start = window.bindMemory(to: UInt8.self).baseAddress else { return division }
    var cursor = CSVCursor(
      start: start, end: start + window.count, separator: separator, comment: comment,
      isWeka: false, at: start)
    var counts: [Int: Int] = [:]
    var (rows, all, numbers, first) = (0, 0, 0, 1)
    while rows < mostRows, all < mostCells || rows < 2, cursor.moveToRow() {
      var count = 0
      do {
        repeat {
          let cell = try cursor.nextCell()
          count += 1
          if rows > 0 { numbers += isNumber(cell, separator) ? 1 : 0 }
        } while !cursor.isRowEnd
      } catch {
        break
      }
      rows += 1
      if rows == 1 {
        first = count
      } else if !isRuler(cursor, count) {
        counts[count, default: 0] += 1
        all += count
      }
    }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
      (division.cells, division.share, division.isMatched) = (first, 1, true)
      return division
    }
    division.cells = usual.key
    division.isMatched = first == usual.key
    division.share = Double(usual.value) / Double(counts.values.reduce(0, +))
    division.numbers = Double(numbers) / Double(max(1, all))
    return division
  }

  /// Whether a row of one cell is a line between the names and the rows of a table in print.
  private static func isRuler(_ cursor: CSVCursor, _ cells: Int) -> Bool {
    guard cells == 1 else { return false }
    var at = cursor.at
    if at > cursor.start, at[-1] == Ascii.newline { at -= 1 }
    return at > cursor.start && at[-1] == Ascii.minus
  }

  private static func isNumber(_ cell: CSVCell, _ separator: UInt8) -> Bool {
    let content = cell.trimmed
    switch CellValue(content) {
    case .number, .missing, .notFinite, .integerTooLarge: return true
    case .text:
      // Two numbers between commas may look like one of thousands.
      if separator == Ascii.comma, !cell.isQuoted, content.contains(Ascii.space) { return false }
      return Numeral(cell.text) != nil
    }
  }
}
