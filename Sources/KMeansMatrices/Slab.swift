/// Memory for many values of a kind, freed with the last reference; it begins at a cache line.
/// Threads share it; each thread writes to its own places.
package final class Slab<Value: BitwiseCopyable>: Sendable {
  /// While a thread writes a value, no other thread may touch it.
  nonisolated(unsafe) package let base: UnsafeMutablePointer<Value>
  /// How many values there are.
  package let count: Int

  /// Memory that must be written before it is read.
  @inlinable
  package init(uninitialized count: Int) {
    let room = max(count, 1)
    base = UnsafeMutableRawPointer.allocate(
      byteCount: room * MemoryLayout<Value>.stride, alignment: 64
    ).bindMemory(to: Value.self, capacity: room)
    self.count = count
  }

  /// The same value everywhere.
  ///
  /// - Complexity: O(count).
  @inlinable
  package convenience init(repeating value: Value, count: Int) {
    self.init(uninitialized: count)
    base.initialize(repeating: value, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// One of the values.
  @inlinable @inline(__always)
  package subscript(index: Int) -> Value {
    get { base[index] }
    set { base[index] = newValue }
  }
}
