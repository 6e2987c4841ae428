#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writing a file whole or not at all: into a temporary file in its folder, synced, then renamed.
/// Until the rename a reader sees the old file, and after any failure the old file is still there.
package enum AtomicFile {
  /// Finds out before long work whether a path can be written.
  ///
  /// - Throws: `DataError.outputIsDirectory`, `.noOutputFolder`, `.cannotWrite`.
  package static func checkWritable(_ path: String) throws(DataError) {
    if isStandardOutput(path) { return }
    let target = try OutputTarget(path)
    guard access(target.isPlain ? target.folder : path, W_OK) == 0,
      !target.exists || access(path, W_OK) == 0
    else { throw failure(path, errno) }
  }

  /// Writes a file.
  ///
  /// "-" and /dev/stdout are standard output; pipes and devices are written directly. A symbolic
  /// link stays, and the file it names is replaced; an existing file's permissions stay too.
  ///
  /// A program that is killed between two system calls may leave a hidden temporary file.
  ///
  /// - Parameters:
  ///   - path: where to.
  ///   - isRepeated: whether the file is written again and again by programs that may be killed.
  ///     Then the next one removes what the one before left.
  ///   - body: writes the content; called once more where the folder does not take the first kind
  ///     of temporary file.
  /// - Throws: what `body` throws, `DataError.closedPipe`, and the errors of `checkWritable`. The
  ///   path is then as before.
  package static func write(
    to path: String, isRepeated: Bool = false,
    _ body: (inout OutputStream) throws(DataError) -> Void
  ) throws(DataError) {
    if isStandardOutput(path) { return try fill(STDOUT_FILENO, path: "standard output", body) }
    let target = try OutputTarget(path)
    guard target.isPlain else {
      let file = FileOpening.open(path, O_WRONLY)
      guard file >= 0 else { throw failure(path, errno) }
      defer { close(file) }
      return try fill(file, path: path, body)
    }
    let name = isRepeated ? ".\(target.name).kmeans.tmp" : nil
    if try !replace(target, path: path, isUnnamed: true, name, body) {
      _ = try replace(target, path: path, isUnnamed: false, name, body)
    }
    syncFolder(target.folder)
  }

  /// Writes a temporary file and puts it in its place.
  ///
  /// - Returns: false when a file without a name cannot get one here, so that one with a name must
  ///   be tried; never for one with a name.
  private static func replace(
    _ target: OutputTarget, path: String, isUnnamed: Bool, _ name: String?,
    _ body: (inout OutputStream) throws(DataError) -> Void
  ) throws(DataError) -> Bool {
    let made = TemporaryFile(in: target.folder, isUnnamed: isUnnamed, steadyName: name)
    guard var file = made else { throw failure(path, errno) }
    var code = target.mode.map { FileWriting.setMode(file.descriptor, $0) } ?? 0
    guard code == 0 else { throw failure(path, code) }
    try fill(file.descriptor, path: path, body)
    code = FileWriting.sync(file.descriptor)
    guard code == 0 else { throw failure(path, code) }
    switch file.move(to: target.path, isReplacing: target.exists) {
    case .moved: return true
    case .unlinkable: return false
    case .failed(let code): throw failure(path, code)
    }
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

  /// Makes the rename durable. Not every file system can; the file itself is whole either way.
  private static func syncFolder(_ folder: String) {
    let file = FileOpening.open(folder, O_RDONLY)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  private static func failure(_ path: String, _ code: Int32) -> DataError {
    code == EISDIR
      ? .outputIsDirectory(path: path) : .cannotWrite(path: path, reason: systemReason(code))
  }
}
