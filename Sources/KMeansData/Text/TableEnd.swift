/// Where the rows of a text end: before the line by which a database counts them, such as
/// "(5 rows)", "5 rows selected." or "5 rows in set (0.00 sec)".
enum TableEnd {
  /// The most bytes that such a line, and blank lines behind it, may have.
  private static let most = 200

  /// Looks at the last line.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - start: where its table begins.
  /// - Returns: where the rows end, and how many the line counts; the end of the text where no line
  ///   counts them.
  /// - Complexity: O(1).
  static func find(in bytes: OwnedBytes, from start: Int) -> (end: Int, rows: Int?) {
    let buffer = bytes.buffer
    let least = max(start, bytes.count - most)
    var last = bytes.count
    while last > least, buffer[last - 1] <= Ascii.space { last -= 1 }
    guard last > least, [UInt8(ascii: ")"), Ascii.point].contains(buffer[last - 1]),
      let newline = buffer[least..<last].lastIndex(of: Ascii.newline)
    else { return (bytes.count, nil) }
    let line = String(decoding: buffer[(newline + 1)..<last], as: UTF8.self)
    return count(line).map { (newline + 1, $0) } ?? (bytes.count, nil)
  }

  /// How many rows a line counts: a number and a word between parentheses, whatever the language, or
  /// a number and "rows" at its beginning; nil for another line.
  private static func count(_ line: String) -> Int? {
    let isEnclosed = line.hasPrefix("(") && line.hasSuffix(")")
    let words = (isEnclosed ? line.dropFirst().dropLast() : line[...]).split(separator: " ")
    guard (2...9).contains(words.count), words[0].utf8.allSatisfy({ $0 &- Ascii.zero < 10 }) else {
      return nil
    }
    let isCount =
      isEnclosed
      ? words.count <= 3 && words.dropFirst().allSatisfy { $0.allSatisfy(\.isLetter) }
      : ["row", "rows"].contains(words[1].lowercased())
    return isCount ? Int(words[0]) : nil
  }
}
