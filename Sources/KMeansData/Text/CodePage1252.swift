/// The code page in which Windows programs of Western Europe and America write text that is no
/// UTF-8.
enum CodePage1252 {
  /// Text of bytes in the code page.
  ///
  /// - Complexity: O(bytes).
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      let isOther = (0x80..<0xA0).contains(byte)
      let code = isOther ? others[Int(byte) - 0x80] : UInt16(byte)
      text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return text
  }

  /// What 0x80 to 0x9F stand for; all other bytes are the first 256 characters of Unicode.
  private static let others: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]
}
