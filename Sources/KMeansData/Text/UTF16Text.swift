/// Text in UTF-16, as Excel writes it ("Unicode text").
enum UTF16Text {
  /// The same text in UTF-8; the bytes themselves where they begin with no mark of UTF-16.
  ///
  /// - Parameters:
  ///   - bytes: a whole file.
  ///   - source: its name, for errors.
  /// - Returns: UTF-8 without a mark.
  /// - Throws: `DataError.outOfMemory`.
  /// - Complexity: O(1) for other text, O(bytes) for UTF-16.
  static func utf8(_ bytes: OwnedBytes, source: String) throws(DataError) -> OwnedBytes {
    let buffer = bytes.buffer
    let isBigEndian = buffer.starts(with: [0xFE, 0xFF])
    guard isBigEndian || buffer.starts(with: [0xFF, 0xFE]) else { return bytes }
    let units = (1..<max(1, bytes.count / 2)).lazy.map { index -> UInt16 in
      let (first, second) = (UInt16(buffer[2 * index]), UInt16(buffer[2 * index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let text = Array(String(decoding: units, as: UTF16.self).utf8)
    guard let memory = GrowingBytes(capacity: text.count) else {
      throw .outOfMemory(source: source, bytes: text.count)
    }
    UnsafeMutableRawBufferPointer(start: memory.base, count: text.count).copyBytes(from: text)
    return memory.finish(count: text.count)
  }
}
