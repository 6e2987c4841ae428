#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writing bytes to open files of any kind: files, pipes, terminals.
package enum FileWriting {
  /// Writes all the bytes, and waits while the file takes no more.
  ///
  /// - Parameters:
  ///   - bytes: what to write.
  ///   - file: an open file; it may be one that never waits by itself (O_NONBLOCK).
  /// - Returns: 0, or the errno of what stopped it; then a part may be written.
  package static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = send(UnsafeRawBufferPointer(rebasing: rest), to: file)
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if sent == 0 {
        return EIO
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        wait(for: file, POLLOUT)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Waits until something can be read, where the file does not wait by itself.
  static func waitForInput(_ file: Int32) { wait(for: file, POLLIN) }

  /// Makes sure that what was written is on the disk.
  ///
  /// - Returns: 0, or the errno of what stopped it.
  static func sync(_ file: Int32) -> Int32 {
    while fsync(file) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  /// Gives a new file the permissions that the one before it has.
  ///
  /// A file system without permissions of its own, such as FAT, cannot set them, and all its files
  /// have the same: then there is nothing to do.
  ///
  /// - Returns: 0, or the errno of what stopped it.
  static func setMode(_ file: Int32, _ mode: mode_t) -> Int32 {
    var facts = stat()
    if fstat(file, &facts) == 0, facts.st_mode & 0o7777 == mode { return 0 }
    return fchmod(file, mode) == 0 ? 0 : errno
  }

  private static func wait(for file: Int32, _ event: some BinaryInteger) {
    var waiting = pollfd(fd: file, events: Int16(event), revents: 0)
    _ = poll(&waiting, 1, -1)
  }

  private static func send(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int {
    #if canImport(Darwin)
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// The system's wording of an errno.
package func systemReason(_ code: Int32) -> String {
  strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
