/// Which format a path or a stream has.
extension FileFormat {
  /// The endings of packed files, which are unpacked first.
  private static let packed = ["gz", "bz2", "xz", "zst", "zip"]

  /// The format of an input, by the ending of its path in either case of letters.
  ///
  /// - Throws: `DataError.compressed` for packed files, `.unknownEnding` otherwise.
  public init(reading path: String) throws(DataError) {
    let ending = Self.ending(of: path)
    if Self.packed.contains(ending) { throw .compressed(path: path) }
    guard let format = Self.readable.first(where: { $0.ending == ending }) else {
      throw .unknownEnding(path: path, ending: ending)
    }
    self = format
  }

  /// The format of an output, by the ending of its path; standard output is CSV.
  ///
  /// - Throws: `DataError.unknownOutputEnding`.
  public init(writing path: String) throws(DataError) {
    if path == "-" || path == "/dev/stdout" {
      self = .csv
      return
    }
    let ending = Self.ending(of: path)
    guard let format = Self.writable.first(where: { $0.ending == ending }) else {
      throw .unknownOutputEnding(path: path, known: Self.writable.map(\.description))
    }
    self = format
  }

  /// What standard input holds: the format whose first bytes it has, else CSV.
  package init(sniffing bytes: UnsafeRawBufferPointer) {
    self =
      Self.readable.first { !$0.magic.isEmpty && bytes.starts(with: $0.magic) } ?? .csv
  }

  /// The format of bytes that were read from a path, "-" being standard input.
  ///
  /// - Throws: as `init(reading:)`.
  package init(of bytes: OwnedBytes, readFrom path: String) throws(DataError) {
    if path == "-" { self.init(sniffing: bytes.buffer) } else { try self.init(reading: path) }
  }

  /// Finds out before long work whether labels or centroids can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding`, and the other errors of kind unwritable.
  static func checkWritable(_ path: String) throws(DataError) {
    _ = try FileFormat(writing: path)
    try AtomicFile.checkWritable(path)
  }

  /// Finds out, as far as that can be told before the data is read, whether labels can be appended
  /// to a copy of it.
  ///
  /// - Parameters:
  ///   - path: the copy.
  ///   - data: the data, "-" for standard input.
  /// - Throws: `DataError.unknownOutputEnding`, `.cannotAppend`, the other errors of kind
  ///   unwritable, and those of `init(reading:)`.
  package static func checkAppending(to path: String, of data: String) throws(DataError) {
    try checkAppendable(path)
    if data != "-", !(try FileFormat(reading: data).isText) { throw .cannotAppend(source: data) }
    try AtomicFile.checkWritable(path)
  }

  /// Throws unless labels can be appended to files that end as a path does.
  static func checkAppendable(_ path: String) throws(DataError) {
    guard try FileFormat(writing: path).isText else {
      throw .unknownOutputEnding(path: path, known: appendable.map(\.description))
    }
  }

  /// What follows the last dot of the last part of a path, in small letters; empty without one.
  private static func ending(of path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
