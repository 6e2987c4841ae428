#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pages of files in this process's memory.
package enum FilePages {
  private static let size = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// Takes pages out of this process's memory. What was written to a spooled file stays with the
  /// system.
  ///
  /// - Parameter bytes: of mapped files alone; whole pages are taken, also where only a part of
  ///   them is named.
  package static func giveBack(_ bytes: UnsafeRawBufferPointer) {
    advise(bytes, Int32(MADV_DONTNEED))
  }

  /// Asks the system to fetch pages soon.
  package static func fetch(_ bytes: UnsafeRawBufferPointer) {
    advise(bytes, Int32(MADV_WILLNEED))
  }

  /// Gives advice, which the system may leave unheeded.
  private static func advise(_ bytes: UnsafeRawBufferPointer, _ advice: Int32) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    let within = Int(bitPattern: base) % size
    _ = madvise(UnsafeMutableRawPointer(mutating: base - within), bytes.count + within, advice)
  }
}
