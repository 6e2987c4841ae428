#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that no other program sees until it is whole.
///
/// On Linux it has no name in its folder, so nothing is left behind however the process ends.
/// Elsewhere, and on file systems that need names, it is a hidden file, known to `TemporaryNames`.
struct TemporaryFile: ~Copyable {
  /// How a move ended.
  enum Move {
    /// The file is in its place.
    case moved
    /// The file system gives no name to a file that was made without one.
    case unlinkable
    /// The system refused, with this errno.
    case failed(Int32)
  }

  /// The open file, to write to.
  let descriptor: Int32
  private let folder: String
  /// The name that it gets, if it needs one; nil for any.
  private let steadyName: String?
  /// Its path, while it has one of its own.
  private var name: TemporaryNames.Name?

  /// Makes an empty file in a folder.
  ///
  /// Nil with `errno` set when the folder takes no file.
  ///
  /// - Parameters:
  ///   - folder: where the file shall lie.
  ///   - isUnnamed: whether to try it without a name.
  ///   - steadyName: the name that it gets, if it needs one, in the place of what a killed program
  ///     left there; nil for a name that no other file has.
  init?(in folder: String, isUnnamed: Bool, steadyName: String? = nil) {
    (self.folder, self.steadyName) = (folder, steadyName)
    if isUnnamed, let file = Self.openUnnamed(folder) {
      descriptor = file
      return
    }
    while true {
      let path = Self.freePath(in: folder, steadyName)
      let file = FileOpening.open(path, O_WRONLY | O_CREAT | O_EXCL)
      if file >= 0 {
        descriptor = file
        name = TemporaryNames.add(path)
        return
      }
      guard errno == EEXIST else { return nil }
    }
  }

  deinit {
    if let name {
      unlink(name.path)
      TemporaryNames.remove(name)
    }
    close(descriptor)
  }

  /// Puts the file in its place.
  ///
  /// - Parameters:
  ///   - path: the place.
  ///   - isReplacing: whether something is there that it shall stand for.
  /// - Returns: whether it is there, or why not.
  mutating func move(to path: String, isReplacing: Bool) -> Move {
    #if os(Linux)
      if name == nil {
        if !isReplacing {
          if link(as: path) { return .moved }
          guard errno == EEXIST else { return .unlinkable }
        }
        // Only renaming another file replaces one, so it has a name for a moment.
        repeat {
          let fresh = Self.freePath(in: folder, steadyName)
          if link(as: fresh) { name = TemporaryNames.add(fresh) }
        } while name == nil && errno == EEXIST
        if name == nil { return .unlinkable }
      }
    #endif
    guard let name else { return .unlinkable }
    guard rename(name.path, path) == 0 else { return .failed(errno) }
    TemporaryNames.remove(name)
    self.name = nil
    return .moved
  }

  /// A path that no file has: of that name, or else with random letters and digits.
  private static func freePath(in folder: String, _ steadyName: String?) -> String {
    guard let steadyName else {
      return "\(folder)/.kmeans-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    }
    unlink("\(folder)/\(steadyName)")
    return "\(folder)/\(steadyName)"
  }

  #if os(Linux)
    /// O_TMPFILE, which Swift does not import.
    private static let unnamed = 0o20_000_000 | O_DIRECTORY

    /// A file without a name that can be given one later; nil where there is no such thing.
    private static func openUnnamed(_ folder: String) -> Int32? {
      let file = FileOpening.open(folder, O_WRONLY | unnamed)
      guard file >= 0 else { return nil }
      guard access(handle(of: file), F_OK) == 0 else {
        close(file)
        return nil
      }
      return file
    }

    private static func handle(of file: Int32) -> String { "/proc/self/fd/\(file)" }

    private func link(as path: String) -> Bool {
      linkat(AT_FDCWD, Self.handle(of: descriptor), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
    }
  #else
    private static func openUnnamed(_ folder: String) -> Int32? { nil }
  #endif
}
