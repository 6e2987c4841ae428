import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The paths of the temporary files that have one, so that a signal that ends the process can
/// remove them.
///
/// They are in memory that is never freed, so that a signal handler can read them whatever the
/// other threads do.
package enum TemporaryNames {
  /// A path that was noted.
  struct Name {
    /// The path.
    let path: String
    /// Where it was noted; nil when there was no room.
    fileprivate let slot: Int?
  }

  /// Files that are written at the same time; the names of more are not noted.
  private static let capacity = 8
  /// PATH_MAX of Linux; no other system takes longer paths.
  private static let longest = 4096

  private struct Slot: ~Copyable {
    /// 0 for free, 1 for taken, 2 for a whole path.
    let state = Atomic<Int>(0)
  }

  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Slot> = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    for slot in 0..<capacity { (slots + slot).initialize(to: Slot()) }
    return slots
  }()

  nonisolated(unsafe) private static let paths = UnsafeMutablePointer<CChar>.allocate(
    capacity: capacity * longest)

  /// Allocates what `removeFiles()` needs, which cannot allocate itself.
  package static func prepare() { _ = (slots, paths) }

  /// Removes the files before the process ends. To be called in a signal handler, after
  /// `prepare()`.
  package static func removeFiles() {
    for slot in 0..<capacity where slots[slot].state.load(ordering: .acquiring) == 2 {
      unlink(paths + slot * longest)
    }
  }

  /// Notes the path of a file that was made.
  static func add(_ path: String) -> Name {
    let length = path.utf8.count + 1
    for slot in 0..<capacity where length <= longest {
      let (isFree, _) = slots[slot].state.compareExchange(
        expected: 0, desired: 1, ordering: .acquiringAndReleasing)
      guard isFree else { continue }
      path.withCString { (paths + slot * longest).update(from: $0, count: length) }
      slots[slot].state.store(2, ordering: .releasing)
      return Name(path: path, slot: slot)
    }
    return Name(path: path, slot: nil)
  }

  /// Forgets a path, whose file has another name now or is gone.
  static func remove(_ name: Name) {
    if let slot = name.slot { slots[slot].state.store(0, ordering: .releasing) }
  }
}
