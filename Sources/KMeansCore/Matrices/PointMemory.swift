import Synchronization

/// The bytes behind a `PointMatrix`: allocated and freed here, or borrowed from an owner that is
/// kept alive; or compressed rows or a view in their place. It is immutable once built, so threads
/// may share it.
final class PointMemory: Sendable {
  /// A cache line, so that vector loads of whole points never straddle more lines than they must.
  static let alignment = 64

  /// Never written through, and valid as long as this object lives; the compiler cannot know.
  nonisolated(unsafe) let base: UnsafeRawPointer?
  private let isOwned: Bool
  private let owner: (any AnyObject & Sendable)?
  /// Is told what will be read, where the bytes are those of a file and memory is limited.
  let pager: Pager?
  /// Compressed rows, which are kept instead of the bytes.
  let compressed: CompressedRows?
  /// A view, which writes points when they are asked for.
  let view: (any PointView)?
  /// All points of the view, once all were asked for.
  private let expansion = Mutex<PointMemory?>(nil)

  /// Takes over memory that `UnsafeMutableRawBufferPointer.allocate` gave.
  init(taking bytes: UnsafeMutableRawBufferPointer) {
    base = UnsafeRawPointer(bytes.baseAddress)
    isOwned = true
    owner = nil
    pager = nil
    compressed = nil
    view = nil
  }

  init(borrowing bytes: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)?) {
    base = bytes.baseAddress
    isOwned = false
    self.owner = owner
    pager = (owner as? any PagedMemory).flatMap { Pager($0, bytes) }
    compressed = nil
    view = nil
  }

  init(_ compressed: CompressedRows) {
    base = nil
    isOwned = false
    owner = nil
    pager = nil
    self.compressed = compressed
    view = nil
  }

  init(_ view: any PointView) {
    base = nil
    isOwned = false
    owner = nil
    pager = nil
    compressed = nil
    self.view = view
  }

  /// The bytes, where compressed rows and the points of a view are written out first.
  @inline(__always)
  var whole: UnsafeRawPointer? { base ?? compressed?.expanded() ?? expanded() }

  private func expanded() -> UnsafeRawPointer? {
    guard let view else { return nil }
    return expansion.withLock { memory in
      if let memory { return memory.base }
      let bytes = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(view.count * view.dimensions * view.scalar.size, 1),
        alignment: Self.alignment)
      if let base = bytes.baseAddress { view.write(PointNumbers(0..<view.count), to: base) }
      let made = PointMemory(taking: bytes)
      memory = made
      return made.base
    }
  }

  /// Whether compressed rows, or the points of a view, have been written out.
  var isExpanded: Bool {
    compressed?.isExpanded ?? expansion.withLock { $0 != nil }
  }

  deinit {
    if isOwned { base?.deallocate() }
  }
}
