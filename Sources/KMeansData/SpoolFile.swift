import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file in place of memory, for values that are too many for the limit on memory
/// (`Memory.limit`).
///
/// It has no name, so the system removes it when the process ends, however that happens. Its blocks
/// are taken on the disk before they are written to: a full disk is an error, and no signal.
final class SpoolFile: Sendable {
  /// Written by the owner alone, before the bytes are shared.
  nonisolated(unsafe) let base: UnsafeMutableRawPointer
  /// In bytes.
  let capacity: Int
  private let file: Int32

  /// Where such files lie: the folder that TMPDIR names, else one that is not kept in memory.
  static var folder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/var/tmp"
  }

  /// Makes an empty file.
  ///
  /// - Parameters:
  ///   - capacity: how many bytes it shall hold, at least 1.
  ///   - source: what will be in it, for messages.
  /// - Throws: `DataError.cannotSpool`.
  convenience init(capacity: Int, for source: String) throws(DataError) {
    let folder = Self.folder
    let pattern = Array("\(folder)/.kmeans-XXXXXX".utf8CString)
    let file = pattern.withUnsafeBufferPointer { pattern -> Int32 in
      let path = UnsafeMutablePointer<CChar>.allocate(capacity: pattern.count)
      defer { path.deallocate() }
      path.initialize(from: pattern.baseAddress!, count: pattern.count)
      let file = mkstemp(path)
      if file >= 0 { unlink(path) }
      return file
    }
    guard file >= 0 else {
      throw .cannotSpool(
        source: source, folder: folder, bytes: capacity, reason: systemReason(errno))
    }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    try self.init(file, capacity: capacity, for: source)
  }

  /// The same file with more room. The other object must not be used any more.
  convenience init(enlarging old: SpoolFile, to capacity: Int, for source: String) throws(DataError)
  {
    let file = dup(old.file)
    guard file >= 0 else {
      throw .cannotSpool(
        source: source, folder: Self.folder, bytes: capacity,
        reason: systemReason(errno))
    }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    try self.init(file, capacity: capacity, for: source)
  }

  /// Takes over an open file.
  private init(_ file: Int32, capacity: Int, for source: String) throws(DataError) {
    var code = Self.allocate(file, capacity)
    var memory: UnsafeMutableRawPointer?
    if code == 0 {
      memory = mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
      if memory == MAP_FAILED { code = errno }
    }
    guard code == 0, let memory else {
      close(file)
      throw .cannotSpool(
        source: source, folder: Self.folder, bytes: capacity,
        reason: systemReason(code))
    }
    (base, self.capacity, self.file) = (memory, capacity, file)
  }

  deinit {
    munmap(base, capacity)
    close(file)
  }

  /// Takes blocks of the disk; 0, or an errno.
  private static func allocate(_ file: Int32, _ bytes: Int) -> Int32 {
    #if canImport(Darwin)
      return ftruncate(file, off_t(bytes)) == 0 ? 0 : errno
    #else
      return posix_fallocate(file, 0, off_t(bytes))
    #endif
  }

  /// Takes what was written out of this process's memory.
  func giveBack(_ range: Range<Int>) {
    FilePages.giveBack(
      UnsafeRawBufferPointer(
        start: UnsafeRawPointer(base) + range.lowerBound, count: range.count))
  }
}
