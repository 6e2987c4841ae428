import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a text that may have no end, some at a time.
///
/// It reads as much as is wanted and no more than a block further. Whoever writes into the pipe
/// waits meanwhile, so that no line is lost.
struct LineStream: ~Copyable {
  /// How messages call the text.
  let source: String
  /// Lines that were handed over.
  private(set) var lines = 0
  /// Whether everything was read, or the reading was ended.
  private(set) var isAtEnd = false
  /// Whether the reading was ended before the text.
  private var isEnded = false

  private let file: Int32
  /// Bytes that were read and not handed over.
  private var pending: [UInt8] = []
  /// Newlines among them.
  private var newlines = 0

  /// Bytes that are read at a time.
  private static let block = 1 << 16
  /// Bytes after which lines are handed over, even if they are fewer than wanted.
  static let enough = 1 << 20
  /// Bytes after which a quote that is still open is taken for a fault of the text.
  static let most = 1 << 26
  /// Milliseconds between two looks at whether the reading shall end.
  private static let patience: Int32 = 100

  /// Opens a file, or standard input for "-".
  ///
  /// - Throws: `DataError` of the kinds missingInput and unreadable.
  init(_ path: String) throws(DataError) {
    let opened = try Self.open(path)
    (file, source) = (opened, InputFile.displayName(of: path))
  }

  private static func open(_ path: String) throws(DataError) -> Int32 {
    if path == "-" { return STDIN_FILENO }
    try InputFile.checkExists(path)
    let file = FileOpening.open(path, O_RDONLY)
    guard file >= 0 else { throw InputFile.error(path, errno) }
    return file
  }

  deinit { if file != STDIN_FILENO { close(file) } }

  /// Waits until there are lines, and hands them over.
  ///
  /// - Parameters:
  ///   - wanted: how many lines are enough to wait no longer.
  ///   - isExact: whether to hand over no more than these.
  ///   - separators: the bytes behind which a quote opens a cell.
  ///   - isEnding: asked several times a second; true takes the lines that are there for all.
  /// - Returns: whole lines, and at the end of the text the rest; nil behind its end.
  /// - Throws: `DataError.readFailed`, and what `isEnding` throws.
  mutating func next(
    _ wanted: Int, isExact: Bool = false, separators: [UInt8],
    isEnding: () throws(DataError) -> Bool
  ) throws(DataError) -> OwnedBytes? {
    while !isAtEnd {
      let isPlenty = newlines >= wanted || !isExact && newlines > 0 && pending.count >= Self.enough
      if isPlenty, let end = wholeLines(isExact ? wanted : nil, separators) {
        let bytes = try copy(end)
        // A line that counts the rows is kept until it is known whether it is the last.
        let count =
          isExact || end < pending.count ? end : TableEnd(bytes, from: 0, mayBegin: true).end
        if count == end { return take(bytes) }
        if count > 0 { return take(try copy(count)) }
      }
      try read(isEnding)
    }
    if isExact, newlines > wanted, let end = wholeLines(wanted, separators) {
      return take(try copy(end))
    }
    // A line that is half written when the reading ends is no line yet.
    let count = isEnded ? wholeLines(nil, separators) ?? 0 : pending.count
    return count == 0 ? nil : take(try copy(count))
  }

