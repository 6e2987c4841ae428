import Synchronization

/// The files that are mapped now. Before results are written, they are checked for changes; a
/// handler of SIGBUS finds the file of an address.
package enum MappedInputs {
  /// A run maps a handful. Beyond this number, a SIGBUS ends the process without a message.
  private static let capacity = 64

  /// The address of each file's entry, or 0; a handler reads them while other threads go on.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Slot> = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    for slot in 0..<capacity { (slots + slot).initialize(to: Slot()) }
    return slots
  }()

  /// The first file that was found changed when it was given back.
  private static let formerChange = Mutex<String?>(nil)

  private struct Slot: ~Copyable {
    let facts = Atomic<UInt>(0)

    /// The entry of the file in this slot.
    var file: UnsafeMutablePointer<MappedFile>? {
      UnsafeMutablePointer(bitPattern: facts.load(ordering: .acquiring))
    }
  }

  /// Throws when another program has written to a file since it was mapped, whether it is still
  /// mapped or not: what was computed from it may mix values of different times.
  ///
  /// - Throws: `DataError.changed`.
  /// - Complexity: one question to the system a file.
  package static func checkUnchanged() throws(DataError) {
    let changed = formerChange.withLock { former in
      former ?? files.first { $0.pointee.isChanged }?.pointee.path
    }
    if let changed { throw .changed(path: changed) }
  }

  private static var files: [UnsafeMutablePointer<MappedFile>] {
    (0..<capacity).compactMap { slots[$0].file }
  }

  /// Allocates what `sentence(for:)` needs, which cannot allocate itself.
  package static func prepare() { _ = slots }

  /// Why the bytes at an address, which gave a SIGBUS, cannot be read; nil where no file is mapped.
  /// To be called in a signal handler, after `prepare()`.
  ///
  /// - Returns: a line without its end, in UTF-8, that stays valid while the file is mapped.
  package static func sentence(for address: UInt) -> UnsafePointer<CChar>? {
    for slot in 0..<capacity {
      if let file = slots[slot].file, file.pointee.contains(address) {
        return file.pointee.sentence
      }
    }
    return nil
  }

  /// Adds a file that was mapped.
  static func add(_ file: MappedFile) {
    let facts = UnsafeMutablePointer<MappedFile>.allocate(capacity: 1)
    facts.initialize(to: file)
    for slot in 0..<capacity {
      let (isFree, _) = slots[slot].facts.compareExchange(
        expected: 0, desired: UInt(bitPattern: facts), ordering: .acquiringAndReleasing)
      if isFree { return }
    }
    facts.deinitialize(count: 1)
    facts.deallocate()
  }

  /// Removes a file that is given back.
  static func remove(_ file: MappedFile) {
    formerChange.withLock { former in
      if former == nil, file.isChanged { former = file.path }
      for slot in 0..<capacity {
        guard let facts = slots[slot].file, facts.pointee.start == file.start else { continue }
        slots[slot].facts.store(0, ordering: .releasing)
        facts.deinitialize(count: 1)
        facts.deallocate()
      }
    }
  }
}
