/// The bytes behind a `PointMatrix`: allocated and freed here, or borrowed from an owner that is
/// kept alive; or compressed rows in their place. It is immutable once built, so threads may share
/// it.
final class PointMemory: Sendable {
  /// A cache line, so that vector loads of whole points never straddle more lines than they must.
  static let alignment = 64

  /// Never written through, and valid as long as this object lives; the compiler cannot know.
  nonisolated(unsafe) let base: UnsafeRawPointer?
  private let isOwned: Bool
  private let owner: (any AnyObject & Sendable)?
  /// Compressed rows, which are kept instead of the bytes.
  let compressed: CompressedRows?

  /// Takes over memory that `UnsafeMutableRawBufferPointer.allocate` gave.
  init(taking bytes: UnsafeMutableRawBufferPointer) {
    base = UnsafeRawPointer(bytes.baseAddress)
    isOwned = true
    owner = nil
    compressed = nil
  }

  init(borrowing bytes: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)?) {
    base = bytes.baseAddress
    isOwned = false
    self.owner = owner
    compressed = nil
  }

  init(_ compressed: CompressedRows) {
    base = nil
    isOwned = false
    owner = nil
    self.compressed = compressed
  }

  /// The bytes, where compressed rows are written out first.
  @inline(__always)
  var whole: UnsafeRawPointer? { base ?? compressed?.expanded() }

  deinit {
    if isOwned { base?.deallocate() }
  }
}
