#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that live as long as this object: read from a file, mapped, or computed.
///
/// Immutable, so that sharing between threads is safe; a matrix can borrow from it and keep it
/// alive (`PointMatrix(borrowing:of:dimensions:owner:)`).
package final class OwnedBytes: Sendable {
  /// Never written through, and valid as long as this object lives; the compiler cannot know.
  nonisolated(unsafe) package let base: UnsafeRawPointer
  /// The number of bytes; may be 0.
  package let count: Int
  /// The file that the bytes are, when they are no memory of our own.
  private let mapping: MappedFile?

  /// Takes over memory that `malloc` or `posix_memalign` gave.
  init(taking base: UnsafeMutableRawPointer, count: Int) {
    self.base = UnsafeRawPointer(base)
    self.count = count
    mapping = nil
  }

  /// Takes over a mapped file.
  init(mapping: MappedFile) {
    base = mapping.start
    count = mapping.state.size
    self.mapping = mapping
    MappedInputs.add(mapping)
  }

  deinit {
    guard let mapping else { return free(UnsafeMutableRawPointer(mutating: base)) }
    MappedInputs.remove(mapping)
    mapping.end()
  }

  /// Whether the bytes are a mapped file, and not memory of our own.
  package var isMapped: Bool { mapping != nil }

  /// Throws when the bytes are a file that another program has written to since it was mapped.
  ///
  /// - Throws: `DataError.changed`.
  package func checkUnchanged() throws(DataError) {
    if let mapping, mapping.isChanged { throw .changed(path: mapping.path) }
  }

  /// All the bytes; valid only while the object is kept alive, so never ask a temporary for them.
  package var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}

/// Memory that grows while it is filled and then becomes `OwnedBytes`, without a last copy.
struct GrowingBytes: ~Copyable {
  /// A cache line, so that vector loads of whole points never straddle more lines than they must.
  private static let alignment = 64
  /// What Linux calls a transparent huge page.
  private static let hugePage = 2 << 20

  /// Uninitialised beyond what the owner has written.
  private(set) var base: UnsafeMutableRawPointer
  /// Bytes that `base` has room for.
  private(set) var capacity: Int

  /// Memory for `capacity` bytes, or nil when there is not enough.
  init?(capacity: Int) {
    guard let base = Self.allocate(capacity) else { return nil }
    self.base = base
    self.capacity = capacity
  }

  deinit { free(base) }

  /// Makes room for at least `needed` bytes and keeps the first `used`.
  ///
  /// - Returns: whether there was enough memory.
  /// - Complexity: amortised O(1) a byte.
  mutating func reserve(_ needed: Int, keeping used: Int) -> Bool {
    if needed <= capacity { return true }
    let wanted = max(needed, capacity + capacity / 2)
    guard let larger = Self.allocate(wanted) else { return false }
    larger.copyMemory(from: base, byteCount: used)
    free(base)
    base = larger
    capacity = wanted
    return true
  }

  /// The first `count` bytes, which are not written any more.
  consuming func finish(count: Int) -> OwnedBytes {
    let owned = OwnedBytes(taking: base, count: count)
    discard self
    return owned
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
