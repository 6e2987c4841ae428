#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What shows that a file was written to: its size, and the time of the last write.
struct FileState: Equatable {
  /// In bytes.
  let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The state that the system reported.
  init(_ facts: stat) {
    size = Int(facts.st_size)
    #if canImport(Darwin)
      seconds = facts.st_mtimespec.tv_sec
      nanoseconds = facts.st_mtimespec.tv_nsec
    #else
      seconds = Int(facts.st_mtim.tv_sec)
      nanoseconds = Int(facts.st_mtim.tv_nsec)
    #endif
  }

  /// The state of an open file now; nil when the system does not tell. A signal handler may ask.
  init?(_ file: Int32) {
    var facts = stat()
    guard fstat(file, &facts) == 0 else { return nil }
    self.init(facts)
  }
}
