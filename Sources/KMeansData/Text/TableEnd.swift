/// Where the rows of a text end: before the line by which a program counts them, such as
/// "(5 rows)", "5 rows selected.", "5 rows in set (0.00 sec)", "[5 rows x 3 columns]" or
/// "# … with 5 more rows".
struct TableEnd {
  /// Where the rows end; the end of the text where no line counts them.
  let end: Int
  /// How many rows the line counts.
  private(set) var rows: Int?
  /// How many rows it says are not shown.
  private(set) var moreRows: Int?

  /// The most bytes that such a line, and blank lines behind it, may have.
  private static let most = 200
  private static let closing = [
    UInt8(ascii: ")"), UInt8(ascii: "]"), Ascii.point, UInt8(ascii: "s"),
  ]

  /// The end of bytes after which the text goes on, or whose last line was looked at.
  init(openAt end: Int) {
    self.end = end
  }

  /// Looks at the last line.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - start: where its table begins.
  ///   - mayBegin: whether the line may be the first of the bytes.
  /// - Complexity: O(1).
  init(_ bytes: OwnedBytes, from start: Int, mayBegin: Bool = false) {
    let buffer = bytes.buffer
    let least = max(start, bytes.count - Self.most)
    var last = bytes.count
    while last > least, buffer[last - 1] <= Ascii.space { last -= 1 }
    let first = mayBegin && least == start ? start - 1 : nil
    guard last > least, Self.closing.contains(buffer[last - 1]),
      let newline = buffer[least..<last].lastIndex(of: Ascii.newline) ?? first
    else {
      end = bytes.count
      return
    }
    let line = String(decoding: buffer[(newline + 1)..<last], as: UTF8.self)
    rows = Self.count(line)
    moreRows = rows == nil ? Self.more(line) : nil
    end = rows == nil && moreRows == nil ? bytes.count : newline + 1
  }

  /// How many rows there should be where some were found; nil where nothing counts them.
  func expected(_ found: Int) -> Int? { rows ?? moreRows.map { found + $0 } }

  /// How many rows a line counts: a number and a word between parentheses, whatever the language,
  /// or a number and "rows" at its beginning; nil for another line.
  private static func count(_ line: String) -> Int? {
    let isEnclosed = line.hasPrefix("(") && line.hasSuffix(")")
    let isBracketed = line.hasPrefix("[") && line.hasSuffix(" columns]")
    let inner = isEnclosed || isBracketed ? line.dropFirst().dropLast() : line[...]
    let words = inner.split(separator: " ")
    guard (2...9).contains(words.count), let number = whole(words[0]) else { return nil }
    if isEnclosed {
      let unit = words[1].hasSuffix(",") ? words[1].dropLast() : words[1]
      let isCount =
        words.count <= 4 && unit.allSatisfy(\.isLetter)
        && (words[1].hasSuffix(",") || words.dropFirst().allSatisfy { $0.allSatisfy(\.isLetter) })
      return isCount ? number : nil
    }
    return units.contains(words[1].lowercased()) ? number : nil
  }

  /// How many rows a line says are not shown, as R prints a tibble.
  private static func more(_ line: String) -> Int? {
    let words = line.split(separator: " ")
    guard line.hasPrefix("#"), let more = words.firstIndex(of: "more"), more > 0,
      more + 1 < words.count, words[more + 1].hasPrefix("row")
    else { return nil }
    return whole(words[more - 1].filter { $0 != "," })
  }

  private static func whole(_ word: some StringProtocol) -> Int? {
    word.utf8.allSatisfy { $0 &- Ascii.zero < 10 } ? Int(word) : nil
  }

  private static let units: Set<String> = [
    "row", "rows", "row(s)", "record", "records", "record(s)",
  ]
}
