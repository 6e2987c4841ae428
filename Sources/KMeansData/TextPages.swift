import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells the pager of a text how far it is being read, where memory is limited.
struct TextPages {
  private let start: UnsafePointer<UInt8>
  private let count: Int
  private let pager: Pager?

  /// Bytes of text that are read between two messages to the pager.
  private static let step = 1 << 20

  /// The bytes of a text, which is to be kept alive.
  init(_ bytes: OwnedBytes) {
    start = bytes.base.assumingMemoryBound(to: UInt8.self)
    count = bytes.count
    pager = bytes.pager
  }

  /// Tells that the text will be read from a place on.
  ///
  /// - Returns: where to tell again; the end of the text where nobody need be told.
  func end(after place: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    guard let pager else { return start + count + 1 }
    let first = place - start
    let end = min(first + Self.step, count)
    if first < end { pager.willRead(first..<end) }
    return start + max(end, first + 1)
  }
}

extension OwnedBytes {
  /// Where the first byte of value 0 is; nil where there is none.
  ///
  /// - Complexity: O(bytes).
  var firstNUL: Int? {
    let (base, pager, step) = (base, pager, 1 << 24)
    for first in stride(from: 0, to: count, by: step) {
      let range = first..<Swift.min(first + step, count)
      pager?.willRead(range)
      if let found = memchr(base + first, 0, range.count) { return UnsafeRawPointer(found) - base }
    }
    return nil
  }
}
