/// Memory for many values of a kind, freed with the last reference; each thread writes to its own
/// places.
final class Slab<Value: BitwiseCopyable>: Sendable {
  /// While a thread writes a value, no other thread may touch it.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Value>
  let count: Int

  /// - Complexity: O(count).
  init(repeating value: Value, count: Int) {
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: value, count: max(count, 1))
    self.count = count
  }

  /// Memory that must be written before it is read.
  init(uninitialized count: Int) {
    base = .allocate(capacity: max(count, 1))
    self.count = count
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Value {
    get { base[index] }
    set { base[index] = newValue }
  }
}
