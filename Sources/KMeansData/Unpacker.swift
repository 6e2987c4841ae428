#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program of the system that unpacks files, told by their first bytes.
struct Unpacker {
  /// The program; `-dc` makes it unpack standard input to standard output.
  let program: String
  /// The first bytes of its files.
  let magic: [UInt8]

  /// All that are known.
  static let all = [
    Unpacker(program: "gzip", magic: [0x1F, 0x8B]),
    Unpacker(program: "gzip", magic: [0x1F, 0x9D]),
    Unpacker(program: "zstd", magic: [0x28, 0xB5, 0x2F, 0xFD]),
    Unpacker(program: "bzip2", magic: Array("BZh".utf8)),
    Unpacker(program: "xz", magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    Unpacker(program: "lz4", magic: [0x04, 0x22, 0x4D, 0x18]),
  ]

  /// The longest of the first bytes.
  static let magicLength = 6

  /// The program for bytes that begin so; nil for bytes that are not packed.
  static func of(_ bytes: UnsafeRawBufferPointer) -> Unpacker? {
    all.first { bytes.starts(with: $0.magic) }
  }

  /// Unpacks an open file, whose next byte is its first, while the program runs.
  ///
  /// - Parameters:
  ///   - file: the packed file.
  ///   - path: its name, for errors.
  /// - Returns: the unpacked bytes.
  /// - Throws: `DataError.noUnpacker`, `.cannotUnpack`, `.outOfMemory`, `.readFailed`.
  /// - Complexity: O(bytes).
  func unpack(_ file: Int32, path: String) throws(DataError) -> OwnedBytes {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw InputFile.error(path, errno) }
    defer { close(ends[0]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    let process = start(input: file, output: ends[1], other: ends[0])
    close(ends[1])
    guard let process else { throw .noUnpacker(path: path, program: program) }
    var bytes: OwnedBytes?
    var failure: DataError?
    do { bytes = try InputFile.read(ends[0], path: path, sizeHint: 0) } catch { failure = error }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    if let failure { throw failure }
    // A shell says 127 for a program that is not there, and so do some systems here.
    if status >> 8 & 0xFF == 127 { throw .noUnpacker(path: path, program: program) }
    guard status == 0, let bytes else { throw .cannotUnpack(path: path, program: program) }
    return bytes
  }

  /// Unpacks bytes that were read already, by way of a file without a name.
  ///
  /// - Throws: as `unpack(_:path:)`.
  func unpack(_ bytes: OwnedBytes, path: String) throws(DataError) -> OwnedBytes {
    guard let file = tmpfile() else { throw InputFile.error(path, errno) }
    defer { fclose(file) }
    guard fwrite(bytes.base, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw InputFile.error(path, errno)
    }
    rewind(file)
    _ = lseek(fileno(file), 0, SEEK_SET)
    return try unpack(fileno(file), path: path)
  }

  /// Starts the program; nil where it is not to be found.
  private func start(input: Int32, output: Int32, other: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // What it says is said in our words.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    if output > 2 { posix_spawn_file_actions_addclose(&actions, output) }
    var process: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("-dc"), nil]
    defer { words.forEach { free($0) } }
    let code = posix_spawnp(&process, program, &actions, nil, &words, environ)
    return code == 0 ? process : nil
  }
}
