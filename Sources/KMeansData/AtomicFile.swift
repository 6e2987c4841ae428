#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writing a file whole or not at all: into a temporary file beside it, synced, then renamed. Until
/// the rename a reader sees the old file, and after any failure the old file is still there.
package enum AtomicFile {
  /// Finds out before long work whether a path can be written.
  ///
  /// - Throws: `DataError.outputIsDirectory`, `.noOutputFolder`, `.cannotWrite`.
  package static func checkWritable(_ path: String) throws(DataError) {
    if isStandardOutput(path) { return }
    let target = try Target(path)
    guard access(target.isPlain ? target.folder : path, W_OK) == 0,
      !target.exists || access(path, W_OK) == 0
    else { throw failure(path, errno) }
  }

  /// Writes a file.
  ///
  /// "-" and /dev/stdout are standard output; pipes and devices are written directly. A symbolic
  /// link stays, and the file it names is replaced; an existing file's permissions stay too.
  ///
  /// - Parameter body: writes the content.
  /// - Throws: what `body` throws, and the errors of `checkWritable`. The path is then as before.
  package static func write(
    to path: String, _ body: (inout OutputStream) throws(DataError) -> Void
  ) throws(DataError) {
    if isStandardOutput(path) { return try fill(STDOUT_FILENO, path: "standard output", body) }
    let target = try Target(path)
    guard target.isPlain else {
      let file = open(path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw failure(path, errno) }
      defer { close(file) }
      return try fill(file, path: path, body)
    }
    let (file, temporary) = try createTemporary(for: target, path: path)
    do throws(DataError) {
      defer { close(file) }
      if let mode = target.mode, fchmod(file, mode) != 0 { throw failure(path, errno) }
      try fill(file, path: path, body)
      guard fsync(file) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target.path) == 0 else {
      let code = errno
      unlink(temporary)
      throw failure(path, code)
    }
    syncFolder(target.folder)
  }

  private static func fill(
    _ file: Int32, path: String, _ body: (inout OutputStream) throws(DataError) -> Void
  ) throws(DataError) {
    var stream = OutputStream(file, path: path)
    try body(&stream)
    try stream.flush()
  }

  private static func isStandardOutput(_ path: String) -> Bool {
    path == "-" || path == "/dev/stdout"
  }

  private static func createTemporary(
    for target: Target, path: String
  ) throws(DataError) -> (Int32, String) {
    while true {
      let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
      let temporary = "\(target.folder)/.kmeans-\(suffix).tmp"
      let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if file >= 0 { return (file, temporary) }
      guard errno == EEXIST || errno == EINTR else { throw failure(path, errno) }
    }
  }

  /// Makes the rename last; not every file system can, and the file itself is whole either way.
  private static func syncFolder(_ folder: String) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  private static func failure(_ path: String, _ code: Int32) -> DataError {
    code == EISDIR
      ? .outputIsDirectory(path: path) : .cannotWrite(path: path, reason: systemReason(code))
  }
}

/// What a path names now.
private struct Target {
  /// The path with symbolic links followed.
  let path: String
  /// The folder that holds it.
  let folder: String
  /// Whether something is there.
  let exists: Bool
  /// Whether it is a file, or will become one; not a pipe or device.
  let isPlain: Bool
  /// The permissions of an existing file.
  let mode: mode_t?

  /// Looks at a path.
  ///
  /// - Throws: `DataError.outputIsDirectory`, `.noOutputFolder`.
  init(_ path: String) throws(DataError) {
    var facts = stat()
    exists = stat(path, &facts) == 0
    let kind = facts.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .outputIsDirectory(path: path) }
    if path.isEmpty || path.hasSuffix("/") { throw .outputIsDirectory(path: path) }
    isPlain = !exists || kind == S_IFREG
    mode = exists ? facts.st_mode & 0o7777 : nil
    self.path = exists ? Self.followingLinks(path) : path
    guard let slash = self.path.lastIndex(of: "/") else {
      folder = "."
      return
    }
    folder = slash == self.path.startIndex ? "/" : String(self.path[..<slash])
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw .noOutputFolder(path: path, folder: folder)
    }
  }

  private static func followingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
