/// Which format a path or a stream has.
extension FileFormat {
  /// The endings of packed files, which say nothing of what is in them.
  private static let packed = ["gz", "bz2", "xz", "zst", "z"]

  /// The format of an input by the ending of its path, in either case of letters and without that
  /// of packed files; text where the ending is none that is known.
  public init(reading path: String) {
    var ending = Self.ending(of: path)
    if Self.packed.contains(ending) {
      ending = Self.ending(of: String(path.dropLast(ending.count + 1)))
    }
    self = Self.readable.first { $0.ending == ending } ?? .csv
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

  /// What bytes hold: the format whose first bytes they have, else CSV.
  package init(sniffing bytes: UnsafeRawBufferPointer) {
    self = Self.known(bytes) ?? .csv
  }

  private static func known(_ bytes: UnsafeRawBufferPointer) -> FileFormat? {
    readable.first { !$0.magic.isEmpty && bytes.starts(with: $0.magic) }
  }

  /// The format of bytes that were read from a path, "-" being standard input: that of the first
  /// bytes where they tell it, else that of the ending.
  package init(of bytes: OwnedBytes, readFrom path: String) {
    self = Self.known(bytes.buffer) ?? (path == "-" ? .csv : FileFormat(reading: path))
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
  /// - Throws: `DataError.unknownOutputEnding`, `.cannotAppend`, and the other errors of kind
  ///   unwritable.
  package static func checkAppending(to path: String, of data: String) throws(DataError) {
    try checkAppendable(path)
    if data != "-", !FileFormat(reading: data).isText { throw .cannotAppend(source: data) }
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
