/// Where the rows of a text end: before the line by which a database counts them, "(5 rows)".
enum TableEnd {
  /// The most bytes that such a line, and blank lines behind it, may have.
  private static let most = 200

  /// Looks at the last line.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - start: where its table begins.
  /// - Returns: where the rows end; the end of the text where no line counts them.
  /// - Complexity: O(1).
  static func find(in bytes: OwnedBytes, from start: Int) -> Int {
    let buffer = bytes.buffer
    let least = max(start, bytes.count - most)
    var last = bytes.count
    while last > least, buffer[last - 1] <= Ascii.space { last -= 1 }
    guard last > least, buffer[last - 1] == UInt8(ascii: ")"),
      let line = buffer[least..<last].lastIndex(of: Ascii.newline)
    else { return bytes.count }
    return isCount(buffer[(line + 1)..<last]) ? line + 1 : bytes.count
  }

  /// Whether a line has a number and a word between parentheses.
  private static func isCount(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    let words = line.dropFirst().dropLast().split(separator: Ascii.space)
    guard line.first == UInt8(ascii: "("), (2...3).contains(words.count) else { return false }
    return words[0].allSatisfy { $0 &- Ascii.zero < 10 }
      && words.dropFirst().joined().allSatisfy {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 >= 0x80
      }
  }
}
