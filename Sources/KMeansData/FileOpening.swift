#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opening files.
enum FileOpening {
  /// Opens a file, and tries again where a signal interrupts it: pipes and files on a network may
  /// take their time.
  ///
  /// - Parameters:
  ///   - path: which file.
  ///   - flags: how; no child process inherits it.
  ///   - mode: the permissions of a file that is made.
  /// - Returns: the descriptor, or −1 with `errno` set.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
    while true {
      let file = once(path, flags | O_CLOEXEC, mode)
      if file >= 0 || errno != EINTR { return file }
    }
  }

  private static func once(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    #if canImport(Darwin)
      Darwin.open(path, flags, mode)
    #elseif canImport(Musl)
      Musl.open(path, flags, mode)
    #else
      Glibc.open(path, flags, mode)
    #endif
  }
}
