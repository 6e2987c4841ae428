extension String {
  /// How many columns of a terminal the text takes: two for each wide character of East Asia and
  /// for each emoji, as terminals have it, and one for each other.
  ///
  /// The ranges are those of Unicode's EastAsianWidth.txt, wide and full width.
  ///
  /// - Complexity: O(bytes).
  var displayWidth: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }

  /// The longest beginning that takes at most `limit` columns of a terminal.
  func prefix(ofWidth limit: Int) -> Substring {
    var (width, end) = (0, startIndex)
    while end < endIndex {
      width += self[end].isWide ? 2 : 1
      if width > limit { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}

extension Character {
  fileprivate var isWide: Bool {
    guard let first = unicodeScalars.first, first.value >= 0x1100 else { return false }
    if first.properties.isEmojiPresentation { return true }
    if unicodeScalars.contains("\u{FE0F}") { return true }
    switch first.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
