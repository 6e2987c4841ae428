import Synchronization

/// The handles of the C interface that are in use, and the objects that they stand for.
///
/// A handle is a number: the place of a slot, the kind of what it stands for, and how often the
/// slot was used before. A slot knows the handle that is in use. So any number that a caller gives
/// can be judged, and none is followed as an address. The count of uses has 32 bits: a handle that
/// was freed is taken for another only after four billion others in its slot.
///
/// Nothing here waits for a lock, because a signal handler may look a handle up, and because a lock
/// that another thread holds stays closed after a fork.
enum HandleTable {
  /// One handle at a time.
  private struct Slot: ~Copyable {
    /// The handle in use; 0 for none.
    let handle = Atomic<UInt>(0)
    /// The address of the object, which the handle keeps.
    let object = Atomic<UInt>(0)
    /// How often it was used. Only the thread that takes the slot writes it.
    let uses = Atomic<UInt32>(0)
    /// The next free slot plus 1; 0 for the last.
    let next = Atomic<UInt32>(0)
  }

  private static let placeBits = 28
  private static let kindBits = 4
  /// Slots of the first chunk; each further chunk has twice as many as the one before.
  private static let firstCount = 256
  private static let chunkCount = 20

  // Only written atomically, and never freed.
  nonisolated(unsafe) private static let chunks: UnsafeMutablePointer<Atomic<UInt>> = {
    let chunks = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: chunkCount)
    for index in 0..<chunkCount { (chunks + index).initialize(to: Atomic(0)) }
    return chunks
  }()

  /// How many slots have been used.
  private static let used = Atomic<UInt32>(0)
  /// The first free slot plus 1. The upper half counts changes, so that a thread that has read an
  /// older first slot cannot put it back.
  private static let free = Atomic<UInt64>(0)

  /// A new handle.
  ///
  /// - Parameters:
  ///   - object: what it stands for; the caller has retained it for the handle.
  ///   - kind: what that is.
  /// - Returns: the handle, which is not 0.
  static func insert(_ object: UnsafeMutableRawPointer, _ kind: HandleKind) -> UInt {
    let place = takeFree() ?? used.wrappingAdd(1, ordering: .relaxed).oldValue
    precondition(place < 1 << placeBits, "there are too many handles")
    let slot = makeSlot(Int(place))
    let uses = slot.pointee.uses.wrappingAdd(1, ordering: .relaxed).newValue
    let handle = UInt(place) | kind.rawValue << placeBits | UInt(uses) << (placeBits + kindBits)
    slot.pointee.object.store(UInt(bitPattern: object), ordering: .relaxed)
    slot.pointee.handle.store(handle, ordering: .releasing)
    return handle
  }

  /// The object of a handle that is in use; nil for any other number.
  ///
  /// May be called by a signal handler.
  static func object(of handle: UInt) -> UnsafeMutableRawPointer? {
    guard let slot = slot(of: handle), slot.pointee.handle.load(ordering: .acquiring) == handle
    else { return nil }
    return UnsafeMutableRawPointer(bitPattern: slot.pointee.object.load(ordering: .relaxed))
  }

  /// Ends a handle.
  ///
  /// - Returns: its object, still retained; nil for a number that is no handle in use. Of several
  ///   threads that end one handle, one gets it.
  static func remove(_ handle: UInt) -> UnsafeMutableRawPointer? {
    guard let slot = slot(of: handle) else { return nil }
    let object = slot.pointee.object.load(ordering: .acquiring)
    let (isEnded, _) = slot.pointee.handle.compareExchange(
      expected: handle, desired: 0, ordering: .acquiringAndReleasing)
    guard isEnded else { return nil }
    putBack(UInt32(place(of: handle)), slot)
    return UnsafeMutableRawPointer(bitPattern: object)
  }

  /// The kind that a handle has, or would have if it were one.
  static func kind(of handle: UInt) -> HandleKind? {
    HandleKind(rawValue: handle >> placeBits & (1 << kindBits - 1))
  }

  private static func place(of handle: UInt) -> Int { Int(handle & (1 << placeBits - 1)) }

  /// The slot of a number that may be a handle; nil where there is no such slot, and for 0.
  private static func slot(of handle: UInt) -> UnsafeMutablePointer<Slot>? {
    guard handle != 0 else { return nil }
    let (chunk, index) = position(place(of: handle))
    guard chunk < chunkCount else { return nil }
    let start = chunks[chunk].load(ordering: .acquiring)
    return UnsafeMutablePointer<Slot>(bitPattern: start).map { $0 + index }
  }

  /// The slot of a place, in a chunk that is made where there is none yet.
  private static func makeSlot(_ place: Int) -> UnsafeMutablePointer<Slot> {
    let (chunk, index) = position(place)
    if let slots = UnsafeMutablePointer<Slot>(
      bitPattern: chunks[chunk].load(ordering: .acquiring))
    {
      return slots + index
    }
    let count = firstCount << chunk
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    for index in 0..<count { (slots + index).initialize(to: Slot()) }
    let (isFirst, other) = chunks[chunk].compareExchange(
      expected: 0, desired: UInt(bitPattern: slots), ordering: .acquiringAndReleasing)
    guard !isFirst, let others = UnsafeMutablePointer<Slot>(bitPattern: other) else {
      return slots + index
    }
    // Another thread was faster.
    slots.deinitialize(count: count)
    slots.deallocate()
    return others + index
  }

  /// Chunk c has the places from firstCount·(2^c − 1).
  private static func position(_ place: Int) -> (chunk: Int, index: Int) {
    let blocks = place / firstCount + 1
    let chunk = Int.bitWidth - 1 - blocks.leadingZeroBitCount
    return (chunk, place - firstCount * (1 << chunk - 1))
  }

  private static func takeFree() -> UInt32? {
    var first = free.load(ordering: .acquiring)
    while true {
      let number = UInt32(truncatingIfNeeded: first)
      guard number > 0 else { return nil }
      let next = makeSlot(Int(number - 1)).pointee.next.load(ordering: .relaxed)
      let (isTaken, now) = free.compareExchange(
        expected: first, desired: changed(first, to: next), ordering: .acquiringAndReleasing)
      if isTaken { return number - 1 }
      first = now
    }
  }

  private static func putBack(_ place: UInt32, _ slot: UnsafeMutablePointer<Slot>) {
    var first = free.load(ordering: .relaxed)
    while true {
      slot.pointee.next.store(UInt32(truncatingIfNeeded: first), ordering: .relaxed)
      let (isBack, now) = free.compareExchange(
        expected: first, desired: changed(first, to: place + 1), ordering: .acquiringAndReleasing)
      if isBack { return }
      first = now
    }
  }

  private static func changed(_ first: UInt64, to number: UInt32) -> UInt64 {
    (first >> 32 &+ 1) << 32 | UInt64(number)
  }
}
