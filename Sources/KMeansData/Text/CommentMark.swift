/// What begins lines to pass over: one character of ASCII, or two as in `//` and `--`.
public struct CommentMark: Sendable, Equatable {
  /// The first byte; 0, which no text holds, for no mark.
  let first: UInt8
  /// The second byte; 0 for none.
  let second: UInt8

  /// No line is a comment.
  static let none = CommentMark(0)

  /// A mark of one byte.
  init(_ first: UInt8) { (self.first, second) = (first, 0) }

  /// A mark as it was written; nil for what is no mark.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...2).contains(bytes.count),
      bytes.allSatisfy({ $0 > Ascii.space && $0 < 0x7F && $0 != Ascii.quote })
    else { return nil }
    (first, second) = (bytes[0], bytes.count > 1 ? bytes[1] : 0)
  }

  /// Whether a text begins by it.
  ///
  /// - Parameters:
  ///   - at: the first byte of the text.
  ///   - end: behind its last byte.
  /// - Returns: whether it does.
  @inline(__always)
  func begins(_ at: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> Bool {
    at < end && at.pointee == first && (second == 0 || at + 1 < end && at[1] == second)
  }
}
