/// Text in UTF-16, as Excel writes it ("Unicode text").
enum UTF16Text {
  /// The same text in UTF-8; the bytes themselves where they begin with no mark of UTF-16 and
  /// every other of the first bytes is not 0.
  ///
  /// - Parameters:
  ///   - bytes: a whole file.
  ///   - source: its name, for errors.
  /// - Returns: UTF-8 without a mark.
  /// - Throws: `DataError.outOfMemory`.
  /// - Complexity: O(1) for other text, O(bytes) for UTF-16.
  static func utf8(_ bytes: OwnedBytes, source: String) throws(DataError) -> OwnedBytes {
    let buffer = bytes.buffer
    let isMarked = buffer.starts(with: [0xFE, 0xFF]) || buffer.starts(with: [0xFF, 0xFE])
    guard let isBigEndian = isMarked ? buffer[0] == 0xFE : order(buffer) else { return bytes }
    let units = ((isMarked ? 1 : 0)..<max(1, bytes.count / 2)).lazy.map { index -> UInt16 in
      let (first, second) = (UInt16(buffer[2 * index]), UInt16(buffer[2 * index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let text = Array(String(decoding: units, as: UTF16.self).utf8)
    var memory = try GrowingBytes(capacity: text.count, for: source)
    try memory.reserve(text.count, keeping: 0)
    UnsafeMutableRawBufferPointer(start: memory.base, count: text.count).copyBytes(from: text)
    return memory.finish(count: text.count)
  }

  /// Whether the first of two bytes is the greater one in text without a mark, told from letters
  /// and digits of ASCII, whose greater byte is 0; nil for other text.
  private static func order(_ buffer: UnsafeRawBufferPointer) -> Bool? {
    let head = buffer.prefix(64)
    guard buffer.count.isMultiple(of: 2), head.count >= 4 else { return nil }
    let pairs = stride(from: 0, to: head.count - 1, by: 2).map { (head[$0], head[$0 + 1]) }
    if pairs.allSatisfy({ $0.0 == 0 && $0.1 != 0 }) { return true }
    return pairs.allSatisfy { $0.0 != 0 && $0.1 == 0 } ? false : nil
  }
}
