#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a path names, so that two spellings of one file are found out.
package struct FileIdentity: Equatable {
  private let device: UInt64
  private let node: UInt64
  /// The last part of the path of a file that does not exist yet, whose numbers are its folder's.
  private let newName: String?
  /// Whether it is a terminal, pipe or the like, which may take several outputs.
  package let isDevice: Bool

  /// The file that takes the answer; nil for a terminal, pipe or the like.
  package static var answer: FileIdentity? {
    var facts = stat()
    guard fstat(STDOUT_FILENO, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileIdentity(facts)
  }

  private init(_ facts: stat) {
    newName = nil
    isDevice = false
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    node = UInt64(truncatingIfNeeded: facts.st_ino)
  }

  /// What the path names, or would name.
  package init(_ path: String) {
    var facts = stat()
    if stat(path, &facts) == 0 {
      newName = nil
      isDevice = facts.st_mode & S_IFMT != S_IFREG
    } else {
      let slash = path.lastIndex(of: "/")
      newName = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
      isDevice = false
      facts = stat()
      _ = stat(slash.map { String(path[...$0]) } ?? ".", &facts)
    }
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    node = UInt64(truncatingIfNeeded: facts.st_ino)
  }
}
