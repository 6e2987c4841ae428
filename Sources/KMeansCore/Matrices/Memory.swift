import Synchronization

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

  /// The bytes of `limit`; 0 for none.
  private static let most = Atomic<Int>(0)
  /// The program's own pages when the limit was set: code and constants, which lie in files.
  private static let program = Atomic<Int>(0)

  /// How many bytes this process shall hold at most; nil where only the system sets a limit.
  ///
  /// See `MemoryLimit.bytes`.
  package static var limit: Int? {
    get {
      let bytes = most.load(ordering: .relaxed)
      return bytes > 0 ? bytes : nil
    }
    set {
      program.store(held.inFiles, ordering: .relaxed)
      most.store(max(newValue ?? 0, 0), ordering: .relaxed)
    }
  }

  /// How many bytes of files stay in memory under `limit` before they are given back, all files
  /// together.
  package static var pagedBytes: Int { limit.map { $0 / 4 } ?? 0 }

  /// What `limit` leaves for memory of our own; nil where there is none.
  private static var left: Int? {
    guard let limit else { return nil }
    return limit - pagedBytes - program.load(ordering: .relaxed) - held.own
  }

  /// Whether the system would give `bytes` bytes at once now: what a limit of the address space
  /// (`ulimit -v`) leaves, and no more than the machine has; and whether `limit` leaves as many.
  ///
  /// - Complexity: O(1), two calls of the system; under `limit` O(pages of memory).
  package static func isAvailable(_ bytes: Int) -> Bool {
    if let left, bytes > left { return false }
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
  /// it takes at most half of what the machine has, or of what `limit` leaves.
  ///
  /// - Complexity: O(1).
  package static func isPlenty(for bytes: Int) -> Bool {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    if let left, bytes > left / 2 { return false }
    let isHalf = pages <= 0 || size <= 0 || bytes <= pages / 2 * size
    return isHalf && isAvailable(self.bytes(Double(bytes) * 1.5))
  }

  /// Why work is refused for want of memory.
  ///
  /// - Parameters:
  ///   - who: what needs the memory, with its verb.
  ///   - bytes: how much.
  ///   - advice: what needs less.
  /// - Returns: a sentence.
  package static func refusal(_ who: String, _ bytes: Int, _ advice: String) -> String {
    let need = "\(who) about \(bytes / 1_000_000 + 1) MB of memory, more than "
    guard let limit, let left, bytes > left else {
      return need + "can be had; \(advice), or a machine with more memory"
    }
    let all = limit / 1_000_000
    return need + "the limit of \(all) MB leaves, of which the process holds "
      + "\(held.own / 1_000_000) MB; raise the limit, or \(advice)"
  }

  /// A number of bytes that was computed in floating point; the greatest `Int` where it has none.
  package static func bytes(_ number: Double) -> Int {
    number < 0x1p62 ? Int(number) : .max
  }

  /// The bytes that this process holds in memory now: its own, and those of files.
  ///
  /// Where the system does not tell them apart, all are taken for its own, and as many as there
  /// ever were.
  private static var held: (own: Int, inFiles: Int) {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return (usage.ru_maxrss, 0)
    #else
      // Numbers of pages: of the address space, in memory, of files, and more.
      guard let file = fopen("/proc/self/statm", "r") else { return (0, 0) }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      guard fgets(&line, Int32(line.count), file) != nil else { return (0, 0) }
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let pages = text.split(separator: " ").compactMap { Int($0) }
      guard pages.count > 2 else { return (0, 0) }
      let size = sysconf(Int32(_SC_PAGESIZE))
      return ((pages[1] - pages[2]) * size, pages[2] * size)
    #endif
  }
}
