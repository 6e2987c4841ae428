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
  /// - Throws: `DataError.outputIsDirectory`, `.noOutputFolder`, and `.cannotWrite` for links that
  ///   go round or that another user has laid.
  init(_ path: String) throws(DataError) {
    var facts = stat()
    exists = stat(path, &facts) == 0
    // What cannot be looked at may be there.
    if !exists, errno != ENOENT, errno != ENOTDIR {
      throw .cannotWrite(path: path, reason: systemReason(errno))
    }
    let kind = facts.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .outputIsDirectory(path: path) }
    if path.isEmpty || path.hasSuffix("/") { throw .outputIsDirectory(path: path) }
    isPlain = !exists || kind == S_IFREG
    mode = exists ? facts.st_mode & 0o7777 : nil
    self.path = try Self.followingLinks(path)
    guard let slash = self.path.lastIndex(of: "/") else {
      folder = "."
      return
    }
    folder = slash == self.path.startIndex ? "/" : String(self.path[..<slash])
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw .noOutputFolder(path: path, folder: folder)
    }
  }

  /// The path at the end of links, also where nothing is there yet. Links of folders are left to
  /// the system.
  private static func followingLinks(_ path: String) throws(DataError) -> String {
    var found = path
    for _ in 0..<mostLinks {
      guard let next = try target(ofLink: found, path: path) else { return found }
      let folder = found.lastIndex(of: "/").map { found[...$0] } ?? ""
      found = next.hasPrefix("/") ? next : folder + next
    }
    throw .cannotWrite(path: path, reason: systemReason(ELOOP))
  }

  /// As many links as Linux follows.
  private static let mostLinks = 40

  /// What a link holds; nil where there is none.
  private static func target(
    ofLink link: String, path: String
  ) throws(DataError) -> String? {
    var facts = stat()
    guard lstat(link, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK else { return nil }
    guard !isForeign(facts, at: link) else {
      throw .cannotWrite(
        path: path, reason: "it is another user's link in a folder that all may write to")
    }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard readlink(link, &bytes, bytes.count - 1) > 0 else {
      throw .cannotWrite(path: path, reason: systemReason(errno))
    }
    return bytes.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  /// Whether a link may have been laid as a trap: in a sticky folder that all may write to, by
  /// someone who owns neither the folder nor this process. Linux has the same rule where
  /// `fs.protected_symlinks` is set, but not for paths that are replaced by renaming.
  private static func isForeign(_ link: stat, at path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    var facts = stat()
    guard stat(folder, &facts) == 0 else { return false }
    let isShared = facts.st_mode & S_ISVTX != 0 && facts.st_mode & S_IWOTH != 0
    return isShared && link.st_uid != geteuid() && link.st_uid != facts.st_uid
  }
}
