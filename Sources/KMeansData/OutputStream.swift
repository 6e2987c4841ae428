#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A buffer that gathers bytes for a file into large writes.
package struct OutputStream: ~Copyable {
  private let file: Int32
  private let path: String
  private var pending: [UInt8] = []

  private static let blockSize = 1 << 18

  /// A stream into an open file that messages call `path`. The file is not closed by the stream.
  init(_ file: Int32, path: String) {
    self.file = file
    self.path = path
    pending.reserveCapacity(Self.blockSize)
  }

  /// Adds text, in UTF-8.
  ///
  /// - Throws: `DataError.cannotWrite`.
  package mutating func write(_ text: String) throws(DataError) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.blockSize { try flush() }
  }

  /// Adds bytes.
  ///
  /// - Throws: `DataError.cannotWrite`.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    if pending.count + bytes.count < Self.blockSize {
      pending.append(contentsOf: bytes)
    } else {
      try flush()
      try send(bytes)
    }
  }

  /// Adds a whole number, low byte first.
  ///
  /// - Throws: `DataError.cannotWrite`.
  package mutating func write<Word: FixedWidthInteger>(littleEndian word: Word) throws(DataError) {
    withUnsafeBytes(of: word.littleEndian) { pending.append(contentsOf: $0) }
    if pending.count >= Self.blockSize { try flush() }
  }

  /// Writes everything that was gathered.
  ///
  /// - Throws: `DataError.cannotWrite`.
  mutating func flush() throws(DataError) {
    try pending.withUnsafeBufferPointer { bytes throws(DataError) in
      try send(UnsafeRawBufferPointer(bytes))
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    let code = FileWriting.write(bytes, to: file)
    guard code == 0 else {
      throw code == EPIPE
        ? .closedPipe(path: path) : .cannotWrite(path: path, reason: systemReason(code))
    }
  }
}
