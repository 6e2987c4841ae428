import KMeansCore

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
  /// The file that keeps the bytes, where memory is limited.
  private let spool: SpoolFile?

  /// Takes over memory that `malloc` or `posix_memalign` gave.
  init(taking base: UnsafeMutableRawPointer, count: Int) {
    self.base = UnsafeRawPointer(base)
    self.count = count
    (mapping, spool) = (nil, nil)
  }

  /// Keeps a file that was filled.
  init(_ spool: SpoolFile, count: Int) {
    base = UnsafeRawPointer(spool.base)
    self.count = count
    (mapping, self.spool) = (nil, spool)
  }

  /// Takes over a mapped file.
  init(mapping: MappedFile) {
    base = mapping.start
    count = mapping.state.size
    self.mapping = mapping
    spool = nil
    MappedInputs.add(mapping)
  }

  deinit {
    if spool != nil { return }
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

extension OwnedBytes: PagedMemory {
  /// Whether the bytes lie in a file, mapped or spooled.
  var isPaged: Bool { mapping != nil || spool != nil }

  /// What is to be told before some of the bytes are read; nil where they all stay in memory.
  var pager: Pager? { isPaged ? Pager(self, buffer) : nil }

  package func giveBack(_ bytes: UnsafeRawBufferPointer) {
    guard isPaged else { return }
    FilePages.giveBack(bytes)
  }

  package func fetch(_ bytes: UnsafeRawBufferPointer) {
    guard isPaged else { return }
    FilePages.fetch(bytes)
  }
}
