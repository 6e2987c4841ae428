import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that grows while it is filled and then becomes `OwnedBytes`, without a last copy.
///
/// Where memory is limited, much of it lies in a file (`SpoolFile`), and what was written is given
/// back to the system.
struct GrowingBytes: ~Copyable {
  /// A cache line, so that vector loads of whole points never straddle more lines than they must.
  private static let alignment = 64
  /// What Linux calls a transparent huge page.
  private static let hugePage = 2 << 20

  /// Uninitialised beyond what the owner has written.
  private(set) var base: UnsafeMutableRawPointer
  /// Bytes that may be written before `reserve` is asked again.
  private(set) var capacity: Int
  /// What `base` belongs to; nil for memory of our own.
  private var spool: SpoolFile?
  /// Bytes of the spooled file that were given back.
  private var settled = 0
  /// Whether `finish` has given the memory away.
  private var isTaken = false
  /// How messages call what is written.
  private let source: String

  /// Memory for `capacity` bytes.
  ///
  /// - Parameters:
  ///   - capacity: how many bytes will be written, as far as is known.
  ///   - source: what they are read from, for messages.
  /// - Throws: `DataError.outOfMemory`, `.cannotSpool`.
  init(capacity: Int, for source: String) throws(DataError) {
    if Self.isSpooled(capacity) {
      let spool = try SpoolFile(capacity: max(capacity, 1), for: source)
      (base, self.spool) = (spool.base, spool)
      self.capacity = min(capacity, Self.step)
    } else {
      guard let memory = Self.allocate(capacity) else {
        throw .outOfMemory(source: source, bytes: capacity)
      }
      (base, spool, self.capacity) = (memory, nil, capacity)
    }
    self.source = source
  }

  deinit { if spool == nil && !isTaken { free(base) } }

  /// Makes room for at least `needed` bytes and keeps the first `used`.
  ///
  /// - Throws: `DataError.outOfMemory`, `.cannotSpool`.
  /// - Complexity: amortised O(1) a byte.
  @inline(__always)
  mutating func reserve(_ needed: Int, keeping used: Int) throws(DataError) {
    if needed > capacity { try grow(needed, keeping: used) }
  }

  @inline(never)
  private mutating func grow(_ needed: Int, keeping used: Int) throws(DataError) {
    if let spool {
      // In steps: what was written in the last is given back.
      if used > settled { spool.giveBack(settled..<used) }
      settled = used
      if needed > spool.capacity {
        let larger = try SpoolFile(
          enlarging: spool, to: max(needed, spool.capacity + spool.capacity / 2), for: source)
        (base, self.spool) = (larger.base, larger)
      }
      capacity = min(self.spool?.capacity ?? 0, max(needed, used + Self.step))
      return
    }
    let wanted = max(needed, capacity + capacity / 2)
    var larger = try GrowingBytes(capacity: wanted, for: source)
    try larger.reserve(wanted, keeping: 0)
    larger.base.copyMemory(from: base, byteCount: used)
    self = larger
  }

  /// The first `count` bytes, which are not written any more.
  consuming func finish(count: Int) -> OwnedBytes {
    if let spool {
      spool.giveBack(0..<count)
      return OwnedBytes(spool, count: count)
    }
    isTaken = true
    return OwnedBytes(taking: base, count: count)
  }

  /// How many bytes of a file are written before they are given back.
  private static var step: Int { max(1 << 19, Memory.pagedBytes / 4) }

  /// Whether this number of bytes is better kept in a file.
  private static func isSpooled(_ bytes: Int) -> Bool {
    guard let limit = Memory.limit else { return false }
    return bytes > limit / 8
  }

  private static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer? {
    var memory: UnsafeMutableRawPointer?
    let isLarge = bytes >= 2 * hugePage
    guard posix_memalign(&memory, isLarge ? hugePage : alignment, max(bytes, 1)) == 0 else {
      return nil
    }
    #if os(Linux)
      // First touches of small pages took a third of the time of reading; advice only.
      if isLarge { _ = madvise(memory, bytes, Int32(MADV_HUGEPAGE)) }
    #endif
    return memory
  }
}
