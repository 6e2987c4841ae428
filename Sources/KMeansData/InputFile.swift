import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens the input that the user named, and reads all of its bytes.
package enum InputFile {
  /// Files of this size and more are mapped. Below it a plain read costs less than 10 ms, and a
  /// file that another program cuts short meanwhile gives an error; a mapped one gives a SIGBUS,
  /// which `MappedInputs` explains.
  package static let mappingThreshold = 64 << 20

  /// How much of a mapped file the system is asked to fetch at once.
  private static let readAhead = 1 << 30

  /// How messages call the input.
  package static func displayName(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  /// Throws when there is nothing at a path, or a directory: a user should be told that before
  /// anything about endings.
  package static func checkExists(_ path: String) throws(DataError) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw error(path, errno) }
    if facts.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path: path) }
  }

  /// All bytes of a file, or of standard input for "-", unpacked where they are packed.
  ///
  /// Large regular files are mapped; everything else (pipes too) is read to its end.
  ///
  /// A file that another program writes to meanwhile is refused: at once when it is read, and by
  /// `MappedInputs.checkUnchanged()` when it is mapped.
  ///
  /// - Throws: `DataError` of the kinds missingInput and unreadable, and `.cannotUnpack`.
  /// - Complexity: O(bytes); O(1) for a mapped file.
  package static func bytes(of path: String) throws(DataError) -> OwnedBytes {
    if path == "-" {
      let name = displayName(of: path)
      return try unpacked(try read(0, path: name, sizeHint: 0), path: name)
    }
    let file = FileOpening.open(path, O_RDONLY)
    guard file >= 0 else { throw error(path, errno) }
    var isKept = false
    defer { if !isKept { close(file) } }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw error(path, errno) }
    let kind = facts.st_mode & S_IFMT
    if kind == S_IFDIR { throw .isDirectory(path: path) }
    let size = Int(facts.st_size)
    if kind == S_IFREG, let unpacker = unpacker(of: file) {
      return try unpacker.unpack(file, path: path)
    }
    if kind == S_IFREG, size >= min(mappingThreshold, Memory.limit.map { $0 / 8 } ?? .max) {
      let bytes = try map(file, path: path, state: FileState(facts))
      isKept = true
      return bytes
    }
    let bytes = try read(file, path: path, sizeHint: kind == S_IFREG ? size : 0)
    // Files of size 0 may be the system's own, which are made while they are read.
    guard kind != S_IFREG || size == 0 || FileState(file) == FileState(facts) else {
      throw .changed(path: path)
    }
    return kind == S_IFREG ? bytes : try unpacked(bytes, path: path)
  }

  /// The program that unpacks an open file; nil for one that is not packed.
  private static func unpacker(of file: Int32) -> Unpacker? {
    var first = Array(repeating: UInt8(0), count: Unpacker.magicLength)
    let count = pread(file, &first, first.count, 0)
    return first.prefix(max(0, count)).withUnsafeBytes { Unpacker.of($0) }
  }

  /// Bytes of a pipe, unpacked where they are packed.
  private static func unpacked(
    _ bytes: OwnedBytes, path: String
  ) throws(DataError) -> OwnedBytes {
    guard let unpacker = Unpacker.of(bytes.buffer) else { return bytes }
    return try unpacker.unpack(bytes, path: path)
  }

  /// The error that an errno of opening or reading stands for.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - code: the errno.
  ///   - bytes: how much memory was asked for.
  /// - Returns: the error that says so.
  package static func error(_ path: String, _ code: Int32, bytes: Int = 0) -> DataError {
    switch code {
    case ENOMEM: .outOfMemory(source: path, bytes: bytes)
    case ENOENT, ENOTDIR: .noSuchFile(path: path)
    case EISDIR: .isDirectory(path: path)
    case EACCES, EPERM: .noPermission(path: path)
    default: .readFailed(path: path, reason: systemReason(code))
    }
  }

  /// Maps an open file, which stays open as long as the bytes live.
  private static func map(
    _ file: Int32, path: String, state: FileState
  ) throws(DataError) -> OwnedBytes {
    let size = state.size
    let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0)
    guard let memory, memory != MAP_FAILED else { throw error(path, errno, bytes: size) }
    // Reading ahead starts now; not of everything, since the file may be larger than memory. It is
    // only advice, so its result is ignored.
    _ = madvise(memory, min(size, readAhead), Int32(MADV_WILLNEED))
    return OwnedBytes(mapping: MappedFile(memory, file: file, state: state, path: path))
  }

  /// Reads to the end in blocks that grow. The hint saves the growing; one byte more lets the last
  /// read see the end of the file.
  ///
  /// - Throws: `DataError.outOfMemory`, `.readFailed`.
  /// - Complexity: O(bytes).
  static func read(
    _ file: Int32, path: String, sizeHint: Int
  ) throws(DataError) -> OwnedBytes {
    let first = max(sizeHint + 1, 1 << 16)
    var memory = try GrowingBytes(capacity: first, for: path)
    var count = 0
    while true {
      try memory.reserve(count + 1, keeping: count)
      #if canImport(Darwin)
        let got = Darwin.read(file, memory.base + count, memory.capacity - count)
      #elseif canImport(Musl)
        let got = Musl.read(file, memory.base + count, memory.capacity - count)
      #else
        let got = Glibc.read(file, memory.base + count, memory.capacity - count)
      #endif
      if got > 0 {
        count += got
      } else if got == 0 {
        return memory.finish(count: count)
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        FileWriting.waitForInput(file)
      } else if errno != EINTR {
        throw error(path, errno, bytes: memory.capacity)
      }
    }
  }
}