  /// Reads a block, or notes the end.
  private mutating func read(_ isEnding: () throws(DataError) -> Bool) throws(DataError) {
    if try isEnding() {
      (isAtEnd, isEnded) = (true, true)
      return
    }
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, Self.patience)
    guard ready > 0 else {
      if ready < 0 && errno != EINTR && errno != EAGAIN { throw InputFile.error(source, errno) }
      return
    }
    let (block, code) = Self.block(of: file)
    if code == EINTR || code == EAGAIN || code == EWOULDBLOCK { return }
    if code != 0 { throw InputFile.error(source, code) }
    if block.isEmpty { isAtEnd = true }
    newlines += block.withUnsafeBytes { Self.newlines(in: $0) }
    pending += block
  }

  /// The next bytes of a file, none at its end, and the errno of reading them.
  private static func block(of file: Int32) -> ([UInt8], Int32) {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: block) { buffer, count in
      #if canImport(Darwin)
        let got = Darwin.read(file, buffer.baseAddress, block)
      #elseif canImport(Musl)
        let got = Musl.read(file, buffer.baseAddress, block)
      #else
        let got = Glibc.read(file, buffer.baseAddress, block)
      #endif
      if got < 0 { code = errno }
      count = max(0, got)
    }
    return (bytes, code)
  }

  /// Where whole lines end: the first `count` of them, or all. Nil where a cell in quotes goes on.
  private func wholeLines(_ count: Int?, _ separators: [UInt8]) -> Int? {
    pending.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      if memchr(base, Int32(Ascii.quote), bytes.count) == nil {
        return Self.plainEnd(bytes, count)
      }
      return Self.quotedEnd(bytes, count, separators)
        ?? (bytes.count > Self.most ? Self.plainEnd(bytes, count) : nil)
    }
  }

  /// Behind a newline: that of a line, or the last one.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, _ count: Int?) -> Int? {
    guard let count else { return bytes.lastIndex(of: Ascii.newline).map { $0 + 1 } }
    var (end, left) = (0, count)
    while left > 0 {
      guard let found = bytes[end...].firstIndex(of: Ascii.newline) else { return nil }
      (end, left) = (found + 1, left - 1)
    }
    return end
  }

  /// The same where cells in quotes may hold newlines. A quote opens a cell where only spaces stand
  /// between it and a separator or the beginning of the line.
  private static func quotedEnd(
    _ bytes: UnsafeRawBufferPointer, _ count: Int?, _ separators: [UInt8]
  ) -> Int? {
    var (isQuoted, isFirst, lines) = (false, true, 0)
    var end: Int?
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case Ascii.quote where isQuoted: isQuoted = false
      // A doubled quote opens again what the first of the two has closed.
      case Ascii.quote where isFirst || index > 0 && bytes[index - 1] == Ascii.quote:
        isQuoted = true
      case Ascii.newline:
        isFirst = true
        lines += 1
        if !isQuoted { end = index + 1 }
        if !isQuoted, let count, lines >= count { return end }
      case Ascii.space where isFirst: break
      default: isFirst = !isQuoted && separators.contains(byte)
      }
    }
    return count == nil ? end : nil
  }

  /// The first bytes.
  private func copy(_ count: Int) throws(DataError) -> OwnedBytes {
    let source = source
    return try pending.withUnsafeBufferPointer { bytes throws(DataError) in
      try OwnedBytes.copying(
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<count])), for: source)
    }
  }

  /// Gives the first bytes away, of which there is a copy.
  private mutating func take(_ bytes: OwnedBytes) -> OwnedBytes {
    let found = Self.newlines(in: bytes.buffer)
    pending.removeFirst(bytes.count)
    newlines -= found
    lines += found
    return bytes
  }

  private static func newlines(in bytes: UnsafeRawBufferPointer) -> Int {
    bytes.reduce(0) { $1 == Ascii.newline ? $0 + 1 : $0 }
  }
}

extension OwnedBytes {
  /// A copy of some bytes.
  ///
  /// - Throws: `DataError.outOfMemory`.
  static func copying(
    _ bytes: UnsafeRawBufferPointer, for source: String
  ) throws(DataError) -> OwnedBytes {
    var memory = try GrowingBytes(capacity: max(bytes.count, 1), for: source)
    try memory.reserve(bytes.count, keeping: 0)
    UnsafeMutableRawBufferPointer(start: memory.base, count: bytes.count).copyMemory(from: bytes)
    return memory.finish(count: bytes.count)
  }
}
