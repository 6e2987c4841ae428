#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the path of an output names now.
struct OutputTarget {
  /// The path with symbolic links followed.
  let path: String
  /// The folder that holds it.
  let folder: String
  /// Its name in the folder.
  var name: String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }
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
