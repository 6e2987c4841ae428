#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether there is enough memory, asked before it is allocated.
///
/// An allocation that fails ends the process. So code that allocates much asks first, and reports
/// what is missing.
package enum Memory {
  /// Less than this is not worth the question.
  private static let least = 1 << 20

  /// Whether the system would give `bytes` bytes at once now: what a limit of the address space
  /// (`ulimit -v`) leaves, and no more than the machine has.
  ///
  /// - Complexity: O(1), two calls of the system.
  package static func isAvailable(_ bytes: Int) -> Bool {
    guard bytes >= least else { return true }
    // An eighth more, for the allocator's overhead and for small allocations.
    let (size, overflow) = bytes.addingReportingOverflow(bytes / 8 + least)
    guard !overflow else { return false }
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard memory != MAP_FAILED else { return false }
    munmap(memory, size)
    return true
  }

  /// Whether a copy that spares time may take `bytes` bytes: half as many are left beside it, and
  /// it takes at most half of what the machine has.
  ///
  /// - Complexity: O(1).
  package static func isPlenty(for bytes: Int) -> Bool {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    let isHalf = pages <= 0 || size <= 0 || bytes <= pages / 2 * size
    return isHalf && isAvailable(self.bytes(Double(bytes) * 1.5))
  }

  /// A number of bytes that was computed in floating point; the greatest `Int` where it has none.
  package static func bytes(_ number: Double) -> Int {
    number < 0x1p62 ? Int(number) : .max
  }
}
