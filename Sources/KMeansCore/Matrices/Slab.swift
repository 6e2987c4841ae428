/// Memory for many values of a kind, freed with the last reference; it begins at a cache line.
/// Threads share it; each thread writes to its own places.
package final class Slab<Value: BitwiseCopyable>: Sendable {
  /// While a thread writes a value, no other thread may touch it.
  nonisolated(unsafe) package let base: UnsafeMutablePointer<Value>
  /// How many values there are.
  package let count: Int

  /// Memory that must be written before it is read.
  package init(uninitialized count: Int) {
    let room = max(count, 1)
    base = UnsafeMutableRawPointer.allocate(
      byteCount: room * MemoryLayout<Value>.stride, alignment: 64
    ).bindMemory(to: Value.self, capacity: room)
    self.count = count
  }

  /// Memory whose bytes are all 0.
  ///
  /// - Complexity: O(count).
  package convenience init(zeros count: Int) {
    self.init(uninitialized: count)
    let bytes = max(count, 1) * MemoryLayout<Value>.stride
    UnsafeMutableRawPointer(base).initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
